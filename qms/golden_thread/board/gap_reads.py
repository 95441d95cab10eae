"""Breaks of the golden thread that can be read from objectives, metrics and readings."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric, ObjectiveState
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.kernel.db import db
from qms.kernel.together import together
from qms.organisation.models import Unit

NO_METRIC = "Objective without a metric"
NO_OWNER = "Objective without an owner"
NO_DATA = "Metric without data"
METRIC_NO_OWNER = "Metric without an owner"

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
    path: str  # the unit's


def without(top: Unit) -> dict[str, list[Named]]:
    """What lacks something at and below the unit, by what it lacks, the widest units first; one query.

    Objectives are active ones, and metrics are in use; NO_METRIC is an objective without a headline metric in use."""
    found: dict[str, list[Named]] = {kind: [] for kind in (NO_METRIC, NO_OWNER, NO_DATA, METRIC_NO_OWNER)}
    for kind, id_, name, unit in db.session.execute(_without(), {"below": f"{top.path}%"}):
        found[kind].append(Named(id_, name, unit))
    return found


def open_concerns(top: Unit) -> list[Concern]:
    """Whole charts of agreed metrics that give concern and have a signal that nobody has answered."""
    statement = (
        select(Series.id, Metric.id, Metric.name, Unit.id, Unit.name, func.length(Unit.path), func.max(Signal.id), Unit.path)
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


def charts_below(concerns: Collection[Concern]) -> dict[int, list[tuple[int, str]]]:
    """The whole charts that give concern of each metric that these are of, at whatever unit: the id of the series and the
    path of its unit. One query."""
    statement = (
        select(Series.metric_id, Series.id, Unit.path)
        .select_from(Reading)
        .join(Series, Series.id == Reading.series_id)
        .join(Unit, Unit.id == Series.unit_id)
        .where(Series.metric_id.in_({each.metric_id for each in concerns}), Series.stratum == "")
        .where(Reading.variation.startswith("concern"), Unit.retired.is_(False))
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for metric_id, series_id, path in db.session.execute(statement):
        found.setdefault(metric_id, []).append((series_id, path))
    return found


def by_metric(concerns: Iterable[Concern]) -> list[Sequence[Concern]]:
    """The charts of each metric together, in their order."""
    found: dict[int, list[Concern]] = {}
    for each in concerns:
        found.setdefault(each.metric_id, []).append(each)
    return list(found.values())


@cache  # made once: making the statement takes longer than answering it
def _without() -> Select[str, int, str, Unit]:
    told = (
        exists()
        .where(ObjectiveMetric.objective_id == Objective.id, ObjectiveMetric.metric_id == Metric.id)
        .where(ObjectiveMetric.headline, Metric.state != MetricState.RETIRED)
    )
    measured = exists().where(Series.metric_id == Metric.id, Reading.series_id == Series.id)
    here = (Unit.path.like(bindparam("below")), Unit.retired.is_(False))
    objectives = (
        select(Objective.id, Objective.title, Objective.unit_id)
        .join(Unit, Unit.id == Objective.unit_id)
        .where(Objective.state == ObjectiveState.ACTIVE, *here)
    )
    metrics = (
        select(Metric.id, Metric.name.label("title"), Metric.unit_id)
        .join(Unit, Unit.id == Metric.unit_id)
        .where(Metric.state != MetricState.RETIRED, *here)
    )
    objectives_order = (func.length(Unit.path), Unit.name, Objective.position, Objective.id)
    metrics_order = (func.length(Unit.path), Unit.name, Metric.name, Metric.id)
    lists = {
        NO_METRIC: (objectives.where(~told), objectives_order),
        NO_OWNER: (objectives.where(Objective.owner_id.is_(None)), objectives_order),
        NO_DATA: (metrics.where(~measured), metrics_order),
        METRIC_NO_OWNER: (metrics.where(Metric.owner_id.is_(None)), metrics_order),
    }
    found = together(lists, most=MOST).subquery()
    return (
        select(found.c.list, found.c.id, found.c.title, Unit)
        .join(Unit, Unit.id == found.c.unit_id)
        .order_by(found.c.list_at, found.c.place)
    )


def _within(top: Unit) -> tuple[ColumnElement[bool], ...]:
    return Unit.path.startswith(top.path, autoescape=True), Unit.retired.is_(False)
