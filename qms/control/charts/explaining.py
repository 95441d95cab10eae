"""The words of "What is this?": what a chart of this kind shows, and the patterns that its rules look for."""

from dataclasses import dataclass

from qms.control.charts.footnotes import rules_words
from qms.spc import ChartKind, ControlChart, rule_sentences

_CENTRES = {ChartKind.RUN: "median", ChartKind.G: "median", ChartKind.T: "centre line", ChartKind.CUSUM: "centre line"}
_PLOTTED = {
    ChartKind.MR: "Each point is how far a value lies from the one before it.",
    ChartKind.S: "Each point is how much the values within one period differ: their standard deviation.",
    ChartKind.XBAR: "Each point is the average of one period. The limits come from how much values differ within periods.",
    ChartKind.T: "Each point is the time between two events. The higher it lies, the rarer they have become.",
    ChartKind.G: "Each point is how many cases lay between two events. The higher it lies, the rarer they have become.",
    ChartKind.PP: "Its limits allow for what differs between periods beyond chance within them (Laney).",
    ChartKind.UP: "Its limits allow for what differs between periods beyond chance within them (Laney).",
    ChartKind.IP: "Its limits come from how the points differ from one to the next, and are wider where fewer were counted.",
    ChartKind.EWMA: "Each point is an average of all values so far; the newest weigh most, so that small changes show early.",
    ChartKind.CUSUM: (
        "It adds up how far values lie above the average (upper line) and below it (lower line), each less an allowance for "
        "chance. A change that lasts makes one of the lines run away from zero."
    ),
}


@dataclass(frozen=True)
class Explanation:
    """`has_limits`: whether the chart shows a band of usual ups and downs; `plotted`: what its points are, where that is not
    the value itself; `patterns`: sentences on what counts as a special cause, by the rules that are named."""

    kind: str
    has_limits: bool
    centre: str
    plotted: str
    rules: str
    patterns: list[str]


def explanation_of(chart: ControlChart) -> Explanation:
    """What there is to explain about the chart."""
    return Explanation(
        kind=chart.kind.value,
        has_limits=chart.kind is not ChartKind.RUN,
        centre=_CENTRES.get(chart.kind, "mean"),
        plotted=_PLOTTED.get(chart.kind, ""),
        rules=rules_words(chart),
        patterns=rule_sentences(chart.rules, chart.kind),
    )
