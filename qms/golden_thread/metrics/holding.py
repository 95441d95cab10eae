"""One writer at a time for the measurements and readings of a metric.

Two wards' figures stored at the same moment would each be summed without the other's, and a note of what a chart says could
be overwritten by what it said before. SQLite has one writer anyway; PostgreSQL waits here."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from qms.golden_thread.metrics.models import Metric, Series
from qms.kernel.db import db


def hold_metrics(metric_ids: Iterable[int]) -> None:
    """Let nobody else hold these metrics until this transaction ends; in order of their ids, so that none wait in a ring."""
    held = select(Metric.id).where(Metric.id.in_(sorted(set(metric_ids)))).order_by(Metric.id)
    db.session.execute(held.with_for_update(key_share=True))


def hold_metrics_of(series_ids: Sequence[int]) -> None:
    """The same for the metrics of these series."""
    metrics = select(Series.metric_id).where(Series.id.in_(series_ids)).distinct()
    hold_metrics(db.session.scalars(metrics))
