"""Reads of the impact log."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload, selectinload

from qms.golden_thread.objectives.branches import in_branch
from qms.golden_thread.objectives.models import Objective
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.files.models import ProjectFile
from qms.improvement.impact.models import ImpactEntry, ImpactKind
from qms.improvement.impact.years import first_day, last_day
from qms.improvement.projects.models import Project
from qms.improvement.projects.visibility import visible, visible_to_id
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

MOST_OFFERED = 100

UNIT_ID = func.coalesce(ImpactEntry.unit_id, Project.unit_id)
OBJECTIVE_ID = func.coalesce(ImpactEntry.objective_id, Project.objective_id)
"""Of an entry joined to its project: a project's entries belong where the project does."""


@dataclass(frozen=True)
class Filters:
    """What the log is narrowed to; unit and objective count with everything below them, `year` is a financial year."""

    kind: ImpactKind | None = None
    unit: Unit | None = None
    year: int | None = None
    objective_id: int | None = None
    project: Project | None = None
    words: str = ""  # each of which stands in a title, place, event or audience

    @property
    def are_set(self) -> bool:
        """Whether anything is left out."""
        return bool(self.kind or self.unit or self.year or self.objective_id or self.project or self.words)


def entry(impact_id: int) -> ImpactEntry:
    """The entry as far as the reader sees its project, or NoResultFound (a 404)."""
    found = _seen(select(ImpactEntry).where(ImpactEntry.id == impact_id)).options(*_whole())
    return db.session.execute(found).scalar_one()


def statement(filters: Filters) -> Select[Any]:
    """The entries asked for, newest first, each with its project, unit and author."""
    return narrowed(select(ImpactEntry), filters).options(*_whole()).order_by(
        ImpactEntry.happened_on.desc(), ImpactEntry.id.desc()
    )  # fmt: skip


def narrowed(of: Select, filters: Filters) -> Select:
    """A statement over entries, joined to their projects and units, left with those asked for that the reader sees."""
    found = _seen(of)
    if filters.kind:
        found = found.where(ImpactEntry.kind == filters.kind)
    if filters.unit:
        found = found.where(Unit.path.startswith(filters.unit.path, autoescape=True))
    if filters.year:
        found = found.where(ImpactEntry.happened_on.between(first_day(filters.year), last_day(filters.year)))
    if filters.objective_id:
        found = found.where(OBJECTIVE_ID.in_(in_branch(filters.objective_id)))
    if filters.project:
        found = found.where(ImpactEntry.project_id == filters.project.id)
    for word in filters.words.split():
        found = found.where(or_(*(column.icontains(word, autoescape=True) for column in _SEARCHED)))
    return found


_SEARCHED = (ImpactEntry.title, ImpactEntry.venue, ImpactEntry.place, ImpactEntry.who)


def counts(filters: Filters) -> dict[ImpactKind, int]:
    """How many entries of each kind there are over the whole list; kinds without any are left out. One query."""
    counted = select(ImpactEntry.kind, func.count()).select_from(ImpactEntry)
    rows = db.session.execute(narrowed(counted, filters).group_by(ImpactEntry.kind)).all()
    return {ImpactKind(kind): how_many for kind, how_many in rows}


def seen_by(person_id: Any) -> ColumnElement[bool]:
    """The condition that entries joined to their projects are seen by the person of this id, which may be a column."""
    return or_(ImpactEntry.project_id.is_(None), visible_to_id(person_id))


def files_offered(project_id: int, present: int | None = None) -> Sequence[ProjectFile]:
    """The project's newest files, to choose one as evidence; the present one stays on offer, first."""
    newest = select(ProjectFile).where(ProjectFile.project_id == project_id).options(lazyload(ProjectFile.by))
    order = (ProjectFile.id != (present or 0), ProjectFile.id.desc())
    return db.session.execute(newest.order_by(*order).limit(MOST_OFFERED)).scalars().all()


def collaboratives_offered(present: Collaborative | None) -> list[tuple[int, str]]:
    """Id and title of the collaboratives that run, newest first; the present one stays on offer."""
    runs = select(Collaborative.id, Collaborative.title).where(
        or_(Collaborative.ended_on.is_(None), Collaborative.id == (present.id if present else 0))
    )
    return [(row.id, row.title) for row in db.session.execute(runs.order_by(Collaborative.id.desc()).limit(MOST_OFFERED))]


def _seen(of: Select) -> Select:
    joined = of.outerjoin(Project, Project.id == ImpactEntry.project_id).join(Unit, Unit.id == UNIT_ID)
    return joined.where(or_(ImpactEntry.project_id.is_(None), visible()))


def _whole() -> tuple[Any, ...]:
    project = contains_eager(ImpactEntry.project)
    objective = project.joinedload(Project.objective).lazyload(Objective.owner)
    return (
        project.joinedload(Project.unit),
        project.lazyload(Project.lead),
        objective,
        joinedload(ImpactEntry.own_unit),
        joinedload(ImpactEntry.objective).lazyload(Objective.owner),
        joinedload(ImpactEntry.collaborative).lazyload("*"),
        joinedload(ImpactEntry.file).lazyload(ProjectFile.by),
        selectinload(ImpactEntry.files).lazyload("*"),
        joinedload(ImpactEntry.by).lazyload(Person.memberships),
    )
