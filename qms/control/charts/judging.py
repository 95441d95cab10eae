"""What the engine advises about a chart: cautions, new limits that might be due, and the chance of meeting the target."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.control.charts.models import SuggestionSetAside
from qms.control.charts.preview import measured_periods, periods_of
from qms.control.charts.reservations import Reservation
from qms.golden_thread.metrics.chart_words import CHART_NAMES, with_article
from qms.golden_thread.metrics.models import Cadence, Metric, MetricState, Series
from qms.golden_thread.metrics.presenters import wording
from qms.golden_thread.readings.due import later
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import period_words
from qms.kernel.formats import day
from qms.spc import ControlChart, PointType
from qms.spc.judgement import (
    Caution,
    CautionKind,
    RebaseSuggestion,
    chance_of_target,
    describe_chance,
    describe_suggestion,
    suggest_rebase,
)

SAME_CHANGE = 3
"""Points within which two suggestions are about one change: as figures come in, its first point may move a little."""


@dataclass(frozen=True)
class Suggestion:
    """New limits that might be due: why, from which period, and where somebody looks at it or sets it aside."""

    sentence: str
    when: str
    look: str
    set_aside: str


def caution_lines(series_id: int, cautions: Sequence[Caution], kinds: Collection[str], shown: str) -> list[Reservation]:
    """The cautions, each with a link to the chart that it offers, where the figures fit that.

    Too few points are left out: the verdict itself says that it is provisional."""
    offered = set(kinds) - {shown}
    told = [each for each in cautions if each.kind is not CautionKind.FEW_POINTS]
    return [
        _offering(series_id, each.sentence, each.offer) if each.offer in offered else Reservation(each.sentence)
        for each in told
    ]


def _offering(series_id: int, sentence: str, kind: str | None) -> Reservation:
    words = f"See it as {with_article(CHART_NAMES[kind or ''])}"
    return Reservation(sentence, words, f"{url_for('control.chart', series_id=series_id)}?as={kind}")


def standing_suggestion(chart: ControlChart, set_aside: Sequence[SuggestionSetAside]) -> RebaseSuggestion | None:
    """The engine's suggestion, unless somebody set that change aside, or the limits rest on a baseline."""
    if chart.analysis.panel.baseline is not None:
        return None
    suggestion = suggest_rebase(chart)
    if suggestion is None or suggestion.period is None:
        return None
    places = {period: at for at, period in enumerate(periods_of(chart))}
    known = [places[each.period] for each in set_aside if each.period in places]
    seen_before = any(abs(at - suggestion.position) <= SAME_CHANGE for at in known)
    return None if seen_before else suggestion


def suggestion_box(series: Series, chart: ControlChart, suggestion: RebaseSuggestion) -> Suggestion:
    """The suggestion as the page shows it."""
    period = periods_of(chart)[suggestion.position]
    return Suggestion(
        sentence=describe_suggestion(chart, suggestion, wording(series.metric)),
        when=period_words(period, series.metric),
        look=url_for("control.chart_limits", series_id=series.id, period=period),
        set_aside=url_for("control.chart_suggestion", series_id=series.id, period=period),
    )


def forecast(chart: ControlChart, metric: Metric, reading: Reading | None, cautions: Sequence[Caution]) -> str:
    """When the next figure is expected and, where that can be said, the chance that it meets the target."""
    if metric.state is MetricState.RETIRED:
        return ""
    return " ".join(each for each in (_next_figure(chart, metric, reading), _chance(chart, metric, cautions)) if each)


def _next_figure(chart: ControlChart, metric: Metric, reading: Reading | None) -> str:
    """Nothing where it is late, which stands above already, or where nobody knows when the next event happens."""
    if reading is None or reading.next_due is None or reading.is_late or metric.cadence is Cadence.EVENT:
        return ""
    following = later(measured_periods(chart)[-1], metric.cadence, 1)
    return f"Next figure: {period_words(following, metric)}, expected by {day(reading.next_due)}."


def _chance(chart: ControlChart, metric: Metric, cautions: Sequence[Caution]) -> str:
    """Only of a process that varies as usual, by limits that nothing speaks against."""
    if chart.variation is not PointType.COMMON_CAUSE or chart.provisional or cautions:
        return ""
    chance = chance_of_target(chart)
    return describe_chance(chart, chance, wording(metric)) if chance else ""
