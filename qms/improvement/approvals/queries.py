"""Reads of approvals: whether the organisation wants them, what waits for whom, and what was said."""

from typing import Any

from sqlalchemy import Select, and_, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qms.improvement.approvals.models import ApprovalStep
from qms.improvement.projects.models import ENDED, Approval, Project, ProjectMember
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


def asking_of(project_id: int) -> ApprovalStep | None:
    """The latest step that asked, with whom it asked."""
    statement = select(ApprovalStep).where(ApprovalStep.project_id == project_id, ApprovalStep.state == Approval.WAITING)
    return db.session.execute(statement.order_by(ApprovalStep.id.desc()).limit(1)).scalar()


def team_of(project: Project) -> set[int]:
    """The ids of the lead and the team."""
    members = select(ProjectMember.person_id).where(ProjectMember.project_id == project.id)
    return {project.lead_id, *db.session.execute(members).scalars()}


def why_not_answered_by(person: Person, project: Project, asked: ApprovalStep | None) -> str:
    """Why the person may not answer; empty for whoever was asked, or may sign for the unit above. Nobody answers who leads
    the project or is on its team, now or when it was asked."""
    then = {*(asked.team_ids or ()), asked.by_id} if asked else set()
    if person.id in team_of(project) | then:
        return "Nobody answers for a project that they lead, are or were on the team of, or asked for."
    was_asked = person.id == (asked.asked_id or project.sponsor_id if asked else project.sponsor_id)
    if was_asked or signs_above(person, project.unit):
        return ""
    return "The person who was asked answers, or somebody who may sign for the unit above."


def signs_above(person: Person, unit: Unit) -> bool:
    """Whether the person may sign for the unit above this one, or for the whole where it is the whole."""
    tops = person.units_where(Permission.SIGN_OFF_PLANS)
    return any(unit.is_within(top) and (top.id != unit.id or unit.parent_id is None) for top in tops)


def waiting_for(person: Person) -> Select[Any]:
    """Projects that wait for the person: as their sponsor, or for somebody who may sign off on their unit; oldest first."""
    return (
        projects()
        .join(Project.unit)
        .options(contains_eager(Project.unit), joinedload(Project.sponsor).lazyload(Person.memberships))
        .where(*_waiting(), _not_on_team(person), or_(Project.sponsor_id == person.id, _signs_off(person)))
        .order_by(Project.sponsor_id != person.id, Project.id)
    )


def count_waiting_for_sponsor(person: Person) -> int:
    """How many projects wait for the person as their sponsor."""
    own = select(func.count()).select_from(Project).where(*_waiting(), _not_on_team(person), Project.sponsor_id == person.id)
    return db.session.scalar(own) or 0


def _waiting() -> tuple[Any, ...]:
    return Project.approval == Approval.WAITING, Project.stage.not_in(ENDED)


def _not_on_team(person: Person) -> Any:
    on_team = select(ProjectMember.project_id).where(ProjectMember.person_id == person.id)
    return and_(Project.lead_id != person.id, Project.id.not_in(on_team))


def _signs_off(person: Person) -> Any:
    """The same as `signs_above` for the rows of a list."""
    below = (
        and_(Unit.path.startswith(top.path, autoescape=True), or_(Unit.id != top.id, Unit.parent_id.is_(None)))
        for top in person.units_where(Permission.SIGN_OFF_PLANS)
    )
    return or_(false(), *below)
