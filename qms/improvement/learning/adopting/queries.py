"""Reads of adoptions: where a project came from, and the tree of those that came from one."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, or_, select

from qms.golden_thread.metrics.models import MetricState, Series
from qms.improvement.learning.adopting.models import Adoption
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.projects.queries import projects
from qms.improvement.projects.visibility import visible
from qms.kernel.db import db
from qms.organisation.models import Unit

MOST = 300  # projects of one tree on a page


@dataclass
class Node:
    """One project of a tree; `project` is None for a draft that its team keeps to itself."""

    project: Project | None
    below: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Standing:
    """Which project this one was taken over from, as (id, title, unit), and how many have taken it over."""

    origin: tuple[int, str, str] | None
    adopters: int


def adoption_of(project_id: int) -> Adoption | None:
    """How the project came about, where it was taken over from another."""
    return db.session.execute(select(Adoption).where(Adoption.project_id == project_id)).scalar_one_or_none()


def standing(project_id: int, seen: ColumnElement[bool] | None = None) -> Standing:
    """Where the project came from, and how many came from it; an origin that the reader does not see is left out, or with
    `seen` one that does not hold it. Two queries."""
    came = (
        select(Project.id, Project.title, Unit.name)
        .join(Adoption, Adoption.origin_id == Project.id)
        .join(Unit, Unit.id == Project.unit_id)
        .where(Adoption.project_id == project_id, visible() if seen is None else seen)
    )
    row = db.session.execute(came).first()
    adopters = select(func.count()).select_from(Adoption).where(Adoption.origin_id == project_id)
    return Standing((row[0], row[1], row[2]) if row else None, db.session.scalar(adopters) or 0)


def adopted_at(root_id: int, unit_id: int) -> Project | None:
    """A project of the tree that goes on at the unit, if there is one that the reader sees."""
    in_tree = select(Adoption.project_id).where(Adoption.root_id == root_id)
    statement = projects().where(
        or_(Project.id == root_id, Project.id.in_(in_tree)), Project.unit_id == unit_id, Project.ended_on.is_(None)
    )
    return db.session.execute(statement.order_by(Project.id).limit(1)).unique().scalar()


def tree(root_id: int) -> Node:
    """The first project with those that took it over, those that took it over from them, and so on, oldest first; at most
    some hundred. Two queries."""
    statement = select(Adoption).where(Adoption.root_id == root_id).order_by(Adoption.id).limit(MOST)
    adoptions = list(db.session.execute(statement).scalars())
    ids = [root_id, *(each.project_id for each in adoptions)]
    seen = {each.id: each for each in db.session.execute(projects().where(Project.id.in_(ids))).unique().scalars()}
    nodes = {id_: Node(seen.get(id_)) for id_ in ids}
    for each in adoptions:
        nodes[each.origin_id].below.append(nodes[each.project_id])
    return nodes[root_id]


def measures_at(unit: Unit, measures: Collection[ProjectMeasure]) -> dict[int, Series]:
    """The series that stand at the unit for these measures of another, by series id: the same series where it is of the unit
    or of one above it, otherwise that of the same metric and stratum. Those that do not exist are left out. One query."""
    same = {each.series_id: each.series for each in measures if unit.is_within(each.series.unit)}
    others = [each.series for each in measures if each.series_id not in same]
    statement = select(Series).where(Series.unit_id == unit.id, Series.metric_id.in_([each.metric_id for each in others]))
    there = {(each.metric_id, each.stratum): each for each in db.session.execute(statement).scalars()} if others else {}
    found = {each.id: there[(each.metric_id, each.stratum)] for each in others if (each.metric_id, each.stratum) in there}
    return same | found


def can_be_measured(unit: Unit, series: Series) -> bool:
    """Whether a series of the metric may begin at the unit: its definition is that of the unit or of one above it."""
    metric = series.metric
    return not series.stratum and unit.is_within(metric.unit) and metric.state is not MetricState.RETIRED
