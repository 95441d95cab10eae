"""Which metrics tell of which objectives, and what those say now at the objective's own unit."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric, ObjectiveState
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.organisation.models import Unit


@dataclass(frozen=True)
class MetricLink:
    """One metric of one objective, with the series of the unit asked about and its verdict where there is one."""

    objective_id: int
    metric_id: int
    metric: str
    state: MetricState
    headline: bool
    series_id: int | None
    variation: str | None  # None where there is no reading yet

    @property
    def gives_concern(self) -> bool:
        """Whether the last point is a special cause in the worse direction."""
        return bool(self.variation and self.variation.startswith("concern"))


def links_of(objective_ids: Collection[int], *, at: Unit | None = None) -> dict[int, list[MetricLink]]:
    """The metrics of each objective that are not retired, the headline first, then by name; one query.

    The verdicts are those of the objective's own unit, or of the unit `at`."""
    where = Objective.unit_id if at is None else at.id
    whole = and_(Series.metric_id == Metric.id, Series.unit_id == where, Series.stratum == "")
    statement = (
        select(Objective.id, Metric.id, Metric.name, Metric.state, ObjectiveMetric.headline, Series.id, Reading.variation)
        .select_from(ObjectiveMetric)
        .join(Objective, Objective.id == ObjectiveMetric.objective_id)
        .join(Metric, Metric.id == ObjectiveMetric.metric_id)
        .outerjoin(Series, whole)
        .outerjoin(Reading, Reading.series_id == Series.id)
        .where(ObjectiveMetric.objective_id.in_(objective_ids), Metric.state != MetricState.RETIRED)
        .order_by(Objective.id, ObjectiveMetric.headline.desc(), Metric.name, Metric.id)
    )
    found: dict[int, list[MetricLink]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row[0], []).append(MetricLink(*row))
    return found


def objectives_with(metric_id: int) -> list[int]:
    """The ids of the active objectives that the metric tells of: where it is the headline first."""
    statement = (
        select(Objective.id)
        .join(ObjectiveMetric, ObjectiveMetric.objective_id == Objective.id)
        .where(ObjectiveMetric.metric_id == metric_id, Objective.state == ObjectiveState.ACTIVE)
        .order_by(ObjectiveMetric.headline.desc(), Objective.position, Objective.id)
    )
    return list(db.session.execute(statement).scalars())
