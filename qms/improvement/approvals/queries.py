"""Reads of approvals: whether the organisation wants them, what waits for whom, and what was said."""

from typing import Any

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qms.improvement.approvals.models import ApprovalStep
from qms.improvement.projects.models import ENDED, Approval, Project
from qms.improvement.projects.queries import projects
from qms.kernel import settings
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import Permission


def are_wanted() -> bool:
    """Whether a sponsor approves projects here before testing begins."""
    return settings.read_once(settings.PROJECT_APPROVAL) == settings.BY_SPONSOR


def steps_of(project_id: int) -> list[ApprovalStep]:
    """What was asked and answered, oldest first."""
    author = joinedload(ApprovalStep.by).lazyload(Person.memberships)
    statement = select(ApprovalStep).where(ApprovalStep.project_id == project_id).order_by(ApprovalStep.id)
    return list(db.session.execute(statement.options(author)).scalars())


def waiting_for(person: Person) -> Select[Any]:
    """Projects that wait for the person: as their sponsor, or for somebody who may sign off on their unit; oldest first."""
    return (
        projects()
        .join(Project.unit)
        .options(contains_eager(Project.unit), joinedload(Project.sponsor).lazyload(Person.memberships))
        .where(*_waiting(), or_(Project.sponsor_id == person.id, _signs_off(person)))
        .order_by(Project.sponsor_id != person.id, Project.id)
    )


def count_waiting_for_sponsor(person: Person) -> int:
    """How many projects wait for the person as their sponsor."""
    own = select(func.count()).select_from(Project).where(*_waiting(), Project.sponsor_id == person.id)
    return db.session.scalar(own) or 0


def _waiting() -> tuple[Any, ...]:
    return Project.approval == Approval.WAITING, Project.stage.not_in(ENDED)


def _signs_off(person: Person) -> Any:
    tops = person.units_where(Permission.SIGN_OFF_PLANS)
    return or_(false(), *(Unit.path.startswith(top.path, autoescape=True) for top in tops))
