"""Who sees a project: everybody, unless its team keeps it to itself while it is a draft."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask_login import current_user
from sqlalchemy import ColumnElement, or_, select

from qms.improvement.projects.models import DRAFT, Project, ProjectMember
from qms.people.models import Person

NOBODY = 0  # no person has this id
_everybody: ContextVar[bool] = ContextVar("as_everybody", default=False)


def visible_to(person: Person | None) -> ColumnElement[bool]:
    """The condition that every list of projects carries: open ones, and drafts of one's own team. None sees open ones."""
    return visible_to_id(person.id if person else NOBODY)


def visible_to_id(person_id: Any) -> ColumnElement[bool]:
    """The same for a person's id, which may be a bound parameter."""
    on_team = select(ProjectMember.project_id).where(ProjectMember.person_id == person_id)
    return or_(
        Project.team_only.is_(False),
        Project.stage.not_in(DRAFT),
        Project.lead_id == person_id,
        Project.sponsor_id == person_id,
        Project.coach_id == person_id,
        Project.id.in_(on_team),
    )


def visible() -> ColumnElement[bool]:
    """The condition for whoever reads now; where nobody is signed in, such as in a job, open projects alone."""
    return visible_to_id(reader_id())


@contextmanager
def as_everybody() -> Iterator[None]:
    """Read what everybody may see, whoever asks: what is kept for others must hold no draft that a team keeps to itself."""
    before = _everybody.set(True)
    try:
        yield
    finally:
        _everybody.reset(before)


def reader_id() -> int:
    """The id of whoever reads now, or NOBODY."""
    if _everybody.get():
        return NOBODY
    return current_user.id if current_user and current_user.is_authenticated else NOBODY
