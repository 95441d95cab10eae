"""Which objectives a unit's board page shows: its own, and those of units above whose headline metric is measured here."""

from sqlalchemy import Select, func, or_, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.links import MetricLink, links_of
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric, ObjectiveState
from qms.golden_thread.objectives.queries import light
from qms.kernel.db import db
from qms.organisation.models import Unit

AT_MOST = 40
"""A page that shows more than this shows nothing; the tree of objectives has them all."""


def board_objectives(unit: Unit) -> list[Objective]:
    """The unit's own active objectives in the order of the board, then the wider ones, nearest units first; one query."""
    measured_here = (
        select(ObjectiveMetric.objective_id)
        .join(Metric, Metric.id == ObjectiveMetric.metric_id)
        .join(Series, Series.metric_id == Metric.id)
        .where(
            ObjectiveMetric.headline,
            Metric.state == MetricState.AGREED,
            Series.unit_id == unit.id,
            Series.stratum == "",
            Metric.id.not_in(_own_headlines(unit)),
        )
    )
    wider = (Objective.unit_id.in_(unit.ancestor_ids)) & Objective.id.in_(measured_here)
    statement = (
        light(select(Objective))
        .join(Objective.unit)
        .where(Objective.state == ObjectiveState.ACTIVE, or_(Objective.unit_id == unit.id, wider))
        .order_by(func.length(Unit.path).desc(), Objective.position, Objective.id)
        .limit(AT_MOST)
    )
    return list(db.session.execute(statement).scalars())


def headlines_at(unit: Unit, objectives: list[Objective]) -> dict[int, MetricLink]:
    """The headline metric of each objective with the unit's own series of it; those without one are left out."""
    links = links_of([each.id for each in objectives], at=unit)
    return {objective_id: found[0] for objective_id, found in links.items() if found[0].headline}


def _own_headlines(unit: Unit) -> Select[int]:
    """What the unit's own objectives show already."""
    return (
        select(ObjectiveMetric.metric_id)
        .join(Objective, Objective.id == ObjectiveMetric.objective_id)
        .where(ObjectiveMetric.headline, Objective.unit_id == unit.id, Objective.state == ObjectiveState.ACTIVE)
    )
