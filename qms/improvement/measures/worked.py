"""Did they work? The judgement of many projects at once, by the same effects that each project's own page shows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import case, func, select

from qms.golden_thread.metrics.models import Metric, MetricKind, Series
from qms.golden_thread.strands import strand
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import ProjectMeasure
from qms.kernel import clock
from qms.kernel.db import db
from qms.spc import Effect

MEANT_TO_MOVE = (MetricKind.OUTCOME, MetricKind.PROCESS)  # a balancing measure that got better proves no project right


def effects_of_projects(project_ids: Collection[int]) -> dict[int, Effect]:
    """The effect on the first measure of each project, outcomes before processes, that can be compared before and since the
    change; projects without one are left out. The number of queries does not grow with the projects."""
    changes = change_days(project_ids)
    series = _series_of(changes)
    wanted = {(each, changes[project_id]) for project_id, linked in series.items() for each in linked}
    effects = strand("signal").effects_of(wanted) if wanted else {}
    first = {
        project_id: next((effects[pair] for each in linked if (pair := (each, changes[project_id])) in effects), None)
        for project_id, linked in series.items()
    }
    return {project_id: effect for project_id, effect in first.items() if effect is not None}


def change_days(project_ids: Collection[int]) -> dict[int, dt.date]:
    """The day of each project’s first adopted change or, before any, of its first test, as on its page. One query."""
    adopted = func.min(case((PdsaCycle.decision == Decision.ADOPT, PdsaCycle.decided_on)))
    tested = func.min(case((PdsaCycle.starts_on <= clock.today(), PdsaCycle.starts_on)))
    statement = (
        select(PdsaCycle.project_id, func.coalesce(adopted, tested))
        .where(PdsaCycle.project_id.in_(project_ids))
        .group_by(PdsaCycle.project_id)
    )
    return {project_id: _day(day) for project_id, day in db.session.execute(statement) if day}


def _series_of(project_ids: Collection[int]) -> dict[int, list[int]]:
    """The series of each project's measures that are meant to move, outcomes first. One query."""
    outcome_first = case((Metric.kind == MetricKind.OUTCOME, 0), else_=1)
    statement = (
        select(ProjectMeasure.project_id, ProjectMeasure.series_id)
        .join(Series, Series.id == ProjectMeasure.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .where(ProjectMeasure.project_id.in_(project_ids), Metric.kind.in_(MEANT_TO_MOVE))
        .order_by(outcome_first, ProjectMeasure.id)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for project_id, series_id in db.session.execute(statement):
        found[project_id].append(series_id)
    return dict(found)


def _day(value: dt.date | str) -> dt.date:
    """A day as a date: SQLite gives the least of several days back as text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
