"""One change to many projects: which of them it reaches, and why it passes others over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from qms.golden_thread.objectives.models import Objective, ObjectiveState
from qms.improvement.portfolio.filters import Filters
from qms.improvement.portfolio.queries import statement
from qms.improvement.projects.models import Project, ProjectMember
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.roles import Permission

MOST = 100  # projects of one change: what a page of the portfolio holds, twice
MOST_OBJECTIVES = 300


class Deed(StrEnum):
    """What can be done to many projects at once."""

    COACH = "coach"
    OBJECTIVE = "objective"
    ARCHIVE = "archive"


@dataclass(frozen=True)
class Step:
    """A project of the change: how it stands now, and why it is passed over (empty where it is not)."""

    project: Project
    now: str
    refused: str

    @property
    def happens(self) -> bool:
        """Whether the change reaches the project."""
        return not self.refused


def chosen(project_ids: Collection[int]) -> list[Project]:
    """The projects that were ticked, of those that the reader sees in the lists; at most MOST. One query."""
    wanted = sorted(set(project_ids))[:MOST]
    asked = statement(Filters(sort="title")).where(Project.id.in_(wanted))
    return list(db.session.execute(asked).unique().scalars())


def listed(filters: Filters) -> list[Project]:
    """The first projects that the portfolio finds, at most MOST, in its order. One query."""
    return list(db.session.execute(statement(filters).limit(MOST)).unique().scalars())


def steps(deed: Deed, projects: Sequence[Project], person: Person, *, objective: Objective | None = None) -> list[Step]:
    """What the change would do to each project, in their order. One query."""
    on = _memberships(projects, person)
    return [Step(each, _now(deed, each), _refused(deed, each, person, on, objective)) for each in projects]


def objectives_offered(projects: Sequence[Project]) -> list[Objective]:
    """Active objectives of the units of these projects and of those above them, by title. One query."""
    line = {id_ for each in projects for id_ in (each.unit_id, *each.unit.ancestor_ids)}
    active = select(Objective).where(Objective.unit_id.in_(line), Objective.state == ObjectiveState.ACTIVE)
    return list(db.session.execute(active.order_by(Objective.title).limit(MOST_OBJECTIVES)).unique().scalars())


def _memberships(projects: Sequence[Project], person: Person) -> set[int]:
    mine = select(ProjectMember.project_id).where(ProjectMember.person_id == person.id)
    return set(db.session.execute(mine.where(ProjectMember.project_id.in_([each.id for each in projects]))).scalars())


def _now(deed: Deed, project: Project) -> str:
    if deed is Deed.COACH:
        return f"Coach now: {project.coach.name}" if project.coach else "No coach now"
    if deed is Deed.OBJECTIVE:
        return f"Serves now: {project.objective.title}" if project.objective else "Serves no objective now"
    return "Ended" if not project.is_active else "Goes on"


def _refused(deed: Deed, project: Project, person: Person, on: set[int], objective: Objective | None) -> str:
    part = person.id in {project.lead_id, project.sponsor_id, project.coach_id} or project.id in on
    if not part and not person.can(Permission.RUN_PROJECTS, project.unit):
        return "You may not change this project."
    if deed is Deed.ARCHIVE and project.is_active:
        return "It goes on. End it first."
    if objective is not None and objective.unit_id not in (project.unit_id, *project.unit.ancestor_ids):
        return f"{objective.title} belongs to {objective.unit.name}, which is not above {project.unit.name}."
    return ""
