"""Reads of invitations: which wait, and what was answered."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qms.improvement.collaboratives.invitations.models import CollaborativeInvitation
from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam
from qms.improvement.projects.models import ENDED, Project, ProjectMember
from qms.improvement.projects.visibility import visible
from qms.kernel.db import db
from qms.people.models import Person

MOST = 20


def invitation(invitation_id: int, **_: int) -> CollaborativeInvitation:
    """The invitation with its programme and project, or NoResultFound (a 404): also for a draft that is others' alone."""
    return db.session.execute(_invitations(CollaborativeInvitation.id == invitation_id)).unique().scalar_one()


def seat_asked(collaborative_id: int, project_id: int) -> CollaborativeInvitation | None:
    """The project's invitation to the programme, answered or not."""
    statement = select(CollaborativeInvitation).where(
        CollaborativeInvitation.collaborative_id == collaborative_id, CollaborativeInvitation.project_id == project_id
    )
    return db.session.execute(statement).scalar_one_or_none()


def unaccepted(collaborative_id: int) -> list[CollaborativeInvitation]:
    """The programme's invitations that wait or were declined, the latest first, without those of projects that take part."""
    declined = CollaborativeInvitation.accepted.is_(False)
    asked = _invitations(CollaborativeInvitation.collaborative_id == collaborative_id, or_(waits(), declined), ~_takes_part())
    return _some(asked)


def waiting_for_project(project_id: int) -> list[CollaborativeInvitation]:
    """What the project's people have yet to answer."""
    return _some(_invitations(CollaborativeInvitation.project_id == project_id, waits()))


def waiting_for(person: Person) -> list[CollaborativeInvitation]:
    """What waits for an answer from the person, as a project's lead or one of its team."""
    on_team = select(ProjectMember.project_id).where(ProjectMember.person_id == person.id)
    return _some(_invitations(or_(Project.lead_id == person.id, Project.id.in_(on_team)), waits()))


def waits() -> ColumnElement[bool]:
    """The condition that an invitation can still be answered: the programme runs, the project goes on and is not in it."""
    runs = exists().where(Collaborative.id == CollaborativeInvitation.collaborative_id, Collaborative.ended_on.is_(None))
    goes_on = exists().where(
        Project.id == CollaborativeInvitation.project_id, Project.stage.not_in(ENDED), Project.archived_at.is_(None)
    )
    return and_(
        CollaborativeInvitation.answered_at.is_(None), runs.correlate(CollaborativeInvitation),
        goes_on.correlate(CollaborativeInvitation), ~_takes_part(),
    )  # fmt: skip


def _takes_part() -> ColumnElement[bool]:
    return (
        exists()
        .where(
            CollaborativeTeam.collaborative_id == CollaborativeInvitation.collaborative_id,
            CollaborativeTeam.project_id == CollaborativeInvitation.project_id,
            CollaborativeTeam.left_on.is_(None),
        )
        .correlate(CollaborativeInvitation)
    )


def _invitations(*conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select(CollaborativeInvitation)
        .join(CollaborativeInvitation.project)
        .options(
            contains_eager(CollaborativeInvitation.project),
            joinedload(CollaborativeInvitation.collaborative),
            joinedload(CollaborativeInvitation.by).lazyload(Person.memberships),
        )
        .where(*conditions, visible())
        .order_by(CollaborativeInvitation.invited_at.desc(), CollaborativeInvitation.id.desc())
    )


def _some(statement: Select[Any]) -> list[CollaborativeInvitation]:
    return list(db.session.execute(statement.limit(MOST)).unique().scalars())
