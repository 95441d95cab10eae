"""Reads of evidence: the measures, tests and people of many projects at once, a query each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from qms.golden_thread.metrics.models import Metric, MetricKind, Series
from qms.golden_thread.readings.models import Reading
from qms.improvement.evidence.models import Finding
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import Project, ProjectMeasure, ProjectMember, Stage
from qms.kernel import clock
from qms.kernel.db import db


class Measure(NamedTuple):
    """A measure of a project with what its reading says now and what was found of the change on a day."""

    link_id: int
    project_id: int
    series_id: int
    metric_id: int
    name: str
    kind: MetricKind
    variation: str | None
    change_on: dt.date | None
    judgement: Any
    meaning: Any
    sustained: int | None
    differs: bool | None
    meets_target: bool | None
    told: str | None
    judged: str | None


class Trials(NamedTuple):
    """How many tests of a project are done, running and adopted; when the first was adopted, and when testing began."""

    done: int = 0
    running: int = 0
    adopted: int = 0
    adopted_on: dt.date | None = None
    begun_on: dt.date | None = None

    @property
    def change_on(self) -> dt.date | None:
        """The day from which the measures are compared, that of measures.presenters.change_of."""
        return self.adopted_on or self.begun_on


class ProjectRecord(NamedTuple):
    """A project as far as its evidence asks, with the scores that people gave."""

    id: int
    has_aim: bool
    stage: Stage
    lead_id: int
    sponsor_id: int | None
    coach_id: int | None
    team_score: float | None
    coach_score: float | None

    def people(self, members: Collection[int]) -> int:
        """How many are named on it in whatever part; somebody with two parts counts once."""
        return len({self.lead_id, self.sponsor_id, self.coach_id, *members} - {None})


def measures_of(project_ids: Collection[int]) -> list[Measure]:
    """The measures of the projects, outcomes first, each with the finding that is kept, if any. One query."""
    finding = (
        Finding.change_on,
        Finding.judgement,
        Finding.meaning,
        Finding.sustained,
        Finding.differs,
        Finding.meets_target,
        Finding.told,
        Finding.judged,
    )
    statement = (
        select(
            ProjectMeasure.id, ProjectMeasure.project_id, ProjectMeasure.series_id, Metric.id, Metric.name,
            Metric.kind, Reading.variation, *finding,
        )
        .join(Series, Series.id == ProjectMeasure.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .outerjoin(Reading, Reading.series_id == ProjectMeasure.series_id)
        .outerjoin(Finding, Finding.link_id == ProjectMeasure.id)
        .where(ProjectMeasure.project_id.in_(project_ids))
        .order_by(ProjectMeasure.id)
    )  # fmt: skip
    order = list(MetricKind)
    return sorted((Measure._make(row) for row in db.session.execute(statement)), key=lambda each: order.index(each.kind))


def trials_of(project_ids: Collection[int]) -> dict[int, Trials]:
    """The tests of each project that has some. One query."""
    adopted, begun = _adopted(), _begun()
    statement = (
        select(
            PdsaCycle.project_id,
            func.count().filter(PdsaCycle.decision.is_not(None)),
            func.count().filter(PdsaCycle.decision.is_(None), begun),
            func.count().filter(adopted),
            func.min(PdsaCycle.decided_on).filter(adopted),
            func.min(PdsaCycle.starts_on).filter(begun),
        )
        .where(PdsaCycle.project_id.in_(project_ids))
        .group_by(PdsaCycle.project_id)
    )
    return {row[0]: Trials._make(row[1:]) for row in db.session.execute(statement)}


def _adopted() -> ColumnElement[bool]:
    return PdsaCycle.decision == Decision.ADOPT


def _begun() -> ColumnElement[bool]:
    return PdsaCycle.starts_on <= clock.today()


def stale_projects() -> list[int]:
    """The projects of which a finding is missing, is of another day than that of their change, or speaks of a change that
    nobody has made. One query."""
    since = func.coalesce(
        func.min(PdsaCycle.decided_on).filter(_adopted()), func.min(PdsaCycle.starts_on).filter(_begun())
    )  # the day of Trials.change_on
    change = select(PdsaCycle.project_id, since.label("since")).group_by(PdsaCycle.project_id).subquery()
    outdated = or_(Finding.link_id.is_(None), Finding.change_on != change.c.since, Finding.told.is_(None))
    statement = (
        select(ProjectMeasure.project_id)
        .outerjoin(change, change.c.project_id == ProjectMeasure.project_id)
        .outerjoin(Finding, Finding.link_id == ProjectMeasure.id)
        .where(
            or_(
                and_(change.c.since.is_not(None), outdated),
                and_(change.c.since.is_(None), Finding.link_id.is_not(None)),
            )
        )
    )
    return list(db.session.execute(statement.distinct().order_by(ProjectMeasure.project_id)).scalars())


def records_of(project_ids: Collection[int]) -> list[ProjectRecord]:
    """What the projects themselves say. One query."""
    columns = [Project.aim != "" if name == "has_aim" else getattr(Project, name) for name in ProjectRecord._fields]
    return [ProjectRecord._make(row) for row in db.session.execute(select(*columns).where(Project.id.in_(project_ids)))]


def members_of(project_ids: Collection[int]) -> dict[int, set[int]]:
    """The people on the team of each project that has some. One query."""
    members = select(ProjectMember.project_id, ProjectMember.person_id).where(ProjectMember.project_id.in_(project_ids))
    found: dict[int, set[int]] = defaultdict(set)
    for project_id, person_id in db.session.execute(members):
        found[project_id].add(person_id)
    return found
