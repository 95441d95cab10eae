"""The series that a unit types figures for: those it reports itself, and metrics of its own that have none yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import lazyload

from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.definitions import counts_days
from qms.golden_thread.metrics.models import Cadence, DataKind, Metric, MetricState, Series
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.kernel.db import db
from qms.organisation.models import Unit

RATIO = (("numerator", "Numerator"), ("denominator", "Denominator"))
FIELDS: dict[DataKind, tuple[tuple[str, str], ...]] = {
    DataKind.PROPORTION: RATIO,
    DataKind.RATE: RATIO,
    DataKind.COUNT: (("value", "Count"),),
    DataKind.MEAN: (("value", "Mean"), ("n", "n"), ("sd", "SD")),
    DataKind.BETWEEN: (("value", "Number since the last"),),
    DataKind.OTHER: (("value", "Value"),),
}
MOST_CHOICES = 300


@dataclass(frozen=True)
class Line:
    """One series of the grid; `series_id` is None where it has no measurement yet, `latest` its last period."""

    metric: Metric
    stratum: str
    series_id: int | None
    latest: dt.date | None

    @property
    def key(self) -> str:
        """What stands for the line in the names of its inputs."""
        return f"m{self.metric.id}s{self.series_id or 0}"

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """(field, label) of the numbers that one measurement has; days between events follow from their dates."""
        if self.counts_days:
            return ()
        (field, label), *more = FIELDS[self.metric.data_kind]
        words = self.metric.measured_in.strip()
        if self.metric.data_kind is DataKind.BETWEEN and words:
            label = f"{words[:1].upper()}{words[1:]} since the last"
        return ((field, label), *more)

    @property
    def counts_days(self) -> bool:
        """Whether its numbers are the days since the event before."""
        return counts_days(self.metric.data_kind, self.metric.measured_in)

    @property
    def has_events(self) -> bool:
        """Whether it is typed by the day of each event, not by period."""
        return self.metric.cadence is Cadence.EVENT


def lines_of(unit: Unit, *, started: int | None = None) -> list[Line]:
    """The unit's lines by metric and stratum; `started` is a metric to begin with, which comes first."""
    known = _series_at(unit)
    direct = [each for each in known if not each.rolled_up]
    latest = _latest([each.id for each in direct])
    lines = [Line(each.metric, each.stratum, each.id, latest.get(each.id)) for each in direct]
    measured = {each.metric_id for each in known}
    new = [each for each in _own_metrics(unit, started) if each.id not in measured]
    first = [Line(each, "", None, None) for each in new if each.id == started]
    return first + lines + [Line(each, "", None, None) for each in new if each.id != started]


def _series_at(unit: Unit) -> list[Series]:
    statement = (
        select(Series)
        .join(Series.metric)
        .where(Series.unit_id == unit.id, Metric.state != MetricState.RETIRED)
        .order_by(Metric.name, Metric.id, Series.stratum)
    )
    return list(db.session.execute(statement).scalars())


def _latest(series_ids: Sequence[int]) -> dict[int, dt.date]:
    statement = (
        select(Measurement.series_id, func.max(Measurement.period))
        .where(Measurement.series_id.in_(series_ids))
        .group_by(Measurement.series_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _own_metrics(unit: Unit, started: int | None) -> list[Metric]:
    """Metrics that the unit owns or that one of its objectives follows, and the one to start with."""
    followed = (
        select(ObjectiveMetric.metric_id)
        .join(Objective, Objective.id == ObjectiveMetric.objective_id)
        .where(Objective.unit_id == unit.id)
    )
    wanted = or_(Metric.unit_id == unit.id, Metric.id.in_(followed), Metric.id == (started or 0))
    statement = select(Metric).where(wanted, Metric.state != MetricState.RETIRED).order_by(Metric.name, Metric.id)
    return list(db.session.execute(statement.options(lazyload(Metric.signatures))).scalars())


def startable(lines: Sequence[Line], unit: Unit) -> list[tuple[int, str]]:
    """(id, name) of the metrics that the unit could begin to report: agreed ones first. Those that are summed from below it
    are left out, because a figure of its own would take the sum's place."""
    summed = select(Series.metric_id).where(Series.unit_id == unit.id)
    agreed_first = Metric.state != MetricState.AGREED
    statement = (
        select(Metric.id, Metric.name, Metric.state)
        .where(Metric.state != MetricState.RETIRED, Metric.id.not_in(summed))
        .where(Metric.id.not_in([line.metric.id for line in lines]))
        .order_by(agreed_first, Metric.name)
    )
    rows = db.session.execute(statement.limit(MOST_CHOICES))
    return [(number, name if state is MetricState.AGREED else f"{name} (proposed)") for number, name, state in rows]
