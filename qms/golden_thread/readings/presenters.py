"""What a reading looks like on a page: icons, words, the last value with its unit, its age."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from flask import url_for
from markupsafe import Markup

from qms.golden_thread.drawing import (
    ASSURANCE_WORDS,
    assurance_icon,
    mark_of,
    mark_words,
    plotted_words,
    sparkline_svg,
    variation_icon,
)
from qms.golden_thread.metrics.models import Cadence, Metric, MetricState
from qms.golden_thread.metrics.presenters import shown, with_unit
from qms.golden_thread.readings.due import later
from qms.golden_thread.readings.models import Reading
from qms.kernel import clock
from qms.kernel.formats import count, day, month


@dataclass(frozen=True)
class Tile:
    """A reading in the form that tiles, tables and cards lay out."""

    metric: str
    unit: str
    stratum: str
    url: str
    variation: str
    variation_words: str
    variation_icon: Markup
    assurance: str | None
    assurance_words: str
    assurance_icon: Markup
    value: str
    value_with_unit: str  # and what the chart makes of the measure, where it does: "0.8 days (moving range)"
    plotted: str  # "moving range"; empty where the value is the measure itself
    target: str
    centre: str
    lower: str
    upper: str
    period: str
    late: str  # "3 months late"; empty where it is not
    explanation: str
    provisional: bool
    agreed: bool
    sparkline: Markup

    @property
    def limits(self) -> str:
        """Both limits, or nothing where the chart has none."""
        return "" if self.lower == self.upper == "–" else f"{self.lower} to {self.upper}"


def tile(reading: Reading) -> Tile:
    """The reading as a tile."""
    series = reading.series
    metric = series.metric
    variation = mark_of(reading.variation, reading.special_cause) or reading.variation
    return Tile(
        metric=metric.name,
        unit=series.unit.name,
        stratum=series.stratum,
        url=url_for("control.chart", series_id=series.id),
        variation=variation,
        variation_words=mark_words(variation),
        variation_icon=_variation_icon(variation),
        assurance=reading.assurance,
        assurance_words=ASSURANCE_WORDS[reading.assurance],
        assurance_icon=_assurance_icon(reading.assurance),
        value=shown(reading.value, metric),
        value_with_unit=plotted_with_unit(reading.value, metric),
        plotted=plotted_words(metric.chart),
        target=shown(reading.target, metric) if reading.target is not None else "",
        centre=shown(reading.centre, metric),
        lower=shown(reading.lower, metric),
        upper=shown(reading.upper, metric),
        period=period_words(reading.period, metric),
        late=late_words(reading),
        explanation=reading.explanation,
        provisional=reading.provisional,
        agreed=metric.state is MetricState.AGREED,
        sparkline=sparkline(reading),
    )


def plotted_with_unit(value: float, metric: Metric) -> str:
    """A value of the metric's chart with its unit, and what it is where it is not the measure itself."""
    text, plotted = with_unit(value, metric), plotted_words(metric.chart)
    return f"{text} ({plotted})" if plotted else text


@cache
def _variation_icon(word: str) -> Markup:
    """Drawn once a verdict: a long table shows each hundreds of times."""
    return Markup(variation_icon(word))  # noqa: S704  our own drawing, which escapes


@cache
def _assurance_icon(word: str | None) -> Markup:
    return Markup(assurance_icon(word))  # noqa: S704  our own drawing


def sparkline(reading: Reading) -> Markup:
    """The last two years or so as a word-sized line."""
    values, types = zip(*reading.recent, strict=True) if reading.recent else ((), ())
    shown = mark_of(reading.variation, reading.special_cause) or reading.variation
    if types and types[-1] == reading.variation:
        types = (*types[:-1], shown)
    words = mark_words(shown)
    label = f"{reading.series.metric.name}, last {count(len(values), 'point')}: {words}"
    return Markup(sparkline_svg(values, types=types, centre=reading.centre, label=label))  # noqa: S704  our own drawing


def period_words(period: dt.date, metric: Metric) -> str:
    """A period as the metric's cadence has it: "October 2026", "October to December 2026", "week of 5 October 2026"."""
    if metric.cadence is Cadence.YEARLY:
        return str(period.year)
    if metric.cadence is Cadence.MONTHLY:
        return month(period)
    if metric.cadence is Cadence.QUARTERLY:
        return f"{period:%B} to {month(later(period, Cadence.MONTHLY, 2))}"
    return f"week of {day(period)}" if metric.cadence is Cadence.WEEKLY else day(period)


def late_words(reading: Reading) -> str:
    """How long the next measurement is overdue: "3 months late"; empty where it is not late."""
    if not reading.is_late or reading.next_due is None:
        return ""
    days = (clock.today() - reading.next_due).days
    for length, name in ((365, "year"), (30, "month"), (7, "week")):
        if days >= length:
            return f"{count(days // length, name)} late"
    return f"{count(days, 'day')} late"
