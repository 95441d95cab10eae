"""The list of projects: what can be asked for, and the statement that answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import contains_eager

from qms.golden_thread.objectives.branches import in_branch
from qms.golden_thread.objectives.chains import with_all_above
from qms.golden_thread.objectives.models import Objective
from qms.improvement.projects.models import LogEntry, Project, Stage
from qms.improvement.projects.queries import ENDED, projects, stalled
from qms.improvement.projects.visibility import visible
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import in_tree_order

ACTIVE = "active"

SORTS: dict[str, Any] = {
    "title": func.lower(Project.title),
    "unit": Unit.name,
    "stage": case({stage: place for place, stage in enumerate(Stage)}, value=Project.stage),
    "score": func.coalesce(Project.team_score, 0),
    "entry": Project.last_entry_at,
    "due": Project.due_on,
}
NEWEST_ENTRY_FIRST = "-entry"


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to. `unit` counts with everything below it; `stage` is a stage, "active" or "" for all."""

    unit: Unit | None = None
    stage: str = ""
    objective_id: int | None = None
    lead_id: int | None = None
    words: str = ""
    archived: bool = False  # those that were archived, in place of the others
    sort: str = NEWEST_ENTRY_FIRST

    @property
    def are_set(self) -> bool:
        """Whether anything is left out."""
        return bool(self.unit or self.stage or self.objective_id or self.lead_id or self.words or self.archived)


@dataclass(frozen=True)
class Totals:
    """How many projects, by stage, and how many of those that go on are stalled."""

    by_stage: Mapping[Stage, int]
    stalled: int

    @property
    def all(self) -> int:
        """All of them."""
        return sum(self.by_stage.values())


def statement(filters: Filters) -> Select[Any]:
    """The projects asked for, in the order asked for."""
    narrowed = projects().join(Project.unit).where(*_conditions(filters)).options(contains_eager(Project.unit))
    column = SORTS.get(filters.sort.removeprefix("-"))
    if column is None:
        return narrowed.order_by(Project.last_entry_at.desc(), Project.id.desc())
    down = filters.sort.startswith("-")
    return narrowed.order_by(column.desc() if down else column, Project.id.desc())


def totals(filters: Filters) -> Totals:
    """Counts over the whole list, whatever page of it is shown."""
    counted = select(Project.stage, func.count()).join(Project.unit).where(*_conditions(filters)).group_by(Project.stage)
    found = {Stage(stage): how_many for stage, how_many in db.session.execute(counted)}
    quiet = select(func.count()).select_from(Project).join(Project.unit).where(*_conditions(filters), *stalled(clock.now()))
    return Totals({stage: found[stage] for stage in Stage if stage in found}, db.session.scalar(quiet) or 0)


def units_with_projects() -> list[Unit]:
    """The units that have projects, and those above them, in tree order: what the list can be narrowed to."""
    paths = db.session.execute(select(Unit.path).join(Project, Project.unit_id == Unit.id).distinct()).scalars()
    ids = {int(part) for path in paths for part in path.split("/") if part}
    return in_tree_order(db.session.execute(select(Unit).where(Unit.id.in_(ids))).scalars())


def objectives_with_projects() -> list[tuple[int, str]]:
    """Id and title of the objectives that projects serve, directly or through one below."""
    served = select(Objective.id, Objective.title).where(Objective.id.in_(with_all_above(select(Project.objective_id))))
    return [(row.id, row.title) for row in db.session.execute(served.order_by(Objective.title).limit(300))]


def matching(words: str) -> list[Any]:
    """Conditions: every word stands in the title, the reason, the aim or the log."""
    in_log = select(LogEntry.project_id)
    return [
        or_(
            Project.title.icontains(word, autoescape=True),
            Project.why.icontains(word, autoescape=True),
            Project.aim.icontains(word, autoescape=True),
            Project.id.in_(in_log.where(LogEntry.text.icontains(word, autoescape=True))),
        )
        for word in words.split()[:8]
    ]


def _conditions(filters: Filters) -> list[Any]:
    conditions = [
        *matching(filters.words),
        visible(),
        Project.archived_at.is_not(None) if filters.archived else Project.archived_at.is_(None),
    ]
    if filters.unit:
        conditions.append(Unit.path.startswith(filters.unit.path, autoescape=True))
    if filters.stage == ACTIVE:
        conditions.append(Project.stage.not_in(ENDED))
    elif filters.stage in set(Stage):
        conditions.append(Project.stage == Stage(filters.stage))
    if filters.objective_id:
        conditions.append(Project.objective_id.in_(in_branch(filters.objective_id)))
    if filters.lead_id:
        conditions.append(Project.lead_id == filters.lead_id)
    return conditions
