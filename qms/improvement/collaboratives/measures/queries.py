"""Reads of shared measures, and of what may become one."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.improvement.collaboratives.models import Collaborative, SharedMeasure
from qms.improvement.collaboratives.queries import collaborative
from qms.kernel.db import db
from qms.kernel.natural_order import natural
from qms.organisation.models import Unit

MOST = 300


def shared_measure(shared_measure_id: int) -> SharedMeasure:
    """The shared measure, or NoResultFound (a 404)."""
    return db.session.execute(select(SharedMeasure).where(SharedMeasure.id == shared_measure_id)).scalar_one()


def of_measure(shared_measure_id: int) -> Collaborative:
    """The programme of the shared measure, or NoResultFound (a 404)."""
    return collaborative(shared_measure(shared_measure_id).collaborative_id)


def metric(metric_id: int) -> Metric:
    """The metric, or NoResultFound (a 404)."""
    return db.session.execute(select(Metric).where(Metric.id == metric_id)).scalar_one()


def shareable(found: Collaborative, shared: Sequence[SharedMeasure]) -> list[Metric]:
    """Metrics of the programme's unit, those above it and those below it that it does not share yet: nearest to the top
    first."""
    unit = found.unit
    around = or_(Unit.id.in_(unit.ancestor_ids), Unit.path.startswith(unit.path, autoescape=True))
    statement = (
        select(Metric)
        .join(Metric.unit)
        .where(around, Metric.state != MetricState.RETIRED, Metric.id.not_in([each.metric_id for each in shared]))
        .order_by(func.length(Unit.path), Unit.path, Metric.name)
        .limit(MOST)
    )
    some = db.session.execute(statement).unique().scalars()
    return sorted(some, key=lambda each: (len(each.unit.ancestor_ids), natural(each.unit.name), natural(each.name), each.id))


def series_at(unit_ids: Collection[int], metric_ids: Collection[int]) -> dict[tuple[int, int], Series]:
    """The whole series of these metrics at these units, by unit and metric; those that have not begun are left out. One
    query."""
    statement = select(Series).where(Series.unit_id.in_(unit_ids), Series.metric_id.in_(metric_ids), Series.stratum == "")
    return {(each.unit_id, each.metric_id): each for each in db.session.execute(statement).unique().scalars()}


def can_begin(unit: Unit, metric: Metric) -> bool:
    """Whether the metric may be measured at the unit: its definition is that of the unit or of one above it."""
    return unit.is_within(metric.unit) and metric.state is not MetricState.RETIRED
