"""Reads of readings and signals. A reading comes with its series, metric and unit in the same query."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, lazyload

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.kernel.db import db
from qms.organisation.models import Unit


def joined_readings() -> Select:
    """Readings of metrics and units in use, with series, metric and unit: to be narrowed, ordered and paged."""
    return _with_series(select(Reading).join(Reading.series), Reading).where(*_in_use())


def readings_of(series_ids: Collection[int]) -> dict[int, Reading]:
    """The readings by series id; series without one are left out."""
    statement = _with_series(select(Reading).join(Reading.series), Reading).where(Reading.series_id.in_(series_ids))
    return {each.series_id: each for each in db.session.execute(statement).scalars()}


def readings_of_metric(metric_id: int, *, within: Unit | None = None, strata: bool = False) -> list[Reading]:
    """The readings of one metric at every unit (or at and below one), by unit."""
    statement = joined_readings().where(Series.metric_id == metric_id)
    if within is not None:
        statement = statement.where(Unit.path.startswith(within.path, autoescape=True))
    return _by_metric(statement, strata)


def joined_signals() -> Select:
    """Signals of metrics and units in use, with series, metric and unit: to be narrowed, ordered and paged."""
    return _with_series(select(Signal).join(Signal.series), Signal).where(*_in_use())


def live_signals_of(series_ids: Collection[int]) -> dict[int, list[Signal]]:
    """The signals that are not closed, by series, oldest first."""
    statement = _with_series(select(Signal).join(Signal.series), Signal).where(
        Signal.series_id.in_(series_ids), Signal.state != SignalState.CLOSED
    )
    found: dict[int, list[Signal]] = {}
    for signal in db.session.execute(statement.order_by(Signal.first_period, Signal.id)).scalars():
        found.setdefault(signal.series_id, []).append(signal)
    return found


def _in_use() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Metric.state != MetricState.RETIRED, Unit.retired.is_(False)


def _by_metric(statement: Select, strata: bool) -> list[Reading]:
    if not strata:
        statement = statement.where(Series.stratum == "")
    ordered = statement.order_by(Metric.name, Metric.id, Unit.path, Series.stratum)
    return list(db.session.execute(ordered).scalars())


_BEYOND = (Metric.unit, Metric.targets, Metric.signatures)
"""What is known of a metric but not told of its readings: whoever asks for it loads it."""


def _with_series(statement: Select, entity: type[Reading | Signal]) -> Select:
    """One join for the series, its metric and its unit, used both to filter and to fill the objects."""
    series = contains_eager(entity.series)
    return (
        statement.join(Metric, Metric.id == Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .options(
            series.contains_eager(Series.metric).options(*(lazyload(each) for each in _BEYOND)),
            series.contains_eager(Series.unit),
        )
    )
