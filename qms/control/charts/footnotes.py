"""What stands at the foot of a chart: its kind, the rules that it was judged by, what its limits rest on."""

import numpy as np

from qms.control.charts.preview import periods_of
from qms.golden_thread.metrics.chart_words import CHART_NAMES, with_article
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.readings.presenters import period_words
from qms.spc import ControlChart


def rules_words(chart: ControlChart) -> str:
    """'Rules: Making Data Count'."""
    return f"Rules: {chart.rules.title or chart.rules.name}"


def footnote_of(chart: ControlChart, metric: Metric) -> str:
    """'XmR chart. Rules: Making Data Count.' and, where only some points make the limits, which ones."""
    name = CHART_NAMES[chart.kind.value]
    said = [f"{name[0].upper()}{name[1:]}" if name.startswith(("run", "moving")) else name]
    if chart.kind.value != metric.chart:
        said[0] += f" (the agreed chart is {with_article(CHART_NAMES[metric.chart])})"
    said.append(rules_words(chart))
    if words := baseline_words(chart, metric):
        said.append(words)
    return "".join(f"{each}. " for each in said).strip()


def baseline_ends(chart: ControlChart) -> tuple[int, int] | None:
    """The positions of the first and the last point that the limits rest on; None where they rest on all."""
    flags = chart.analysis.panel.baseline
    if flags is None or not flags.any():
        return None
    at = np.flatnonzero(flags[0])
    return int(at[0]), int(at[-1])


def baseline_words(chart: ControlChart, metric: Metric) -> str:
    """'Limits rest on January 2024 to December 2024'; "" where they rest on all points."""
    ends = baseline_ends(chart)
    if ends is None:
        return ""
    periods = periods_of(chart)
    return f"Limits rest on {period_words(periods[ends[0]], metric)} to {period_words(periods[ends[1]], metric)}"
