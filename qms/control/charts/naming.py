"""What a series and its chart are called, and how the chart's numbers are written."""

import numpy as np

from qms.golden_thread.drawing import mark_of, plotted_words
from qms.golden_thread.drawing.numbers import NumberFormat, decimals_for
from qms.golden_thread.metrics.definitions import slug
from qms.golden_thread.metrics.models import Direction, Metric, Series
from qms.golden_thread.metrics.presenters import CURRENCIES, with_unit
from qms.golden_thread.readings.presenters import period_words
from qms.golden_thread.readings.saying import measured_values, wording_of
from qms.spc import ChartKind, ControlChart
from qms.spc.arrays import Floats
from qms.spc.explain import explain

WAYS = {
    Direction.INCREASE: "higher is better",
    Direction.DECREASE: "higher is worse",
    Direction.NEUTRAL: "neither way is better",
}


def title_of(series: Series) -> str:
    """'Falls per 1,000 bed days, Ward 7', with the stratum where the series is one."""
    name = f"{series.metric.name}, {series.unit.name}"
    return f"{name}, {series.stratum}" if series.stratum else name


def file_stem(title: str, chart: ControlChart) -> str:
    """The name of a download without its ending: what it shows and the last month in it."""
    last = "" if chart.periods is None else f"-{str(chart.periods[-1])[:7]}"
    return f"{slug(title)}{last}"


def sentence(chart: ControlChart, metric: Metric) -> str:
    """The verdict in plain English, its numbers as the metric writes them; the same words as the reading's."""
    return explain(chart, wording_of(chart, metric))


def verdict_mark(chart: ControlChart) -> str:
    """The verdict as its icon and words show it: patterns about the centre are neither rising nor falling."""
    cause = chart.special_causes[chart.last]
    return mark_of(chart.variation.value, cause and cause.value) or chart.variation.value


def number_format(metric: Metric) -> str | NumberFormat:
    """How the drawings write the metric's numbers: by its decimals where they are decided, otherwise as the range asks."""
    if metric.decimals is None:
        return "percent" if metric.is_percentage else "plain"
    if metric.is_percentage:
        return NumberFormat(decimals=metric.decimals, scale=100, after="%")
    unit = metric.measured_in.strip()
    return NumberFormat(
        decimals=metric.decimals,
        before=unit if unit in CURRENCIES else "",
        after="%" if unit == "%" else "",
    )


def decimals_of(chart: ControlChart, metric: Metric) -> int:
    """The decimals that all numbers of one table about the chart are shown with: those of the chart's own labels."""
    if metric.decimals is not None:
        return metric.decimals
    lines = np.concatenate((chart.values, chart.centre, chart.lower, chart.upper))
    known = lines[np.isfinite(lines)]
    spread = float(known.max() - known.min()) if len(known) else 0.0
    return 0 if _whole(known) else decimals_for(spread * (100 if metric.is_percentage else 1))


def last_value(chart: ControlChart, metric: Metric) -> str:
    """The value that the verdict speaks of, as tiles and the board write it: "6.14 per 1,000 bed days, October 2026"."""
    values = measured_values(chart) if chart.kind is ChartKind.CUSUM else chart.values
    text, plotted = with_unit(float(values[chart.last]), metric), plotted_words(chart.kind.value)
    text = f"{text} ({plotted})" if plotted else text
    return text if chart.periods is None else f"{text}, {period_words(chart.periods[chart.last].item(), metric)}"


def _whole(numbers: Floats) -> bool:
    return bool(len(numbers)) and bool((numbers == np.round(numbers)).all())
