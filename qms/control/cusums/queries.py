"""Reads of sequences, their cases and signals."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from qms.control.cusums.models import OutcomeCase, OutcomeReading, OutcomeSequence, OutcomeSignal
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Membership, Person
from qms.people.roles import ROLES, Permission

OWNERS_AT_MOST = 300
LIVE = (OutcomeSignal.answered_at.is_(None), OutcomeSignal.withdrawn_at.is_(None))


@dataclass(frozen=True)
class Listed:
    """A sequence in a list: what it says now, and the signals that wait for a cause."""

    sequence: OutcomeSequence
    reading: OutcomeReading | None
    live: list[OutcomeSignal]


def sequence(sequence_id: int) -> OutcomeSequence:
    """The sequence, or NoResultFound (a 404)."""
    return db.session.execute(select(OutcomeSequence).where(OutcomeSequence.id == sequence_id)).scalar_one()


def case(case_id: int) -> OutcomeCase:
    """The case with its sequence, or NoResultFound (a 404)."""
    statement = select(OutcomeCase).where(OutcomeCase.id == case_id).options(joinedload(OutcomeCase.sequence))
    return db.session.execute(statement).scalar_one()


def signal(outcome_signal_id: int) -> OutcomeSignal:
    """The signal with its sequence, or NoResultFound (a 404)."""
    return db.session.execute(select(OutcomeSignal).where(OutcomeSignal.id == outcome_signal_id)).scalar_one()


def unit_of_sequence(sequence_id: int, **_: object) -> Unit:
    """The unit of a sequence, for an access mark."""
    return sequence(sequence_id).unit


def unit_of_case(case_id: int) -> Unit:
    """The unit of a case, for an access mark."""
    return case(case_id).sequence.unit


def unit_of_signal(outcome_signal_id: int) -> Unit:
    """The unit of a signal, for an access mark."""
    return signal(outcome_signal_id).sequence.unit


def cases_of(one: OutcomeSequence) -> list[OutcomeCase]:
    """The cases that count, in their order."""
    statement = select(OutcomeCase).where(OutcomeCase.sequence_id == one.id, OutcomeCase.removed_at.is_(None))
    return list(db.session.execute(statement.order_by(OutcomeCase.happened_on, OutcomeCase.id)).scalars())


def removed_cases(one: OutcomeSequence, most: int = 20) -> list[OutcomeCase]:
    """The cases that were removed, the last first."""
    statement = select(OutcomeCase).where(OutcomeCase.sequence_id == one.id, OutcomeCase.removed_at.is_not(None))
    return list(db.session.execute(statement.order_by(OutcomeCase.removed_at.desc(), OutcomeCase.id).limit(most)).scalars())


def signals_of(one: OutcomeSequence) -> list[OutcomeSignal]:
    """The signals of a sequence, the last first; those that a correction took away are left out."""
    statement = select(OutcomeSignal).where(OutcomeSignal.sequence_id == one.id, OutcomeSignal.withdrawn_at.is_(None))
    return list(db.session.execute(statement.order_by(OutcomeSignal.crossed_on.desc(), OutcomeSignal.id.desc())).scalars())


def open_sequences() -> Select[Any]:
    """Every sequence that is followed, in the order of their ids."""
    return select(OutcomeSequence).where(OutcomeSequence.closed_on.is_(None)).order_by(OutcomeSequence.id)


def waits() -> Any:
    """Whether a sequence has a signal that waits for its cause."""
    return select(OutcomeSignal.id).where(OutcomeSignal.sequence_id == OutcomeSequence.id, *LIVE).exists()


def sequences_matching(unit: Unit | None = None, *, closed: bool = False) -> Select[Any]:
    """Sequences at or below a unit, or all: those with a signal that waits first, then by name."""
    statement = (
        select(OutcomeSequence)
        .join(OutcomeSequence.unit)
        .options(joinedload(OutcomeSequence.owner).lazyload(Person.memberships))
    )
    if unit is not None:
        statement = statement.where(Unit.path.startswith(unit.path, autoescape=True))
    shut = OutcomeSequence.closed_on.is_not(None) if closed else OutcomeSequence.closed_on.is_(None)
    return statement.where(shut).order_by(waits().desc(), func.lower(OutcomeSequence.name), OutcomeSequence.id)


def sequences_for(person: Person, units: Sequence[Unit]) -> Select[Any]:
    """Sequences that are followed and owned by the person or are theirs to answer, with a signal that waits."""
    mine = [OutcomeSequence.owner_id == person.id, *(Unit.path.startswith(each.path, autoescape=True) for each in units)]
    return sequences_matching().where(waits(), or_(*mine))


def listed(sequences: Sequence[OutcomeSequence]) -> list[Listed]:
    """The sequences with their readings and waiting signals, in two queries."""
    ids = [each.id for each in sequences]
    readings = select(OutcomeReading).where(OutcomeReading.sequence_id.in_(ids))
    by_id = {each.sequence_id: each for each in db.session.execute(readings).scalars()}
    waiting: dict[int, list[OutcomeSignal]] = defaultdict(list)
    live = select(OutcomeSignal).where(OutcomeSignal.sequence_id.in_(ids), *LIVE).options(lazyload("*"))
    for each in db.session.execute(live.order_by(OutcomeSignal.side.desc(), OutcomeSignal.id)).scalars():
        waiting[each.sequence_id].append(each)
    return [Listed(each, by_id.get(each.id), waiting[each.id]) for each in sequences]


def possible_owners() -> list[Person]:
    """People who may answer signals somewhere, by name; the first some hundred."""
    roles = [name for name, role in ROLES.items() if Permission.REACT_TO_SIGNALS in role.permissions]
    holding = select(Membership.person_id).where(Membership.role.in_(roles))
    statement = select(Person).where(Person.active, Person.id.in_(holding)).options(lazyload(Person.memberships))
    return list(db.session.execute(statement.order_by(Person.name, Person.id).limit(OWNERS_AT_MOST)).scalars())


def last_added(one: OutcomeSequence, most: int = 5) -> list[OutcomeCase]:
    """The cases that came in last, whatever their days."""
    statement = select(OutcomeCase).where(OutcomeCase.sequence_id == one.id, OutcomeCase.removed_at.is_(None))
    return list(db.session.execute(statement.order_by(OutcomeCase.id.desc()).limit(most)).scalars())
