"""The same figures as a chart of another kind: nothing is stored, and the agreed chart stays what it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from qms.control.charts.analysis import chart_if
from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.chart_words import CHART_NAMES, with_article
from qms.golden_thread.metrics.definitions import CHARTS_FOR, SPREAD_CHARTS
from qms.golden_thread.metrics.models import Metric, Series
from qms.people.models import Person
from qms.people.roles import Permission
from qms.spc import ChartKind, ControlChart, SeriesError


@dataclass(frozen=True)
class Seen:
    """A chart of another kind than the agreed one; or, where there is none, why the figures can't be shown so."""

    kind: str
    chart: ControlChart | None = None
    refusal: str = ""


@dataclass(frozen=True)
class OtherKinds:
    """The kinds to choose from, which one is shown, and what to say about one that is not agreed."""

    choices: list[tuple[str, str]]  # (kind, its name), the agreed kind first
    shown: str
    note: str = ""
    refusal: str = ""
    back: str = ""
    propose: str = ""  # where somebody who may change the definition makes it the agreed chart


def kind_asked(word: str) -> str:
    """The kind of chart that an address names, in any spelling; "" for none or for one that does not exist."""
    try:
        return ChartKind(word).value
    except ValueError:
        return ""


def see_as(series: Series, kind: str, measurements: Sequence[Measurement]) -> Seen | None:
    """The series as a chart of this kind; None for no kind, or for the agreed one."""
    if not kind or kind == series.metric.chart:
        return None
    if kind not in kinds_for(series.metric, measurements):
        return Seen(kind, refusal=f"These figures can’t be shown as {with_article(CHART_NAMES[kind])}.")
    try:
        return Seen(kind, chart_if(series, kind=kind))
    except SeriesError as error:
        return Seen(kind, refusal=f"These figures can’t be shown as {with_article(CHART_NAMES[kind])}: {error.problem}.")


def kinds_for(metric: Metric, measurements: Sequence[Measurement]) -> list[str]:
    """The kinds of chart that fit the metric's numbers, the agreed one first."""
    spread = any(each.n is not None and each.sd is not None for each in measurements)
    fitting = [
        kind for kind, kinds in CHARTS_FOR.items() if metric.data_kind in kinds and (spread or kind not in SPREAD_CHARTS)
    ]
    return [metric.chart, *(kind for kind in fitting if kind != metric.chart)]


def other_kinds(series: Series, seen: Seen | None, measurements: Sequence[Measurement], reader: Person) -> OtherKinds:
    """What the page offers and says about the kind of chart that it shows."""
    metric = series.metric
    choices = [(kind, CHART_NAMES[kind]) for kind in kinds_for(metric, measurements)]
    if seen is None or seen.chart is None:
        return OtherKinds(choices, metric.chart, refusal=seen.refusal if seen else "")
    names = with_article(CHART_NAMES[seen.kind]), with_article(CHART_NAMES[metric.chart])
    may = reader.can(Permission.DEFINE_METRICS, metric.unit)
    return OtherKinds(
        choices,
        seen.kind,
        note=f"You see these figures as {names[0]}. The agreed chart is {names[1]}: signals and the board rest on that.",
        back=url_for("control.chart", series_id=series.id),
        propose=url_for("metric_edit", metric_id=metric.id, use_chart=seen.kind) if may else "",
    )
