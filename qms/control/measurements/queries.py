"""Reads of measurements."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Row as SqlRow
from sqlalchemy import Select, exists, select

from qms.control.measurements.models import Measurement, MeasurementRevision
from qms.control.measurements.rows import Figures
from qms.golden_thread.metrics.models import Series
from qms.kernel.db import db

FIGURES = (Measurement.value, Measurement.numerator, Measurement.denominator, Measurement.n, Measurement.sd)

# More placeholders than this in one statement are slow to prepare, and SQLite refuses above 32,766.
IDS_AT_ONCE = 2_000
PERIODS_AT_ONCE = 200


class SeriesKey(NamedTuple):
    """A series without its metric and unit loaded."""

    id: int
    metric_id: int
    unit_id: int
    stratum: str
    rolled_up: bool


def series_of_metrics(metric_ids: Iterable[int]) -> list[SeriesKey]:
    """Every series of the metrics."""
    columns = (Series.id, Series.metric_id, Series.unit_id, Series.stratum, Series.rolled_up)
    statement = select(*columns).where(Series.metric_id.in_(sorted(set(metric_ids)))).order_by(Series.id)
    return [SeriesKey(*row) for row in db.session.execute(statement)]


def reporting_series(metric_ids: Iterable[int]) -> set[int]:
    """The metrics' series that hold measurements of their own, not summed ones."""
    measured = exists().where(Measurement.series_id == Series.id)
    statement = select(Series.id).where(Series.metric_id.in_(sorted(set(metric_ids))), Series.rolled_up.is_(False), measured)
    return set(db.session.execute(statement).scalars())


def figures_between(series_ids: Sequence[int], first: dt.date, last: dt.date) -> dict[tuple[int, dt.date], Figures]:
    """What is stored for the series from `first` to `last`, by series and period."""
    found: dict[tuple[int, dt.date], Figures] = {}
    for ids in _in_batches(series_ids):
        statement = select(Measurement.series_id, Measurement.period, *FIGURES).where(
            Measurement.series_id.in_(ids), Measurement.period.between(first, last)
        )
        found.update(((row[0], row[1]), Figures(*row[2:])) for row in db.session.execute(statement))
    return found


def figures_of(series_ids: Sequence[int]) -> list[SqlRow]:
    """(series_id, period, value, numerator, denominator, n, sd) of every measurement of the series, in order of both."""
    found: list[SqlRow] = []
    for ids in _in_batches(sorted(series_ids)):
        statement = (
            select(Measurement.series_id, Measurement.period, *FIGURES)
            .where(Measurement.series_id.in_(ids))
            .order_by(Measurement.series_id, Measurement.period)
        )
        found += db.session.execute(statement).all()
    return found


def figures_of_metrics(metric_ids: Iterable[int], periods: Collection[dt.date] | None = None) -> Sequence[SqlRow]:
    """(series_id, period, value, numerator, denominator, n, sd, units) of the metrics' series, in these periods if given."""
    statement: Select = (
        select(Measurement.series_id, Measurement.period, *FIGURES, Measurement.units)
        .join(Series, Series.id == Measurement.series_id)
        .where(Series.metric_id.in_(sorted(set(metric_ids))))
    )
    if periods is not None and len(periods) <= PERIODS_AT_ONCE:
        statement = statement.where(Measurement.period.in_(sorted(periods)))
    elif periods is not None:
        statement = statement.where(Measurement.period.between(min(periods), max(periods)))
    return db.session.execute(statement).all()


def measurements_of(series_id: int) -> list[Measurement]:
    """The measurements of one series, in order of period."""
    statement = select(Measurement).where(Measurement.series_id == series_id).order_by(Measurement.period)
    return list(db.session.execute(statement).scalars())


def revisions_of(series_id: int, *, period: dt.date | None = None) -> list[MeasurementRevision]:
    """The replaced values of a series (or of one of its periods), newest first."""
    statement = select(MeasurementRevision).where(MeasurementRevision.series_id == series_id)
    if period is not None:
        statement = statement.where(MeasurementRevision.period == period)
    return list(db.session.execute(statement.order_by(MeasurementRevision.id.desc())).scalars())


def _in_batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))
