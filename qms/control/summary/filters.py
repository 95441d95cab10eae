"""What the summary table is narrowed to, and how it is ordered, as the address says it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from werkzeug.datastructures import MultiDict

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.golden_thread.objectives.queries import objective as objective_by_id
from qms.golden_thread.readings.models import Reading
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import unit as unit_by_id

VARIATIONS = {
    "concern": "Gives concern",
    "improvement": "Improving",
    "common-cause": "Common cause",
    "neutral": "Changed, neither better nor worse",
    "concern-high": "Concern (rising)",
    "concern-low": "Concern (falling)",
    "improvement-high": "Improving (rising)",
    "improvement-low": "Improving (falling)",
    "neutral-high": "Change (rising)",
    "neutral-low": "Change (falling)",
}
OFFERED = ("concern", "improvement", "common-cause", "neutral")
"""The variations that the form offers; the others are for links from other pages."""

ASSURANCES = {"fail": "Fails target", "hit-or-miss": "Hit or miss", "pass": "Passes target", "none": "Not assessed"}
AGREEMENTS = {"agreed": "Agreed metrics", "proposed": "Not agreed yet"}
GROUPS = {"unit": "Unit", "objective": "Objective"}
SIZES = (50, 100)


@dataclass(frozen=True)
class Filters:
    """A unit counts with everything below it; an empty word leaves nothing out."""

    unit: Unit | None = None
    metric: tuple[int, str] | None = None
    objective: Objective | None = None
    variation: str = ""
    assurance: str = ""
    agreement: str = ""
    late: bool = False
    all_parts: bool = False
    words: str = ""
    sort: str = ""
    group: str = ""
    size: int = SIZES[0]

    @property
    def narrow(self) -> bool:
        """Whether anything is left out that the plain table has."""
        chosen = (self.unit, self.metric, self.objective, self.variation, self.assurance, self.agreement, self.late)
        return any(chosen) or bool(self.words)


def filters_of(query: MultiDict[str, str]) -> Filters:
    """The filters that the address asks for; words that mean nothing are passed over.

    Raises NoResultFound (a 404) for a unit, metric or objective that there is not."""
    unit_id, metric_id, objective_id = (query.get(name, type=int) for name in ("unit", "metric", "objective"))
    size = query.get("size", type=int)
    return Filters(
        unit=unit_by_id(unit_id) if unit_id else None,
        metric=_metric(metric_id) if metric_id else None,
        objective=objective_by_id(objective_id) if objective_id else None,
        variation=_one_of(VARIATIONS, query.get("variation", "")),
        assurance=_one_of(ASSURANCES, query.get("assurance", "")),
        agreement=_one_of(AGREEMENTS, query.get("agreement", "")),
        late=bool(query.get("late")),
        all_parts=query.get("stratum") == "all",
        words=" ".join(query.get("q", "").split())[:100],
        sort=query.get("sort", ""),
        group=_one_of(GROUPS, query.get("group", "")),
        size=size if size in SIZES else SIZES[0],
    )


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """On readings joined with their series, metric and unit."""
    found: list[Any] = [Metric.state != MetricState.RETIRED]
    if not filters.all_parts:
        found.append(Series.stratum == "")
    if filters.unit:
        found.append(Unit.path.startswith(filters.unit.path, autoescape=True))
    if filters.metric:
        found.append(Metric.id == filters.metric[0])
    if filters.objective:
        told_by = select(ObjectiveMetric.metric_id).where(ObjectiveMetric.objective_id == filters.objective.id)
        found += [Metric.id.in_(told_by), Unit.path.startswith(filters.objective.unit.path, autoescape=True)]
    if filters.variation:
        found.append(Reading.variation.startswith(filters.variation, autoescape=True))
    if filters.assurance:
        found.append(Reading.assurance == (None if filters.assurance == "none" else filters.assurance))
    if filters.agreement:
        found.append(Metric.state == MetricState(filters.agreement))
    if filters.late:
        found.append(Reading.next_due < clock.today())
    for word in filters.words.split()[:8]:
        columns = (Metric.name, Metric.key, Unit.name, Series.stratum)
        found.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return found


def _metric(metric_id: int) -> tuple[int, str]:
    found = db.session.execute(select(Metric.id, Metric.name).where(Metric.id == metric_id)).one()
    return found.id, found.name


def _one_of(words: dict[str, str], word: str) -> str:
    return word if word in words else ""
