"""Thread gaps: where the way from board to floor is broken, and what mends it. The worst kinds come first."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.board import gap_reads
from qms.golden_thread.board.acting import Acting
from qms.golden_thread.board.gap_reads import METRIC_NO_OWNER, NO_DATA, NO_METRIC, NO_OWNER, Concern, Named
from qms.golden_thread.objectives.breaks import may
from qms.golden_thread.strands import Gap, all_strands
from qms.kernel.formats import count
from qms.organisation.models import Unit
from qms.people.roles import Permission

CONCERN = "Concern that nobody acts on"

UNITS_NAMED = 3


@dataclass(frozen=True)
class GapKind:
    """All gaps of one kind."""

    name: str
    gaps: list[Gap]


def gap_kinds(top: Unit, acting: Acting | None = None) -> list[GapKind]:
    """The gaps at and below the unit by kind: our own kinds first, then those of the rooms; a constant number of queries.

    `acting` is what the page has already asked about the unit."""
    kinds: dict[str, list[Gap]] = {}
    for gap in _all(top, acting or Acting(top)):
        kinds.setdefault(gap.kind, []).append(gap)
    return [GapKind(name, gaps) for name, gaps in kinds.items()]


def _all(top: Unit, acting: Acting) -> Iterator[Gap]:
    yield from _concerns(top, acting)
    without = gap_reads.without(top)
    yield from map(_no_metric, without[NO_METRIC])
    yield from map(_objective_no_owner, without[NO_OWNER])
    yield from map(_no_data, without[NO_DATA])
    yield from map(_metric_no_owner, without[METRIC_NO_OWNER])
    for strand in all_strands():
        yield from strand.gaps(top)


def _concerns(top: Unit, acting: Acting) -> Iterator[Gap]:
    for charts in gap_reads.by_metric(_left_alone(acting)):
        yield _one_concern(charts[0]) if len(charts) == 1 else _concerns_of_metric(list(charts), top)


def _left_alone(acting: Acting) -> list[Concern]:
    """The concerns that nobody acts on: neither at the unit nor at one below it, whose figures the unit's are the sum of."""
    below = gap_reads.charts_below(acting.concerns)
    charts = {series_id for found in below.values() for series_id, _ in found}
    acted = acting.on(sorted(charts | {each.series_id for each in acting.concerns}))
    places = {metric_id: [path for series_id, path in found if series_id in acted] for metric_id, found in below.items()}
    return [
        each
        for each in acting.concerns
        if each.series_id not in acted and not any(path.startswith(each.path) for path in places.get(each.metric_id, ()))
    ]


def _one_concern(chart: Concern) -> Gap:
    return Gap(
        kind=CONCERN,
        sentence=f"{chart.metric} gives concern at {chart.unit}, and nobody is acting on it.",
        url=url_for("control.chart", series_id=chart.series_id),
        remedy="React to the signal",
        remedy_url=url_for("control.signal", signal_id=chart.signal_id),
    )


def _concerns_of_metric(charts: list[Concern], top: Unit) -> Gap:
    # wards first: there something can be done, and the sums above them follow
    lowest = sorted(charts, key=lambda each: (-each.depth, each.unit))
    named, more = [each.unit for each in lowest[:UNITS_NAMED]], len(charts) - UNITS_NAMED
    where = ", ".join(named) + (f" and {count(more, 'more unit')}" if more > 0 else "")
    where = where if more > 0 else " and ".join(where.rsplit(", ", 1))
    url = url_for("control.summary", metric=charts[0].metric_id, unit=top.id, variation="concern")
    return Gap(
        kind=CONCERN,
        sentence=f"{charts[0].metric} gives concern at {where}, and nobody is acting on it there.",
        url=url,
        remedy="See the charts",
        remedy_url=url,
    )


def _no_metric(objective: Named) -> Gap:
    remedy = url_for("objective_metrics", objective_id=objective.id)
    return Gap(
        kind=NO_METRIC,
        sentence=f"No headline metric tells whether “{objective.name}” ({objective.unit.name}) is being reached.",
        url=url_for("objective", objective_id=objective.id),
        remedy="Choose a metric",
        remedy_url=remedy if may(Permission.SET_OBJECTIVES, objective.unit) else "",
    )


def _objective_no_owner(objective: Named) -> Gap:
    remedy = url_for("objective_edit", objective_id=objective.id)
    return Gap(
        kind=NO_OWNER,
        sentence=f"Nobody answers for “{objective.name}” ({objective.unit.name}).",
        url=url_for("objective", objective_id=objective.id),
        remedy="Name an owner",
        remedy_url=remedy if may(Permission.SET_OBJECTIVES, objective.unit) else "",
    )


def _no_data(metric: Named) -> Gap:
    remedy = url_for("control.enter", unit_id=metric.unit.id)
    return Gap(
        kind=NO_DATA,
        sentence=f"“{metric.name}” ({metric.unit.name}) has never been measured.",
        url=url_for("metric", metric_id=metric.id),
        remedy="Enter measurements",
        remedy_url=remedy if may(Permission.ENTER_MEASUREMENTS, metric.unit) else "",
    )


def _metric_no_owner(metric: Named) -> Gap:
    remedy = url_for("metric_edit", metric_id=metric.id)
    return Gap(
        kind=METRIC_NO_OWNER,
        sentence=f"Nobody answers for the numbers of “{metric.name}” ({metric.unit.name}).",
        url=url_for("metric", metric_id=metric.id),
        remedy="Name an owner",
        remedy_url=remedy if may(Permission.DEFINE_METRICS, metric.unit) else "",
    )
