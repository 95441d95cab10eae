"""Reads of a unit's page: its signals, its series, and the verdicts below it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.golden_thread.readings.queries import joined_readings, joined_signals
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Level, Unit


@dataclass(frozen=True)
class Below:
    """A unit directly below with counts over its whole charts and those of everything below it."""

    unit: Unit
    charts: int
    concern: int
    improving: int
    changed: int
    common_cause: int
    silent: int
    """Late, or without any measurement; these may also be counted under their last verdict."""


def scope(unit: Unit) -> Any:
    """Which units' signals a unit's page shows: a ward's own, for wider units also those below."""
    return Unit.id == unit.id if unit.level is Level.MICRO else Unit.path.startswith(unit.path, autoescape=True)


def waiting_signals(unit: Unit, limit: int) -> tuple[list[Signal], int]:
    """Signals that nobody has answered, oldest first, and how many there are; good news after all else."""
    good_last = case((Signal.type.startswith("improvement"), 1), else_=0)
    statement = joined_signals().add_columns(func.count().over()).where(scope(unit), Signal.state == SignalState.OPEN)
    rows = db.session.execute(statement.order_by(good_last, Signal.created_at, Signal.id).limit(limit)).all()
    return [row[0] for row in rows], int(rows[0][1]) if rows else 0


def signals_in_hand(unit: Unit, limit: int) -> list[Signal]:
    """Signals that somebody answered and that are not closed, oldest first."""
    answered = (SignalState.ACKNOWLEDGED, SignalState.EXPLAINED, SignalState.ACTED)
    statement = joined_signals().where(scope(unit), Signal.state.in_(answered))
    return list(db.session.execute(statement.order_by(Signal.created_at, Signal.id).limit(limit)).scalars())


def charts_at(unit: Unit, *, parts: bool, metric_id: int | None = None) -> Select[Any]:
    """The unit's own readings by metric, wholes before their parts, to page through."""
    statement = joined_readings().where(Series.unit_id == unit.id)
    if not parts:
        statement = statement.where(Series.stratum == "")
    if metric_id:
        statement = statement.where(Series.metric_id == metric_id)
    return statement.order_by(func.lower(Metric.name), Metric.id, Series.stratum)


def parts_at(unit: Unit) -> int:
    """How many of the unit's charts are of a part."""
    statement = (
        select(func.count())
        .select_from(Reading)
        .join(Series, Series.id == Reading.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .where(Series.unit_id == unit.id, Series.stratum != "", Metric.state != MetricState.RETIRED)
    )
    return db.session.scalar(statement) or 0


def units_below(unit: Unit) -> Select[Any]:
    """The units directly below, each with its counts, most concerns first: one query a page."""

    def how_many(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    child, concern = aliased(Unit), how_many(Reading.variation.startswith("concern"))
    used = and_(
        Series.unit_id == Unit.id,
        Series.stratum == "",
        Series.metric_id.in_(select(Metric.id).where(Metric.state != MetricState.RETIRED)),
    )
    return (
        select(
            child,
            func.count(Series.id),
            concern,
            how_many(Reading.variation.startswith("improvement")),
            how_many(Reading.variation.startswith("neutral")),
            how_many(Reading.variation == "common-cause"),
            how_many(and_(Series.id.is_not(None), or_(Reading.series_id.is_(None), Reading.next_due < clock.today()))),
        )
        .select_from(child)
        .join(Unit, Unit.path.startswith(child.path))
        .outerjoin(Series, used)
        .outerjoin(Reading, Reading.series_id == Series.id)
        .where(child.parent_id == unit.id, child.retired.is_(False))
        .group_by(child.id)
        .order_by(concern.desc(), child.name, child.id)
    )


def below(unit: Unit, *, size: int, number: int) -> list[Below]:
    """One page of the units directly below."""
    rows = db.session.execute(units_below(unit).limit(size).offset((number - 1) * size))
    return [Below(row[0], *(int(each) for each in row[1:])) for row in rows]


def count_below(unit: Unit) -> int:
    """How many units stand directly below."""
    statement = select(func.count()).where(Unit.parent_id == unit.id, Unit.retired.is_(False))
    return db.session.scalar(statement) or 0
