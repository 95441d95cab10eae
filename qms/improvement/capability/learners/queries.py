"""Reads of learners and of where they work."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import aliased, joinedload

from qms.improvement.capability.models import Learner, Placement, Training
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person


def learner(learner_id: int) -> Learner:
    """The learner, or NoResultFound (a 404)."""
    return db.session.execute(select(Learner).where(Learner.id == learner_id).options(_plain_person())).scalar_one()


def learner_of(person: Person) -> Learner | None:
    """The records of somebody with an account."""
    return db.session.execute(select(Learner).where(Learner.person_id == person.id)).scalar()


def last_placement_id(learner_id: Any) -> ScalarSelect[int]:
    """The id of the latest placement of a learner, for a condition."""
    latest = aliased(Placement)
    own = select(latest.id).where(latest.learner_id == learner_id)
    return own.order_by(latest.since.desc(), latest.id.desc()).limit(1).scalar_subquery()


def last_placements(learner_ids: Sequence[int]) -> dict[int, Placement]:
    """Where each works, or worked last, by learner."""
    last = Placement.id == last_placement_id(Placement.learner_id)
    statement = select(Placement).where(Placement.learner_id.in_(list(learner_ids)), last)
    return {each.learner_id: each for each in db.session.execute(statement).scalars()}


def unit_of_learner(learner_id: int, **_: int) -> Unit:
    """The unit whose keepers keep the learner's records, or NoResultFound (a 404)."""
    statement = select(Placement).where(Placement.id == last_placement_id(learner_id))
    return db.session.execute(statement).scalar_one().unit


def placements_of(learner_id: int) -> list[Placement]:
    """Where the learner has worked, latest first."""
    statement = select(Placement).where(Placement.learner_id == learner_id)
    return list(db.session.execute(statement.order_by(Placement.since.desc(), Placement.id.desc())).scalars())


def trainings_of(learner_id: int) -> list[Training]:
    """What the learner completed, latest first."""
    statement = select(Training).where(Training.learner_id == learner_id)
    return list(db.session.execute(statement.order_by(Training.completed_on.desc(), Training.id.desc())).scalars())


def _plain_person() -> Any:
    return joinedload(Learner.person).lazyload(Person.memberships)
