"""Which plans measure a driver by a metric."""

from collections import defaultdict
from collections.abc import Sequence

from flask import url_for
from sqlalchemy import select

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.strands import Card
from qms.kernel.db import db
from qms.planning.drivers.models import Driver, DriverMeasure
from qms.planning.plans.models import PlanState, QualityPlan

MOST = 100


def measured_by(metric_ids: Sequence[int]) -> dict[int, list[Card]]:
    """Cards of plans in use, by the metric whose charts stand on their drivers; at most a hundred in all. One query."""
    statement = (
        select(Series.metric_id, QualityPlan)
        .join(DriverMeasure, DriverMeasure.series_id == Series.id)
        .join(Driver, Driver.id == DriverMeasure.driver_id)
        .join(QualityPlan, QualityPlan.id == Driver.plan_id)
        .where(Series.metric_id.in_(metric_ids), QualityPlan.state != PlanState.RETIRED)
        .order_by(QualityPlan.title, QualityPlan.id)
        .limit(MOST)
    )
    found: dict[int, dict[int, QualityPlan]] = defaultdict(dict)
    for metric_id, plan in db.session.execute(statement).unique():
        found[metric_id][plan.id] = plan
    return {metric_id: [_card(each) for each in plans.values()] for metric_id, plans in found.items()}


def _card(plan: QualityPlan) -> Card:
    return Card(plan.title, url_for("planning.plan", plan_id=plan.id), "Plan", plan.unit.name)
