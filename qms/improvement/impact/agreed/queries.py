"""Reads of agreed actions."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from qms.improvement.impact.models import AgreedAction, ImpactEntry
from qms.improvement.impact.queries import entry, seen_by
from qms.improvement.projects.models import Project
from qms.kernel.db import db
from qms.people.models import Person

MOST = 200  # of the meetings on one page


def agreed_action(agreed_action_id: int) -> AgreedAction:
    """The action of an entry that the reader sees, or NoResultFound (a 404)."""
    found = db.session.execute(_actions().where(AgreedAction.id == agreed_action_id)).scalar_one()
    entry(found.entry_id)
    return found


def entry_of_action(agreed_action_id: int) -> ImpactEntry:
    """The entry that agreed the action, or NoResultFound (a 404)."""
    return entry(agreed_action(agreed_action_id).entry_id)


def actions_of(entry_ids: Collection[int], *, most: int | None = MOST) -> dict[int, list[AgreedAction]]:
    """The actions of each entry: those to be done first, by their days; `most` together, or all. One query."""
    statement = _actions().where(AgreedAction.entry_id.in_(entry_ids)).order_by(*_to_be_done_first()).limit(most)
    found: dict[int, list[AgreedAction]] = defaultdict(list)
    for each in db.session.execute(statement).scalars():
        found[each.entry_id].append(each)
    return dict(found)


class PlainAction(NamedTuple):
    """An action as a sentence needs it, with the names of whoever does it and did it."""

    entry_id: int
    what: str
    owner: str | None
    outside: str
    due_on: dt.date | None
    done_on: dt.date | None
    done_by: str | None


def plain_actions_of(entry_ids: Collection[int]) -> list[PlainAction]:
    """All actions of these entries, those to be done first, by their days, as columns. One query."""
    owner, done_by = aliased(Person), aliased(Person)
    columns = (AgreedAction.entry_id, AgreedAction.what, owner.name, AgreedAction.outside)
    rows = (
        select(*columns, AgreedAction.due_on, AgreedAction.done_on, done_by.name)
        .outerjoin(owner, owner.id == AgreedAction.owner_id)
        .outerjoin(done_by, done_by.id == AgreedAction.done_by_id)
        .where(AgreedAction.entry_id.in_(entry_ids))
        .order_by(*_to_be_done_first())
    )
    return [PlainAction._make(row) for row in db.session.execute(rows)]


def waiting_for(person: Person, *, limit: int) -> list[AgreedAction]:
    """What the person agreed to and has not done, earliest first, with the meetings."""
    statement = _with_meeting(person.id).where(AgreedAction.owner_id == person.id)
    return list(db.session.execute(statement.order_by(*_earliest_first()).limit(limit)).scalars())


def count_due(person: Person, by_day: dt.date) -> int:
    """How many of those are due by that day."""
    due = _with_meeting(person.id).where(AgreedAction.owner_id == person.id, AgreedAction.due_on <= by_day)
    return db.session.scalar(select(func.count()).select_from(due.subquery())) or 0


def to_remind(by_day: dt.date) -> Sequence[AgreedAction]:
    """Actions due by a day whose owners can sign in and were never mailed about them, by owner."""
    statement = (
        _with_meeting(AgreedAction.owner_id)
        .join(AgreedAction.owner)
        .options(contains_eager(AgreedAction.owner).lazyload(Person.memberships))
        .where(Person.active, AgreedAction.due_on <= by_day, AgreedAction.reminded_on.is_(None))
    )
    return db.session.execute(statement.order_by(AgreedAction.owner_id, *_earliest_first())).scalars().all()


def _with_meeting(person_id: Any) -> Select[Any]:
    """Actions that are to be done, of meetings that the person sees, with these."""
    return (
        select(AgreedAction)
        .join(AgreedAction.entry)
        .outerjoin(Project, Project.id == ImpactEntry.project_id)
        .options(contains_eager(AgreedAction.entry).lazyload("*"))
        .where(AgreedAction.done_on.is_(None), seen_by(person_id))
    )


def _actions() -> Select[Any]:
    people = (joinedload(each).lazyload(Person.memberships) for each in (AgreedAction.owner, AgreedAction.done_by))
    return select(AgreedAction).options(*people)


def _earliest_first() -> tuple[Any, ...]:
    return AgreedAction.due_on.is_(None), AgreedAction.due_on, AgreedAction.id


def _to_be_done_first() -> tuple[Any, ...]:
    return AgreedAction.done_on.is_not(None), *_earliest_first()
