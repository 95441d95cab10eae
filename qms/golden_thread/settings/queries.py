"""Reads behind the settings: who follows the trust's default rules."""

from dataclasses import dataclass

from sqlalchemy import func, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db

RUN = "run"
"""Run charts have rules of their own, whatever the default."""


@dataclass(frozen=True)
class Followers:
    """Metrics in use, and how many of these leave their rules to the default."""

    metrics: int
    following: int


def followers() -> Followers:
    """Counts over every metric that is not retired, in one query."""
    following = func.count().filter(*_follows())
    statement = select(func.count(), following).select_from(Metric).where(Metric.state != MetricState.RETIRED)
    return Followers(*db.session.execute(statement).one())


def series_following() -> list[int]:
    """The ids of every series whose metric leaves its rules to the default; of retired ones, too, which keep their charts."""
    statement = select(Series.id).join(Metric, Metric.id == Series.metric_id).where(*_follows()).order_by(Series.id)
    return list(db.session.execute(statement).scalars())


def variations(series_ids: list[int]) -> dict[int, str]:
    """What the readings of these series say."""
    statement = select(Reading.series_id, Reading.variation).where(Reading.series_id.in_(series_ids))
    return dict(db.session.execute(statement).all())


def _follows() -> tuple:
    return Metric.rules == "", Metric.chart != RUN
