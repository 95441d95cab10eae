"""Metrics that an objective might be followed with."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, func, or_, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.models import Objective
from qms.kernel.db import db
from qms.organisation.models import Unit

AT_MOST = 20


@dataclass(frozen=True)
class Candidate:
    """A metric on offer, and whether the objective's own unit has a chart of it."""

    id: int
    name: str
    state: MetricState
    unit: str
    charted_here: bool


def candidates(objective: Objective, words: str, *, without: Collection[int]) -> list[Candidate]:
    """Metrics in use whose name holds all the words: charted at the objective's unit first, then by name.

    Without words, those that the unit has a chart of, and those owned by it or by a unit above or below."""
    unit = objective.unit
    here = exists().where(Series.metric_id == Metric.id, Series.unit_id == unit.id, Series.stratum == "")
    statement = (
        select(Metric.id, Metric.name, Metric.state, Unit.name, here)
        .join(Unit, Unit.id == Metric.unit_id)
        .where(Metric.state != MetricState.RETIRED, Metric.id.not_in(without))
        .order_by(here.desc(), func.lower(Metric.name), Metric.id)
        .limit(AT_MOST)
    )
    for word in words.split()[:8]:
        statement = statement.where(
            or_(Metric.name.icontains(word, autoescape=True), Metric.key.icontains(word, autoescape=True))
        )
    if not words:
        line = or_(Unit.id.in_(unit.ancestor_ids), Unit.path.startswith(unit.path, autoescape=True))
        statement = statement.where(or_(here, line))
    return [Candidate(*row) for row in db.session.execute(statement)]
