"""What changed lately: signals opened and closed, objectives set and ended, metrics agreed, and the rooms' own news."""

import datetime as dt
from collections.abc import Iterator

from flask import url_for
from sqlalchemy import case, func, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.readings.models import Signal, SignalState, SignalStep
from qms.golden_thread.strands import Mark, all_strands
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.organisation.models import Unit

DAYS = 30
AT_MOST = 10
"""Lines shown; of each kind so many are read."""


def since() -> dt.date:
    """The first day of what counts as lately."""
    return clock.today() - dt.timedelta(days=DAYS)


def changes(unit: Unit) -> list[Mark]:
    """The newest changes at and below the unit, newest first; a constant number of queries."""
    first = since()
    found = [*_signals(unit, first), *_objectives(unit, first), *_agreed(unit, first)]
    for strand in all_strands():
        found += strand.news(unit, first)[:AT_MOST]
    return sorted(found, key=lambda mark: mark.on, reverse=True)[:AT_MOST]


def _signals(unit: Unit, first: dt.date) -> Iterator[Mark]:
    """One line for each metric and kind of news, however many units it is about."""
    side = case(
        (Signal.type.startswith("concern"), "concern"),
        (Signal.type.startswith("improvement"), "improvement"),
        else_="neutral",
    ).label("side")
    statement = (
        select(
            Metric.id, Metric.name, SignalStep.state, side,
            func.count(Signal.id.distinct()), func.max(SignalStep.at).label("latest"), func.min(Signal.id),
            func.min(Unit.name), func.count(Unit.id.distinct()),
        )
        .select_from(SignalStep)
        .join(Signal, Signal.id == SignalStep.signal_id)
        .join(Series, Series.id == Signal.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .where(
            SignalStep.at >= _start(first),
            SignalStep.state.in_((SignalState.OPEN, SignalState.CLOSED)),
            Metric.state == MetricState.AGREED,
            Series.stratum == "",
            Unit.path.startswith(unit.path, autoescape=True),
            Unit.retired.is_(False),
        )
        .group_by(Metric.id, Metric.name, SignalStep.state, "side")
        .order_by(func.max(SignalStep.at).desc(), Metric.id)
        .limit(AT_MOST)
    )  # fmt: skip
    for metric_id, metric, state, word, signals, latest, signal_id, name, units in db.session.execute(statement):
        where = name if units == 1 else count(units, "unit")
        yield Mark(
            clock.day_of(latest),
            f"{metric}, {where}: {_happened(state, word, signals)}.",
            _address(unit, metric_id, signals, signal_id),
        )


def _happened(state: SignalState, side: str, signals: int) -> str:
    noun = "change" if side == "neutral" else side
    if state is SignalState.OPEN:
        return f"new {noun}" if signals == 1 else f"{signals:,} new {noun}s"
    return f"{noun} closed" if signals == 1 else f"{signals:,} {noun}s closed"


def _address(unit: Unit, metric_id: int, signals: int, signal_id: int) -> str:
    if signals == 1:
        return url_for("control.signal", signal_id=signal_id)
    return url_for("control.summary", metric=metric_id, unit=unit.id)


def _objectives(unit: Unit, first: dt.date) -> Iterator[Mark]:
    statement = (
        select(Objective.id, Objective.title, Objective.state, Objective.ended_on, Objective.created_at)
        .join(Objective.unit)
        .where(Unit.path.startswith(unit.path, autoescape=True))
        .where((Objective.ended_on >= first) | (Objective.created_at >= _start(first)))
        .order_by(Objective.ended_on.is_(None), Objective.created_at.desc(), Objective.id.desc())
        .limit(AT_MOST)
    )
    for objective_id, title, state, ended_on, created_at in db.session.execute(statement):
        words = "was set" if ended_on is None else f"was {state.value}"
        yield Mark(
            ended_on or clock.day_of(created_at),
            f"Objective “{title}” {words}.",
            url_for("objective", objective_id=objective_id),
        )


def _agreed(unit: Unit, first: dt.date) -> Iterator[Mark]:
    statement = (
        select(Metric.id, Metric.name, Metric.revision, func.coalesce(Metric.agreed_at, Metric.created_at))
        .join(Unit, Unit.id == Metric.unit_id)
        .where(
            Metric.state == MetricState.AGREED,
            Metric.agreed_at >= _start(first),
            Unit.path.startswith(unit.path, autoescape=True),
        )
        .order_by(Metric.agreed_at.desc(), Metric.id.desc())
        .limit(AT_MOST)
    )
    for metric_id, name, revision, agreed_at in db.session.execute(statement):
        version = f" in version {revision}" if revision > 1 else ""
        said = f"The definition of “{name}” was agreed{version}."
        yield Mark(clock.day_of(agreed_at), said, url_for("metric", metric_id=metric_id))


def _start(day: dt.date) -> dt.datetime:
    return clock.start_of(day)
