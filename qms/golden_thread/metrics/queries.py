"""Reads of metrics and series."""

from collections.abc import Iterable

from sqlalchemy import func, or_, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.kernel.db import db
from qms.organisation.models import Unit


def metric(metric_id: int) -> Metric:
    """The metric, or NoResultFound (a 404)."""
    return db.session.execute(select(Metric).where(Metric.id == metric_id)).scalar_one()


def find(key_or_name: str) -> Metric | None:
    """A metric by its key or, where that is none, by its name (case aside); a key wins over a name."""
    text = key_or_name.strip().lower()
    matches = or_(func.lower(Metric.key) == text, func.lower(Metric.name) == text)
    found = list(db.session.execute(select(Metric).where(matches).order_by(Metric.id)).scalars())
    return next((each for each in found if each.key.lower() == text), found[0] if found else None)


def series_ids_of(metric_ids: Iterable[int]) -> list[int]:
    """The ids of every series of the metrics."""
    statement = select(Series.id).where(Series.metric_id.in_(sorted(set(metric_ids)))).order_by(Series.id)
    return list(db.session.execute(statement).scalars())


def series_at(unit: Unit) -> list[Series]:
    """The unit's own series of metrics that are not retired, by metric and stratum, wholes first."""
    statement = (
        select(Series)
        .join(Metric, Metric.id == Series.metric_id)
        .where(Series.unit_id == unit.id, Metric.state != MetricState.RETIRED)
        .order_by(Metric.name, Series.stratum)
    )
    return list(db.session.execute(statement).scalars())
