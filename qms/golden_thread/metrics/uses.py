"""Who uses a metric: objectives, and what the rooms keep. Asked before a metric is retired."""

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.golden_thread.strands import Card, all_strands
from qms.kernel.db import db

MOST = 50


def uses_of(metric: Metric) -> list[Card]:
    """Objectives, plans and projects that are measured by it; at most some hundred."""
    cards = [
        Card(each.title, url_for("objective", objective_id=each.id), "Objective", each.unit.name)
        for each in objectives_of(metric)
    ]
    for strand in all_strands():
        cards += strand.measured_by([metric.id]).get(metric.id, [])[:MOST]
    return cards


def objectives_of(metric: Metric) -> list[Objective]:
    """The objectives that the metric tells of, headlines first."""
    statement = (
        select(ObjectiveMetric)
        .options(joinedload(ObjectiveMetric.objective))
        .where(ObjectiveMetric.metric_id == metric.id)
        .order_by(ObjectiveMetric.headline.desc(), ObjectiveMetric.objective_id)
        .limit(MOST)
    )
    return [each.objective for each in db.session.execute(statement).scalars()]
