"""The list of metrics: its rows, its counts in words, and the same list as CSV."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qms.golden_thread.metrics import finding
from qms.golden_thread.metrics.finding import ChartCounts, Filters
from qms.golden_thread.metrics.models import Metric, MetricState
from qms.golden_thread.metrics.pages import charts_sentence
from qms.golden_thread.metrics.presenters import with_unit
from qms.golden_thread.metrics.rules import rules_of
from qms.golden_thread.metrics.states import StateTag, state_tag
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count, listed
from qms.kernel.paging import Page, page_of

CSV_COLUMNS = (
    "metric", "name", "unit", "state", "version", "agreed_on", "kind", "number", "direction", "cadence", "chart", "rules",
    "rules_by_default",
    "target", "multiplier", "measured_in", "owner", "purpose", "numerator", "denominator", "inclusions", "exclusions",
    "source", "strata", "strata_add_up", "read_by", "charts", "concern", "improving",
)  # fmt: skip
SOME = 500
"""Metrics read at a time for the CSV file, so that its memory stays bounded."""


@dataclass(frozen=True)
class MetricRow:
    """A metric as a row of the list."""

    metric: Metric
    kind: str
    tag: StateTag
    target: str
    owner: str
    charts: str


def metric_rows(filters: Filters) -> Page[MetricRow]:
    """The asked-for page of the list, in a constant number of queries."""
    page = page_of(finding.metrics_matching(filters), size=50)
    counts = finding.chart_counts(each.id for each in page.items)
    rows = [_row(each, counts.get(each.id, ChartCounts())) for each in page.items]
    return Page(rows, page.number, page.size, page.total)


def list_sentence(filters: Filters) -> str:
    """'23 metrics in use: 19 agreed and 4 proposed. 2 are retired.' Counts what the other filters leave, in every state."""
    by_state = finding.count_by_state(filters)
    retired = by_state.pop(MetricState.RETIRED, 0)
    in_use = sum(by_state.values())
    if not in_use + retired:
        return "No metric matches."
    said = [f"{by_state[each]:,} {each.value}" for each in (MetricState.AGREED, MetricState.PROPOSED) if each in by_state]
    sentence = f"{count(in_use, 'metric')} in use{': ' if said else ''}{listed(said)}."
    return f"{sentence} {retired:,} {'is' if retired == 1 else 'are'} retired." if retired else sentence


def csv_rows(filters: Filters) -> Iterator[list[object]]:
    """Every matching metric with its whole definition, some hundred at a time."""
    ids = finding.metrics_matching(filters).with_only_columns(Metric.id)
    wanted = list(db.session.execute(ids).scalars())
    for start in range(0, len(wanted), SOME):
        yield from _csv_rows(wanted[start : start + SOME])


def _csv_rows(ids: list[int]) -> Iterable[list[object]]:
    statement = select(Metric).where(Metric.id.in_(ids))
    found = {each.id: each for each in db.session.execute(statement).scalars()}
    counts = finding.chart_counts(ids)
    owners = finding.people_names(each.owner_id for each in found.values())
    return [_csv_row(found[each], counts.get(each, ChartCounts()), owners) for each in ids]


def _csv_row(metric: Metric, counts: ChartCounts, owners: Mapping[int, str]) -> list[object]:
    agreed_on = clock.day_of(metric.agreed_at) if metric.agreed_at else None
    return [
        metric.key, metric.name, metric.unit.ods_code or metric.unit.name, metric.state.value, metric.revision, agreed_on,
        metric.kind.value, metric.data_kind.value, metric.direction.value, metric.cadence.value, metric.chart,
        rules_of(metric), "no" if metric.rules else "yes",
        metric.target, metric.multiplier, metric.measured_in, owners.get(metric.owner_id or 0, ""), metric.purpose,
        metric.numerator, metric.denominator, metric.inclusions, metric.exclusions, metric.source, metric.strata,
        "yes" if metric.strata_add_up else "no", "; ".join(metric.read_by), counts.charts, counts.concern, counts.improving,
    ]  # fmt: skip


def _row(metric: Metric, counts: ChartCounts) -> MetricRow:
    return MetricRow(
        metric=metric,
        kind=metric.kind.value.capitalize(),
        tag=state_tag(metric),
        target=with_unit(metric.target, metric) if metric.target is not None else "",
        owner=metric.owner.name if metric.owner else "",
        charts=charts_sentence(counts) if counts.charts else "No data yet",
    )
