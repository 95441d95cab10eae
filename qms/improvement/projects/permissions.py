"""Who may write in a project: the roles of its unit, and the people on it wherever their own roles lie."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import exists, select

from qms.improvement.projects.models import Project, ProjectMember
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel.db import db
from qms.people.access import View, needs
from qms.people.models import Person
from qms.people.roles import Permission


def is_on(person: Person, project: Project) -> bool:
    """Whether the person leads, sponsors or coaches the project, or is on its team. At most one query."""
    if person.id in {project.lead_id, project.sponsor_id, project.coach_id}:
        return True
    member = exists().where(ProjectMember.project_id == project.id, ProjectMember.person_id == person.id)
    return bool(db.session.scalar(select(member)))


def may_run(person: Person, project: Project) -> bool:
    """Whether the person may write in the project."""
    return person.can(Permission.RUN_PROJECTS, project.unit) or is_on(person, project)


def runs_project(project_of: Callable[..., Project] = project_by_id) -> Callable[[View], View]:
    """Access mark: whoever may write in the project that `project_of(**view_args)` finds (it raises NoResultFound where
    there is none; the answer is then 404). By itself it looks for the address's project_id."""

    def concerned(person: Person, **arguments: Any) -> bool:
        return is_on(person, project_of(**arguments))

    return needs(Permission.RUN_PROJECTS, unit_of=lambda **arguments: project_of(**arguments).unit, or_if=concerned)
