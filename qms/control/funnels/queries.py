"""Reads of funnels: which metrics can be compared, over which months and levels, and the sums of their units."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import DataKind, Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind

COMPARABLE = (DataKind.PROPORTION, DataKind.RATE)
FEWEST = 3
"""Units below which there is nothing to compare."""


@dataclass(frozen=True)
class UnitSum:
    """One unit's figures over the months: its numerators and denominators summed, and how many periods have them."""

    unit_id: int
    name: str
    ods_code: str | None
    series_id: int
    numerator: float
    denominator: float
    periods: int


def comparable_metrics(words: str = "") -> Select[Any]:
    """Metrics in use, by name, of which three units or more of one kind have figures with denominators."""
    enough = _measured_units().group_by(Series.metric_id, Unit.kind).having(func.count() >= FEWEST)
    statement = select(Metric).where(
        Metric.id.in_(enough), Metric.data_kind.in_(COMPARABLE), Metric.state != MetricState.RETIRED
    )
    for word in words.split()[:8]:
        statement = statement.where(or_(*(column.icontains(word, autoescape=True) for column in (Metric.name, Metric.key))))
    return statement.order_by(func.lower(Metric.name), Metric.id)


def units_measured(metric_ids: Collection[int]) -> dict[int, dict[UnitKind, int]]:
    """How many units of each kind have a chart of each metric, in one query."""
    statement = (
        _measured_units()
        .where(Series.metric_id.in_(metric_ids))
        .group_by(Series.metric_id, Unit.kind)
        .with_only_columns(Series.metric_id, Unit.kind, func.count())
    )
    found: dict[int, dict[UnitKind, int]] = {}
    for metric_id, kind, how_many in db.session.execute(statement):
        found.setdefault(metric_id, {})[kind] = how_many
    return found


def first_and_last(metric_id: int) -> tuple[dt.date, dt.date] | None:
    """The first and the last period of the metric's measurements; None without any."""
    statement = (
        select(func.min(Measurement.period), func.max(Measurement.period))
        .join(Series, Series.id == Measurement.series_id)
        .where(Series.metric_id == metric_id, Series.stratum == "")
    )
    first, last = db.session.execute(statement).one()
    return (first, last) if first else None


def sums_of_units(metric_id: int, *, kind: UnitKind, under: Unit | None, first: dt.date, last: dt.date) -> list[UnitSum]:
    """The sums of each unit of the kind, by name, in one query. Units of one name also carry that of the unit above."""
    parents = aliased(Unit)
    sums = (func.sum(Measurement.numerator), func.sum(Measurement.denominator), func.count())
    statement = (
        select(Unit.id, Unit.name, Unit.ods_code, parents.name, Series.id, *sums)
        .select_from(Measurement)
        .join(Series, Series.id == Measurement.series_id)
        .join(Unit, Unit.id == Series.unit_id)
        .outerjoin(parents, parents.id == Unit.parent_id)
        .where(
            Series.metric_id == metric_id,
            Series.stratum == "",
            Unit.kind == kind,
            Unit.retired.is_(False),
            Measurement.period.between(first, last),
            Measurement.numerator.is_not(None),
            Measurement.denominator > 0,
        )
        .group_by(Unit.id, Unit.name, Unit.ods_code, parents.name, Series.id)
        .order_by(func.lower(Unit.name), Unit.id)
    )
    if under:
        statement = statement.where(Unit.path.startswith(under.path, autoescape=True))
    rows = db.session.execute(statement).all()
    twice = Counter(row[1] for row in rows)
    return [
        UnitSum(
            unit_id=unit_id,
            name=f"{name}, {parent}" if parent and twice[name] > 1 else name,
            ods_code=code,
            series_id=series_id,
            numerator=above or 0.0,
            denominator=below or 0.0,
            periods=periods,
        )
        for unit_id, name, code, parent, series_id, above, below, periods in rows
    ]


def _measured_units() -> Select[Any]:
    """The metric of every whole chart of a unit that is not retired."""
    return (
        select(Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .join(Reading, Reading.series_id == Series.id)
        .where(Series.stratum == "", Unit.retired.is_(False))
    )
