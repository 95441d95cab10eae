"""Reads of refreshers: one's own, and those that somebody has yet to be told of."""

import datetime as dt
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import contains_eager

from qms.improvement.capability.learners.queries import last_placement_id
from qms.improvement.capability.models import Learner, Placement, Programme, RefresherQuiet, Training
from qms.improvement.capability.trainings.queries import taken_again
from qms.kernel.db import db
from qms.people.models import Person

AHEAD = dt.timedelta(days=60)


def due_of(person: Person, today: dt.date) -> list[Training]:
    """The person's own trainings that have run out or do so within AHEAD, the first to run out first. One query."""
    statement = _due(today).where(Learner.person_id == person.id)
    return list(db.session.execute(statement.order_by(Training.refresh_by, Training.id)).scalars())


def to_tell(today: dt.date) -> list[Training]:
    """What people with an account have not been told of, by person: once ahead, once when it has run out. Left out are those
    who want no such letters, and who have had one today. One query."""
    over = Training.refresh_by <= today
    news = or_(and_(over, Training.told_over_on.is_(None)), and_(~over, Training.told_soon_on.is_(None)))
    quiet = exists().where(RefresherQuiet.person_id == Learner.person_id)
    statement = _due(today).where(Person.active, news, ~quiet, ~_told_on(today))
    return list(db.session.execute(statement.order_by(Learner.person_id, Training.refresh_by, Training.id)).scalars())


def wants_letters(person: Person) -> bool:
    """Whether the person is mailed of refreshers; everybody is who did not choose otherwise."""
    return not db.session.scalar(select(exists().where(RefresherQuiet.person_id == person.id)))


def _due(today: dt.date) -> Select[Any]:
    """Trainings to refresh, of people who work here and have an account, in programmes that are still taught."""
    whole = contains_eager(Training.learner).contains_eager(Learner.person).lazyload(Person.memberships)
    return (
        select(Training)
        .join(Training.programme)
        .join(Training.learner)
        .join(Learner.person)
        .join(Placement, Placement.id == last_placement_id(Learner.id))
        .where(Training.refresh_by <= today + AHEAD, ~taken_again(), Placement.until.is_(None), Programme.retired.is_(False))
        .options(whole, contains_eager(Training.programme))
    )


def _told_on(day: dt.date) -> Any:
    """Whether the same learner was mailed on that day."""
    other = Training.__table__.alias("told")
    on_it = or_(other.c.told_soon_on == day, other.c.told_over_on == day)
    return exists().where(other.c.learner_id == Training.learner_id, on_it)
