"""Which projects are measured by a metric."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.strands import Card
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.projects.queries import ENDED
from qms.improvement.projects.visibility import visible
from qms.improvement.thread.cards import card
from qms.kernel.db import db

MOST = 100


def measured_by(metric_ids: Sequence[int]) -> dict[int, list[Card]]:
    """Cards of projects that go on, by the metric whose charts they use; at most a hundred in all. One query."""
    statement = (
        select(Series.metric_id, Project)
        .join(ProjectMeasure, ProjectMeasure.series_id == Series.id)
        .join(Project, Project.id == ProjectMeasure.project_id)
        .where(Series.metric_id.in_(metric_ids), Project.stage.not_in(ENDED), visible())
        .order_by(Project.title, Project.id)
        .limit(MOST)
    )
    found: dict[int, dict[int, Project]] = defaultdict(dict)
    for metric_id, project in db.session.execute(statement).unique():
        found[metric_id][project.id] = project
    return {metric_id: [card(each) for each in projects.values()] for metric_id, projects in found.items()}
