"""Projects as rows of columns alone, for files of thousands, where whole records with all that hangs on them would take
several times as long to read."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from qms.golden_thread.metrics.models import Metric, MetricKind, Series
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.readings.models import Reading
from qms.improvement.portfolio.filters import Filters
from qms.improvement.portfolio.queries import narrow, ordered
from qms.improvement.projects.models import Approval, Method, Project, ProjectMeasure, Stage
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person


class Line(NamedTuple):
    """A project with the names of what it is joined to; None where nobody is named."""

    id: int
    title: str
    aim: str
    learned: str
    stage: Stage
    method: Method
    approval: Approval
    team_score: float | None
    coach_score: float | None
    started_on: dt.date | None
    due_on: dt.date
    ended_on: dt.date | None
    last_entry_at: dt.datetime
    unit_id: int
    objective_id: int | None
    unit: str
    lead: str
    coach: str | None
    sponsor: str | None
    objective: str | None


class Shown(NamedTuple):
    """A measure of a project as its chart stands; `variation` and `assurance` are None before anything was measured."""

    name: str
    variation: str | None
    assurance: str | None


def lines_of(filters: Filters, *, limit: int, offset: int) -> list[Line]:
    """Some of the projects asked for, in the order asked for. One query."""
    part = ordered(narrow(_lines(), filters), filters).limit(limit).offset(offset)
    return [Line._make(row) for row in db.session.execute(part)]


def _lines() -> Select[Any]:
    lead, coach, sponsor, objective = aliased(Person), aliased(Person), aliased(Person), aliased(Objective)
    own = [getattr(Project, name) for name in Line._fields[:-5]]
    return (
        select(*own, Unit.name, lead.name, coach.name, sponsor.name, objective.title)
        .select_from(Project)
        .join(Project.unit)
        .join(lead, lead.id == Project.lead_id)
        .outerjoin(coach, coach.id == Project.coach_id)
        .outerjoin(sponsor, sponsor.id == Project.sponsor_id)
        .outerjoin(objective, objective.id == Project.objective_id)
    )


def shown_of(project_ids: Collection[int]) -> dict[int, list[Shown]]:
    """The measures of each project that has some, outcomes first. One query."""
    statement = (
        select(ProjectMeasure.project_id, Metric.kind, Metric.name, Reading.variation, Reading.assurance)
        .join(Series, Series.id == ProjectMeasure.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .outerjoin(Reading, Reading.series_id == ProjectMeasure.series_id)
        .where(ProjectMeasure.project_id.in_(project_ids))
        .order_by(ProjectMeasure.id)
    )
    order = list(MetricKind)
    found: dict[int, list[Shown]] = {}
    for project_id, _, *shown in sorted(db.session.execute(statement), key=lambda row: order.index(row.kind)):
        found.setdefault(project_id, []).append(Shown._make(shown))
    return found
