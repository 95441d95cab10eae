"""Reads of signals: one, the list with its filters, and who could own the answer."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import lazyload, selectinload

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading, Signal, SignalState, SignalStep
from qms.golden_thread.readings.queries import joined_signals
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Membership, Person
from qms.people.roles import ROLES, Permission

ANSWERED = (SignalState.ACKNOWLEDGED, SignalState.EXPLAINED, SignalState.ACTED)
NOT_CLOSED, ALL = "", "all"
LONG = dt.timedelta(days=14)
"""A signal that waits longer than this for anybody is a break in the thread."""

OWNERS_AT_MOST = 300


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to. `state` is a SignalState, "" for all that are not closed, or "all"."""

    unit: Unit | None = None
    state: str = NOT_CLOSED
    kind: str = ""
    here: bool = False  # the unit alone, without those below

    @property
    def narrow(self) -> bool:
        """Whether anything is left out that the plain list has."""
        return bool(self.unit or self.state or self.kind)


def signal(signal_id: int) -> Signal:
    """The signal with its steps, or NoResultFound (a 404)."""
    steps = selectinload(Signal.steps).joinedload(SignalStep.by).lazyload(Person.memberships)
    statement = select(Signal).where(Signal.id == signal_id).options(steps)
    return db.session.execute(statement, execution_options={"populate_existing": True}).scalar_one()


def unit_of_signal(signal_id: int) -> Unit:
    """The unit whose chart shows it, for an access mark."""
    return signal(signal_id).series.unit


def signals_matching(filters: Filters) -> Select[Any]:
    """Signals with series, metric and unit: changes for the worse first, then the oldest."""
    concern_first = case((Signal.type.startswith("concern"), 0), (Signal.type.startswith("neutral"), 1), else_=2)
    return joined_signals().where(*_conditions(filters)).order_by(concern_first, Signal.created_at, Signal.id)


def count_by_kind(filters: Filters) -> dict[str, int]:
    """How many of the signals are a concern, an improvement or neither; one query."""
    is_concern, is_neutral = Signal.type.startswith("concern"), Signal.type.startswith("neutral")
    kind = case((is_concern, "concern"), (is_neutral, "neutral"), else_="improvement")
    matching = signals_matching(filters).order_by(None).with_only_columns(kind.label("kind")).subquery()
    return dict(db.session.execute(select(matching.c.kind, func.count()).group_by(matching.c.kind)).all())


def answered_of(series_ids: Collection[int]) -> list[Signal]:
    """Signals of the series that somebody has answered and that are not closed, oldest first."""
    statement = joined_signals().where(Signal.series_id.in_(series_ids), Signal.state.in_(ANSWERED))
    return list(db.session.execute(statement.order_by(Signal.id)).scalars())


def waiting_long(top: Unit, limit: int) -> list[Signal]:
    """Signals at or below the unit that have waited more than a fortnight for anybody, oldest first.

    Charts of agreed metrics that give concern now are left out: the thread has its own word for those."""
    concern_now = exists().where(
        Reading.series_id == Signal.series_id, Reading.variation.startswith("concern"), Series.stratum == ""
    )
    statement = joined_signals().where(
        Unit.path.startswith(top.path, autoescape=True),
        Signal.state == SignalState.OPEN,
        Signal.created_at < clock.now() - LONG,
        ~and_(concern_now.correlate(Signal, Series), Metric.state == MetricState.AGREED),
    )
    return list(db.session.execute(statement.order_by(Signal.created_at, Signal.id).limit(limit)).scalars())


def signals_saying(words: str, limit: int) -> list[Signal]:
    """Signals with every word in their sentence, metric or unit; unanswered ones first, then the newest."""
    statement = joined_signals()
    for word in words.split()[:8]:
        columns = (Signal.sentence, Metric.name, Unit.name)
        statement = statement.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    waiting_first = case({state: at for at, state in enumerate(SignalState)}, value=Signal.state)
    return list(db.session.execute(statement.order_by(waiting_first, Signal.id.desc()).limit(limit)).scalars())


def signals_by_ids(ids: Collection[int]) -> list[Signal]:
    """The signals with these ids, whatever has become of their metrics."""
    statement = select(Signal).where(Signal.id.in_(ids)).options(lazyload(Signal.owner))
    return list(db.session.execute(statement).scalars())


def possible_owners(series: Series) -> list[Person]:
    """People who may answer signals of the series' unit, by name; the first some hundred."""
    roles = [name for name, role in ROLES.items() if Permission.REACT_TO_SIGNALS in role.permissions]
    line = [*series.unit.ancestor_ids, series.unit_id]
    holding = select(Membership.person_id).where(Membership.unit_id.in_(line), Membership.role.in_(roles))
    statement = select(Person).where(Person.active, Person.id.in_(holding)).options(lazyload(Person.memberships))
    return list(db.session.execute(statement.order_by(Person.name, Person.id).limit(OWNERS_AT_MOST)).scalars())


def _conditions(filters: Filters) -> list[Any]:
    found: list[Any] = []
    if filters.unit:
        path = Unit.path
        found.append(Unit.id == filters.unit.id if filters.here else path.startswith(filters.unit.path, autoescape=True))
    if filters.state == NOT_CLOSED:
        found.append(Signal.state != SignalState.CLOSED)
    elif filters.state in set(SignalState):
        found.append(Signal.state == SignalState(filters.state))
    if filters.kind:
        found.append(Signal.type.startswith(filters.kind, autoescape=True))
    return found
