"""What keeps a unit from being retired: its active metrics, objectives, plans, projects and cases, each with its page."""

from typing import Any

from flask import url_for
from sqlalchemy import select

from qms.control.cusums.models import OutcomeSequence
from qms.golden_thread.metrics.models import Metric, MetricState
from qms.golden_thread.objectives.models import Objective, ObjectiveState
from qms.improvement.projects.models import Project, Stage
from qms.kernel.db import db
from qms.organisation.changes import Use
from qms.organisation.models import Unit
from qms.planning.plans.models import PlanState, QualityPlan

WORDS: dict[Any, str] = {
    Metric: "Metric",
    Objective: "Objective",
    QualityPlan: "Plan",
    Project: "Project",
    OutcomeSequence: "Cases of",
}
MOST = 50  # of each kind: enough to see what is to be done


def uses_of(unit: Unit) -> list[Use]:
    """Everything active that names the unit, in the order of the golden thread."""
    uses: list[Use] = []
    for table, label, active, endpoint, argument in (
        (Metric, Metric.name, Metric.state != MetricState.RETIRED, "metric", "metric_id"),
        (Objective, Objective.title, Objective.state == ObjectiveState.ACTIVE, "objective", "objective_id"),
        (QualityPlan, QualityPlan.title, QualityPlan.state != PlanState.RETIRED, "planning.plan", "plan_id"),
        (Project, Project.title, Project.stage.not_in({Stage.COMPLETED, Stage.STOPPED}), "improvement.project", "project_id"),
        (OutcomeSequence, OutcomeSequence.name, OutcomeSequence.closed_on.is_(None), "control.cusum", "sequence_id"),
    ):
        statement = select(table.id, label).where(table.unit_id == unit.id, active).order_by(label).limit(MOST)
        for thing_id, name in db.session.execute(statement):
            values: dict[str, Any] = {argument: thing_id}
            uses.append(Use(f"{WORDS[table]} “{name}”", url_for(endpoint, **values)))
    return uses
