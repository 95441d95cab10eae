"""Reads of the portfolio: the statement that answers filters, and counts over all that it finds."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from qms.golden_thread.objectives.branches import active_objectives, in_branch, in_branches
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.readings.models import Reading
from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam
from qms.improvement.portfolio.filters import ACTIVE, LACKS, ME, NOBODY, Filters
from qms.improvement.projects.listing import matching
from qms.improvement.projects.models import DRAFT, ENDED, Approval, Project, ProjectMeasure, Stage
from qms.improvement.projects.queries import QUIET, past_beginning, projects, stalled
from qms.improvement.projects.visibility import reader_id, visible
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

MOST_NAMES = 300
RECENT = dt.timedelta(days=14)
SCORE_BANDS = {"low": (0.5, 1.5), "middle": (2.0, 3.0), "high": (3.5, 5.0)}


@dataclass(frozen=True)
class Totals:
    """How many projects, by stage, and how many of those that go on lack what (the keys of filters.LACKS)."""

    by_stage: Mapping[Stage, int]
    lacking: Mapping[str, int]

    @property
    def all(self) -> int:
        """All of them."""
        return sum(self.by_stage.values())

    @property
    def active(self) -> int:
        """Those that have not ended."""
        return sum(how_many for stage, how_many in self.by_stage.items() if stage not in ENDED)


def statement(filters: Filters) -> Select[Any]:
    """The projects asked for, in the order asked for, each with unit, objective, lead, coach and sponsor."""
    others = (joinedload(part).lazyload(Person.memberships) for part in (Project.coach, Project.sponsor))
    narrowed = narrow(projects().join(Project.unit), filters).options(contains_eager(Project.unit), *others)
    return ordered(narrowed, filters)


def ordered(of: Select, filters: Filters) -> Select:
    """A statement over projects joined to their units in the order asked for, the same every time."""
    column = _order(filters.sort.removeprefix("-"))
    if column is None:
        return of.order_by(Project.last_entry_at.desc(), Project.id.desc())
    way = column.desc() if filters.sort.startswith("-") else column.asc()
    return of.order_by(way.nulls_last(), Project.id.desc())


def narrow(of: Select, filters: Filters) -> Select:
    """A statement over projects joined to their units, left with those asked for that the reader sees."""
    archived = Project.archived_at.is_not(None) if filters.archived else Project.archived_at.is_(None)
    return of.where(visible(), archived, *matching(filters.words), *_conditions(filters))


def totals(filters: Filters) -> Totals:
    """Counts over the whole list, whatever page of it is shown. One query."""
    counts = [func.sum(case((lacking(key), 1), else_=0)) for key in LACKS]
    counted = select(Project.stage, func.count(), *counts).select_from(Project).join(Project.unit)
    rows = db.session.execute(narrow(counted, filters).group_by(Project.stage)).all()
    by_stage = {Stage(stage): how_many for stage, how_many, *_ in rows}
    lacks = {key: sum(row[2 + at] for row in rows) for at, key in enumerate(LACKS)}
    return Totals({stage: by_stage[stage] for stage in Stage if stage in by_stage}, lacks)


def lacking(what: str) -> ColumnElement[bool]:
    """The condition of a project that goes on and lacks something (a key of filters.LACKS). An idea of the last 14 days is
    not asked for an aim, an objective or data yet."""
    measured = exists().where(ProjectMeasure.project_id == Project.id, Reading.series_id == ProjectMeasure.series_id)
    begun = past_beginning(clock.now())
    lack: dict[str, tuple[ColumnElement[bool], ...]] = {
        "entry": tuple(stalled(clock.now())),
        "aim": (Project.aim == "", begun),
        "objective": (Project.objective_id.is_(None), begun),
        "data": (~measured, begun),
        "time": (Project.due_on < clock.today(),),
        "score": (Project.coach_score.is_(None), Project.stage.not_in(DRAFT)),
    }
    return and_(Project.stage.not_in(QUIET), *lack[what])


def awaiting_score(coach_id: int) -> set[int]:
    """The projects that wait for the coach's score: wherever it is said how many there are, it is said of these."""
    waiting = select(Project.id).select_from(Project).join(Project.unit)
    return set(db.session.execute(narrow(waiting, Filters(coach=coach_id, lacks="score"))).scalars())


def coaches() -> list[tuple[int, str]]:
    """Id and name of everybody who coaches a project that the reader sees."""
    return _people(Project.coach_id)


def leads() -> list[tuple[int, str]]:
    """Id and name of everybody who leads a project that the reader sees."""
    return _people(Project.lead_id)


def programmes() -> list[tuple[int, str]]:
    """Id and title of the collaboratives that projects take part in."""
    taken = _taking_part(CollaborativeTeam.collaborative_id)
    found = select(Collaborative.id, Collaborative.title).where(Collaborative.id.in_(taken))
    return [(row.id, row.title) for row in db.session.execute(found.order_by(Collaborative.title).limit(MOST_NAMES))]


def _taking_part(column: Any = CollaborativeTeam.project_id) -> Select[Any]:
    return select(column).where(CollaborativeTeam.left_on.is_(None))


def _quiet(asked: str) -> ColumnElement[bool]:
    """The condition of a last entry so long ago (a key of filters.QUIET_FOR)."""
    if asked == "recent":
        return Project.last_entry_at >= clock.now() - RECENT
    return Project.last_entry_at < clock.now() - dt.timedelta(days=int(asked))


def _people(part: Any) -> list[tuple[int, str]]:
    busy = select(part).where(visible(), Project.archived_at.is_(None))
    found = select(Person.id, Person.name).where(Person.id.in_(busy)).order_by(func.lower(Person.name)).limit(MOST_NAMES)
    return [(row.id, row.name) for row in db.session.execute(found)]


def _conditions(filters: Filters) -> list[Any]:
    conditions: list[Any] = _served(filters)
    if filters.unit:
        conditions.append(Unit.path.startswith(filters.unit.path, autoescape=True))
    if filters.stage:
        on = Project.stage.not_in(ENDED) if filters.stage == ACTIVE else Project.stage == Stage(filters.stage)
        conditions.append(on)
    if filters.lead:
        conditions.append(Project.lead_id == _who(filters.lead))
    if filters.coach:
        nobody = filters.coach == NOBODY
        conditions.append(Project.coach_id.is_(None) if nobody else Project.coach_id == _who(filters.coach))
    if filters.lacks:
        conditions.append(lacking(filters.lacks))
    if filters.method:
        conditions.append(Project.method == filters.method)
    if filters.quiet:
        conditions.append(_quiet(filters.quiet))
    if filters.approval:
        conditions.append(Project.approval == Approval(filters.approval))
    if filters.programme_id:
        conditions.append(Project.id.in_(_taking_part().where(CollaborativeTeam.collaborative_id == filters.programme_id)))
    if filters.score:
        band = SCORE_BANDS.get(filters.score)
        conditions.append(Project.team_score.between(*band) if band else Project.team_score.is_(None))
    return conditions


def _served(filters: Filters) -> list[Any]:
    """Conditions of what the projects serve, and of the bubble that they are in."""
    conditions: list[Any] = []
    if filters.within is not None:
        conditions.append(Project.id.in_(filters.within))
    if filters.serves:
        conditions.append(Project.objective_id.in_(in_branches(active_objectives(filters.serves.id))))
    if filters.objective_id:
        conditions.append(Project.objective_id.in_(in_branch(filters.objective_id)))
    return conditions


def _who(asked: int | str) -> int:
    return reader_id() if asked == ME else int(asked)


def _order(name: str) -> Any:
    """The column of a word in the address; None for a word that names none."""
    plain = {
        "title": func.lower(Project.title),
        "unit": Unit.name,
        "stage": case({stage: place for place, stage in enumerate(Stage)}, value=Project.stage),
        "score": func.coalesce(Project.team_score, 0),
        "entry": Project.last_entry_at,
        "due": Project.due_on,
    }
    if name in plain:
        return plain[name]
    if name == "objective":
        return select(func.lower(Objective.title)).where(Objective.id == Project.objective_id).scalar_subquery()
    if name in {"lead", "coach"}:
        other = aliased(Person)
        part = Project.lead_id if name == "lead" else Project.coach_id
        return select(func.lower(other.name)).where(other.id == part).scalar_subquery()
    return None
