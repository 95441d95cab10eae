"""Reads of readings and signals. A reading comes with its series, metric and unit in the same query."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, lazyload

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit


def joined_readings() -> Select:
    """Readings of metrics and units in use, with series, metric and unit: to be narrowed, ordered and paged."""
    return _with_series(select(Reading).join(Reading.series), Reading).where(*_in_use())


def readings_of(series_ids: Collection[int]) -> dict[int, Reading]:
    """The readings by series id; series without one are left out."""
    statement = _with_series(select(Reading).join(Reading.series), Reading).where(Reading.series_id.in_(series_ids))
    return {each.series_id: each for each in db.session.execute(statement).scalars()}


def readings_at(unit: Unit, *, strata: bool = False) -> list[Reading]:
    """The unit's own readings by metric, roll-ups included; only wholes unless strata are asked for."""
    statement = joined_readings().where(Series.unit_id == unit.id)
    return _by_metric(statement, strata)


def readings_within(unit: Unit, *, strata: bool = False) -> list[Reading]:
    """The readings of the unit and all units below it, by metric and unit."""
    statement = joined_readings().where(Unit.path.startswith(unit.path, autoescape=True))
    return _by_metric(statement, strata)


def readings_of_metric(metric_id: int, *, within: Unit | None = None, strata: bool = False) -> list[Reading]:
    """The readings of one metric at every unit (or at and below one), by unit."""
    statement = joined_readings().where(Series.metric_id == metric_id)
    if within is not None:
        statement = statement.where(Unit.path.startswith(within.path, autoescape=True))
    return _by_metric(statement, strata)


def late_readings(unit: Unit, *, strata: bool = False) -> list[Reading]:
    """Readings at or below the unit whose next measurement should have come by now, longest overdue first."""
    statement = joined_readings().where(
        Unit.path.startswith(unit.path, autoescape=True), Reading.next_due < clock.today(), Series.rolled_up.is_(False)
    )
    if not strata:
        statement = statement.where(Series.stratum == "")
    return list(db.session.execute(statement.order_by(Reading.next_due, Unit.name, Metric.name)).scalars())


def joined_signals() -> Select:
    """Signals of metrics and units in use, with series, metric and unit: to be narrowed, ordered and paged."""
    return _with_series(select(Signal).join(Signal.series), Signal).where(*_in_use())


def open_signals(unit: Unit, *, below: bool = True) -> list[Signal]:
    """Signals that nobody has answered, at the unit and below it (or there alone), oldest first."""
    where = Unit.path.startswith(unit.path, autoescape=True) if below else Unit.id == unit.id
    statement = joined_signals().where(where, Signal.state == SignalState.OPEN)
    return list(db.session.execute(statement.order_by(Signal.created_at, Signal.id)).scalars())


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
