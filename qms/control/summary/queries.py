"""Reads of the summary table: its rows in order, its totals, and what its filters offer."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, Select, case, func, select
from sqlalchemy.orm import aliased

from qms.control.summary.filters import Filters, conditions
from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric, ObjectiveState
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.golden_thread.readings.queries import joined_readings
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit

OFFERED_AT_MOST = 500

_concern_first = case(
    (Reading.variation.startswith("concern"), 0),
    (Reading.variation.startswith("neutral"), 1),
    (Reading.variation.startswith("improvement"), 2),
    else_=3,
)
_failing_first = case({"fail": 0, "hit-or-miss": 1, "pass": 2}, value=Reading.assurance, else_=3)


def _least_answered() -> ScalarSelect[Any]:
    """How far the answer to the series' signals has come: 0 where one waits for somebody, 9 where there is none."""
    rank = case({state: at for at, state in enumerate(SignalState)}, value=Signal.state)
    live = select(func.min(rank)).where(Signal.series_id == Reading.series_id, Signal.state != SignalState.CLOSED)
    return func.coalesce(live.correlate(Reading).scalar_subquery(), 9)  # type: ignore[return-value]


SORTS: dict[str, Any] = {
    "metric": func.lower(Metric.name),
    "unit": func.lower(Unit.name),
    "value": Reading.value,
    "variation": _concern_first,
    "assurance": _failing_first,
    "mean": Reading.centre,
    "limits": Reading.upper - Reading.lower,
    "target": Reading.target,
    "age": Reading.period,
    "action": _least_answered(),
}
DOWNWARDS = {"age"}
"""Columns whose smallest is the database's largest: the newest data are the youngest."""


@dataclass(frozen=True)
class Totals:
    """Counts over the whole table, whatever page of it is shown."""

    all: int = 0
    concern: int = 0
    improving: int = 0
    changed: int = 0
    late: int = 0
    not_agreed: int = 0

    @property
    def common_cause(self) -> int:
        """Charts in which nothing particular has happened."""
        return self.all - self.concern - self.improving - self.changed


def rows_in_order(filters: Filters) -> Select[Any]:
    """The readings asked for, in the order asked for; concerns first where no order is."""
    statement = joined_readings().where(*conditions(filters))
    if filters.group == "objective":
        statement = statement.order_by(_objective_of_row().nulls_last())
    elif filters.group == "unit":
        statement = statement.order_by(Unit.path)
    column = SORTS.get(filters.sort.removeprefix("-"))
    if column is not None:
        down = filters.sort.startswith("-") != (filters.sort.removeprefix("-") in DOWNWARDS)
        statement = statement.order_by((column.desc() if down else column.asc()).nulls_last())
    return statement.order_by(_concern_first, _failing_first, Metric.name, Unit.name, Series.stratum, Series.id)


def totals(filters: Filters) -> Totals:
    """The table's counts; one query."""

    def how_many(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    counts = (
        func.count(),
        how_many(Reading.variation.startswith("concern")),
        how_many(Reading.variation.startswith("improvement")),
        how_many(Reading.variation.startswith("neutral")),
        how_many(Reading.next_due < clock.today()),
        how_many(Metric.state == MetricState.PROPOSED),
    )
    statement = (
        select(*counts)
        .select_from(Reading)
        .join(Series, Series.id == Reading.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .where(*conditions(filters))
    )
    return Totals(*(int(each) for each in db.session.execute(statement).one()))


def objectives_of(series_ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """Id and title of the objective that each series is grouped under; series that serve none are left out."""
    placed = (
        select(Series.id.label("series_id"), _objective_of_row().label("objective_id"))
        .join(Metric, Metric.id == Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .where(Series.id.in_(series_ids))
        .subquery()
    )
    statement = select(placed.c.series_id, Objective.id, Objective.title).join(
        Objective, Objective.id == placed.c.objective_id
    )
    return {series_id: (objective_id, title) for series_id, objective_id, title in db.session.execute(statement)}


def metrics_offered() -> list[tuple[int, str]]:
    """Id and name of the metrics in use."""
    statement = select(Metric.id, Metric.name).where(Metric.state != MetricState.RETIRED).order_by(Metric.name)
    return [(row.id, row.name) for row in db.session.execute(statement.limit(OFFERED_AT_MOST))]


def objectives_offered() -> list[tuple[int, str]]:
    """Id and title of the active objectives that a metric tells of, with their units."""
    told = select(ObjectiveMetric.objective_id)
    statement = (
        select(Objective.id, Objective.title, Unit.name)
        .join(Unit, Unit.id == Objective.unit_id)
        .where(Objective.id.in_(told), Objective.state == ObjectiveState.ACTIVE)
        .order_by(func.length(Unit.path), Objective.title)
    )
    found = db.session.execute(statement.limit(OFFERED_AT_MOST))
    return [(objective_id, f"{title} ({unit})") for objective_id, title, unit in found]


def _objective_of_row() -> ScalarSelect[int]:
    """The nearest active objective at or above the row's unit that its metric tells of."""
    above = aliased(Unit)
    return (
        select(Objective.id)
        .join(ObjectiveMetric, ObjectiveMetric.objective_id == Objective.id)
        .join(above, above.id == Objective.unit_id)
        .where(
            ObjectiveMetric.metric_id == Metric.id,
            Objective.state == ObjectiveState.ACTIVE,
            Unit.path.startswith(above.path),
        )
        .order_by(func.length(above.path).desc(), Objective.position, Objective.id)
        .limit(1)
        .correlate(Metric, Unit)
        .scalar_subquery()
    )
