"""Breaks of the golden thread that can be read from objectives, metrics and readings."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric, ObjectiveState
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.kernel.db import db
from qms.organisation.models import Unit

MOST = 100
"""Read of each kind."""
CONCERNS_MOST = 500
"""Charts of concern that are asked about; the widest units come first."""


class Named(NamedTuple):
    """An objective or a metric, and the unit that it belongs to."""

    id: int
    name: str
    unit: Unit


class Concern(NamedTuple):
    """A chart that gives concern and has an open signal."""

    series_id: int
    metric_id: int
    metric: str
    unit_id: int
    unit: str
    depth: int  # the length of the unit's path: longer is further down
    signal_id: int


def objectives_without_metric(top: Unit) -> list[Named]:
    """Active objectives without a headline metric that is in use."""
    told = (
        exists()
        .where(ObjectiveMetric.objective_id == Objective.id, ObjectiveMetric.metric_id == Metric.id)
        .where(ObjectiveMetric.headline, Metric.state != MetricState.RETIRED)
    )
    return _named(_objectives(top).where(~told))


def objectives_without_owner(top: Unit) -> list[Named]:
    """Active objectives that nobody answers for."""
    return _named(_objectives(top).where(Objective.owner_id.is_(None)))


def metrics_without_data(top: Unit) -> list[Named]:
    """Metrics in use of which nothing was ever measured."""
    measured = exists().where(Series.metric_id == Metric.id, Reading.series_id == Series.id)
    return _named(_metrics(top).where(~measured))


def metrics_without_owner(top: Unit) -> list[Named]:
    """Metrics in use that nobody answers for."""
    return _named(_metrics(top).where(Metric.owner_id.is_(None)))


def open_concerns(top: Unit) -> list[Concern]:
    """Whole charts of agreed metrics that give concern and have a signal that nobody has answered."""
    statement = (
        select(Series.id, Metric.id, Metric.name, Unit.id, Unit.name, func.length(Unit.path), func.max(Signal.id))
        .select_from(Reading)
        .join(Series, Series.id == Reading.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .join(Signal, Signal.series_id == Series.id)
        .where(Reading.variation.startswith("concern"), Signal.state == SignalState.OPEN)
        .where(Series.stratum == "", Metric.state == MetricState.AGREED, *_within(top))
        .group_by(Series.id, Metric.id, Metric.name, Unit.id, Unit.name, Unit.path)
        .order_by(func.length(Unit.path), Metric.name, Unit.name, Series.id)
        .limit(CONCERNS_MOST)
    )
    return [Concern(*row) for row in db.session.execute(statement)]


def by_metric(concerns: Iterable[Concern]) -> list[Sequence[Concern]]:
    """The charts of each metric together, in their order."""
    found: dict[int, list[Concern]] = {}
    for each in concerns:
        found.setdefault(each.metric_id, []).append(each)
    return list(found.values())


def _objectives(top: Unit) -> Select[int, str, Unit]:
    return (
        select(Objective.id, Objective.title, Unit)
        .select_from(Objective)
        .join(Unit, Unit.id == Objective.unit_id)
        .where(Objective.state == ObjectiveState.ACTIVE, *_within(top))
        .order_by(func.length(Unit.path), Unit.name, Objective.position, Objective.id)
        .limit(MOST)
    )


def _metrics(top: Unit) -> Select[int, str, Unit]:
    return (
        select(Metric.id, Metric.name, Unit)
        .select_from(Metric)
        .join(Unit, Unit.id == Metric.unit_id)
        .where(Metric.state != MetricState.RETIRED, *_within(top))
        .order_by(func.length(Unit.path), Unit.name, Metric.name, Metric.id)
        .limit(MOST)
    )


def _named(statement: Select[int, str, Unit]) -> list[Named]:
    return [Named(*row) for row in db.session.execute(statement)]


def _within(top: Unit) -> tuple[ColumnElement[bool], ...]:
    return Unit.path.startswith(top.path, autoescape=True), Unit.retired.is_(False)
