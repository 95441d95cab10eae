"""The words of "What is this?": what a chart of this kind shows, and the patterns that its rules look for."""

from dataclasses import dataclass

from qms.spc import ChartKind, ControlChart, RuleSet


@dataclass(frozen=True)
class Explanation:
    """`has_limits`: whether the chart shows a band of usual ups and downs; `patterns`: what counts as a special cause."""

    has_limits: bool
    centre: str
    patterns: list[str]


def explanation_of(chart: ControlChart) -> Explanation:
    """What there is to explain about the chart."""
    centre = "median" if chart.kind is ChartKind.RUN else "mean"
    has_limits = chart.kind is not ChartKind.RUN
    return Explanation(has_limits, centre, _patterns(chart.rules, centre, has_limits=has_limits))


def _patterns(rules: RuleSet, centre: str, *, has_limits: bool) -> list[str]:
    found = ["a point outside the limits"] if has_limits else []
    if rules.anhoej_runs:
        found.append(f"more points in a row on one side of the {centre} than chance makes likely for so many points")
        found.append(f"a line that crosses the {centre} less often than chance would have it")
    elif rules.shift_length:
        found.append(f"a shift: {rules.shift_length} points in a row on one side of the {centre}")
    if rules.trend_length:
        found.append(f"a trend: {rules.trend_length} points in a row that all rise or all fall")
    if rules.two_of_three and has_limits:
        found.append("two of three points close to the same limit")
    return found
