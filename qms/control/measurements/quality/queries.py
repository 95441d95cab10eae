"""Reads of the data-quality page: each a count and the first of what was found."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from qms.control.measurements.models import Measurement, Upload, UploadState
from qms.golden_thread.metrics.models import Cadence, Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import joined_readings
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit

FIRST = 15
"""What each list shows; its count says how many there are."""
FIRM = 13
"""Points from which limits are firm (Making Data Count)."""


@dataclass(frozen=True)
class Found:
    """How many there are, and the first of them."""

    total: int
    first: Sequence[Any]


def _first(statement: Select[Any], limit: int = FIRST) -> Found:
    """The statement's first rows with the count of all, in one query."""
    rows = db.session.execute(statement.add_columns(func.count().over()).limit(limit)).all()
    return Found(int(rows[0][-1]) if rows else 0, [row[0] if len(row) == 2 else row[:-1] for row in rows])


def within(top: Unit | None) -> ColumnElement[bool]:
    """Units at or below the one asked for; all where none is."""
    return Unit.path.startswith(top.path if top else "", autoescape=True)


def late(top: Unit | None) -> Found:
    """Readings whose next measurement should have come by now, longest overdue first."""
    statement = joined_readings().where(within(top), Reading.next_due < clock.today(), Series.rolled_up.is_(False))
    return _first(statement.order_by(Reading.next_due, Metric.name, Series.id))


def short(top: Unit | None) -> Found:
    """Readings with too few points for firm limits, fewest first."""
    statement = joined_readings().where(within(top), Reading.points < FIRM, Series.rolled_up.is_(False))
    return _first(statement.order_by(Reading.points, Metric.name, Series.id))


@dataclass(frozen=True)
class Extent:
    """How far a series goes, and how much of that it has."""

    series_id: int
    metric: str
    unit: str
    stratum: str
    cadence: Cadence
    how_many: int
    first: dt.date
    last: dt.date
    zeros: int


def extents(top: Unit | None) -> list[Extent]:
    """Every series that units report themselves: its periods and its denominators of 0, in one query."""
    zero = case((Measurement.denominator == 0, 1), else_=0)
    statement = (
        select(
            Series.id, Metric.name, Unit.name, Series.stratum, Metric.cadence,
            func.count(), func.min(Measurement.period), func.max(Measurement.period), func.sum(zero),
        )
        .join(Series, Series.id == Measurement.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .where(within(top), Series.rolled_up.is_(False), Metric.state != MetricState.RETIRED)
        .group_by(Series.id, Metric.name, Unit.name, Series.stratum, Metric.cadence)
        .order_by(Metric.name, Unit.name, Series.stratum, Series.id)
    )  # fmt: skip
    return [Extent(*row) for row in db.session.execute(statement)]


def refused(top: Unit | None) -> Found:
    """Uploads that were let go with errors, newest first; they belong to no unit, so a unit's page leaves them out."""
    if top is not None:
        return Found(0, [])
    statement = select(Upload).where(Upload.state == UploadState.REFUSED, Upload.errors > 0)
    return _first(statement.order_by(Upload.created_at.desc(), Upload.id.desc()))


def without_data(top: Unit | None) -> Found:
    """Metrics in use that no unit has measured."""
    measured = select(Series.metric_id).join(Reading, Reading.series_id == Series.id)
    statement = (
        select(Metric)
        .join(Metric.unit)
        .where(within(top), Metric.state != MetricState.RETIRED, Metric.id.not_in(measured))
        .order_by(Metric.name, Metric.id)
    )
    return _first(statement)


def unit_names(top: Unit | None) -> list[tuple[int, str, int | None]]:
    """(id, name, parent's id) of the units that are not retired."""
    statement = select(Unit.id, Unit.name, Unit.parent_id).where(within(top), Unit.retired.is_(False)).order_by(Unit.id)
    return [(row[0], row[1], row[2]) for row in db.session.execute(statement)]
