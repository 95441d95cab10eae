"""What the forms of a project offer: units, objectives."""

from collections.abc import Sequence

from sqlalchemy import select

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric, ObjectiveState
from qms.kernel.db import db
from qms.organisation.models import Unit

MOST = 300


def unit_choices(units: Sequence[Unit]) -> list[tuple[int, str]]:
    """Units in tree order as choices, each below its parent set in a little further."""
    shown = {unit.id for unit in units}
    return [(unit.id, "– " * sum(above in shown for above in unit.ancestor_ids) + unit.name) for unit in units]


def objectives_for(unit: Unit) -> list[Objective]:
    """Active objectives that a project at the unit may serve: its own and those above it, nearest first."""
    line = [unit.id, *unit.ancestor_ids]
    statement = (
        select(Objective).join(Objective.unit).where(Objective.unit_id.in_(line), Objective.state == ObjectiveState.ACTIVE)
    )
    return list(db.session.execute(statement.order_by(Unit.path.desc(), Objective.title).limit(MOST)).scalars())


def objective_of(metric: Metric, unit: Unit) -> Objective | None:
    """The active objective that the metric tells of, nearest to the unit; a headline wins over a plain link."""
    statement = (
        select(Objective)
        .join(ObjectiveMetric, ObjectiveMetric.objective_id == Objective.id)
        .join(Objective.unit)
        .where(
            ObjectiveMetric.metric_id == metric.id,
            Objective.unit_id.in_([unit.id, *unit.ancestor_ids]),
            Objective.state == ObjectiveState.ACTIVE,
        )
        .order_by(Unit.path.desc(), ObjectiveMetric.headline.desc(), Objective.id)
        .limit(1)
    )
    return db.session.execute(statement).scalar()


def objective_choices(unit: Unit, present: Objective | None) -> list[tuple[int, str]]:
    """Choices for a form, nearest first; the present one stays on offer whatever its state."""
    found = objectives_for(unit)
    if present is not None and present not in found:
        found.insert(0, present)
    return [(0, "No objective yet"), *((each.id, f"{each.title} ({each.unit.name})") for each in found)]
