"""A metric's own page: the sentence, then what its charts say, then the definition, then the machinery."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.golden_thread.metrics import finding, signatories
from qms.golden_thread.metrics.definitions import definition_of
from qms.golden_thread.metrics.finding import ChartCounts
from qms.golden_thread.metrics.history import EarlierRevision, earlier_revisions, names_in
from qms.golden_thread.metrics.models import Capacity, DataKind, Metric, MetricState
from qms.golden_thread.metrics.presenters import with_unit
from qms.golden_thread.metrics.rules import rules_words
from qms.golden_thread.metrics.states import (
    SignatureLine,
    StateTag,
    measures_sentence,
    missing_words,
    signature_lines,
    state_sentence,
    state_tag,
)
from qms.golden_thread.metrics.wording import CAPACITIES, LABELS, in_words
from qms.golden_thread.objectives.thread_strip import Strip, strip_of_metric
from qms.golden_thread.readings.presenters import Tile, tile
from qms.kernel import clock
from qms.kernel.formats import count, day, listed
from qms.kernel.paging import Page, page_of
from qms.people.models import Person
from qms.people.roles import Permission

# What is measured, then who answers for it, then how it is charted; the name is the page's title.
AS_READ = (
    "purpose", "numerator", "denominator", "inclusions", "exclusions", "source", "cadence", "direction", "measured_in",
    "multiplier", "strata", "strata_add_up", "unit_id", "owner_id", "read_by", "kind", "data_kind", "chart", "rules",
    "decimals",
)  # fmt: skip


@dataclass(frozen=True)
class TargetRow:
    """A target, from when it applies, and whether it does now."""

    value: str
    starts: str
    starts_on: str
    standing: str


@dataclass(frozen=True)
class MetricPage:
    """What the template of a metric's page needs."""

    metric: Metric
    tag: StateTag
    measures: str
    state: str
    before: str  # the earlier version that was agreed, where this one is not yet
    missing: str
    charts: Page[Tile]
    charts_sentence: str
    definition: list[tuple[str, str]]
    targets: list[TargetRow]
    signatures: list[SignatureLine]
    may_sign_as: list[tuple[Capacity, str]]
    revisions: Page[EarlierRevision]
    strip: Strip
    may_define: bool


def metric_page(metric: Metric, person: Person) -> MetricPage:
    """The page of a metric as this person sees it, in a constant number of queries."""
    missing = missing_words(metric) if metric.state is MetricState.PROPOSED else ""
    revisions = earlier_revisions(metric, size=1, number=1)
    may_sign = [] if missing else signatories.capacities_open_to(person, metric)
    return MetricPage(
        metric=metric,
        tag=state_tag(metric),
        measures=measures_sentence(metric),
        state=state_sentence(metric),
        before=_before(metric, revisions.items),
        missing=missing,
        charts=_charts(metric),
        charts_sentence=charts_sentence(finding.chart_counts([metric.id]).get(metric.id, ChartCounts())),
        definition=definition_rows(metric),
        targets=target_rows(metric),
        signatures=signature_lines(metric),
        may_sign_as=[(each, CAPACITIES[each]) for each in may_sign],
        revisions=revisions,
        strip=strip_of_metric(metric),
        may_define=person.can(Permission.DEFINE_METRICS, metric.unit),
    )


def definition_rows(metric: Metric) -> list[tuple[str, str]]:
    """The definition in words, field by field; what does not apply to its kind of number is left out."""
    definition = definition_of(metric).as_json()
    names = names_in([definition])
    hidden = {name for name in ("decimals", "strata") if definition[name] in (None, "")}
    if not metric.strata:
        hidden.add("strata_add_up")
    if not metric.has_denominator:
        hidden.add("denominator")
    if metric.data_kind is not DataKind.RATE:
        hidden.add("multiplier")
    shown = [name for name in AS_READ if name not in hidden]
    said = {"rules": rules_words(metric)}
    return [
        *((LABELS[name], said.get(name) or in_words(name, definition[name], names.get(name))) for name in shown),
        ("Short name in files", metric.key),
    ]


def target_rows(metric: Metric) -> list[TargetRow]:
    """The targets, newest first, each with when it applies."""
    today = clock.today()
    started = [each for each in metric.targets if each.starts_on <= today]
    rows = []
    for target in reversed(metric.targets):
        now = bool(started) and target is started[-1]
        standing = "Stands now" if now else "Still to come" if target.starts_on > today else "Earlier"
        starts = day(target.starts_on)
        rows.append(TargetRow(with_unit(target.value, metric), starts, target.starts_on.isoformat(), standing))
    return rows


def charts_sentence(counts: ChartCounts) -> str:
    """'12 charts: 2 give concern, 3 are improving.'"""
    if not counts.charts:
        return "Nothing has been measured yet."
    said = []
    if counts.concern:
        said.append(f"{counts.concern:,} {'gives' if counts.concern == 1 else 'give'} concern")
    if counts.improving:
        said.append(f"{counts.improving:,} {'is' if counts.improving == 1 else 'are'} improving")
    return f"{count(counts.charts, 'chart')}: {listed(said) or 'none gives concern, none is improving'}."


def _charts(metric: Metric) -> Page[Tile]:
    page = page_of(finding.readings_of_metric(metric.id), size=20)
    return Page([tile(each) for each in page.items], page.number, page.size, page.total)


def _before(metric: Metric, revisions: Sequence[EarlierRevision]) -> str:
    if metric.state is not MetricState.PROPOSED or not revisions:
        return ""
    return f"Version {revisions[0].number} was {revisions[0].agreed}. This is version {metric.revision}."
