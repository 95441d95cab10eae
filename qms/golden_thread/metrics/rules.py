"""Which rules judge a metric's charts: its own, or those that the trust chose for every metric that names none."""

from qms.golden_thread.metrics.chart_words import RULES
from qms.golden_thread.metrics.models import Metric
from qms.kernel import settings

FIRST = "making-data-count"
"""The trust's default until an administrator chooses another."""
FOR_RUN_CHARTS = "anhoej"
"""Rules that need limits say nothing on a run chart; these were made for it."""


def rules_of(metric: Metric) -> str:
    """The name of the rule set that the metric's charts are judged by; read once a transaction for all metrics."""
    return metric.rules or usual_rules(metric.chart)


def usual_rules(chart: str) -> str:
    """The rules of a chart whose metric names none: Anhøj's for run charts, the trust's default for every other."""
    return FOR_RUN_CHARTS if chart == "run" else default_rules()


def default_rules() -> str:
    """The trust's default rule set."""
    chosen = settings.read_once(settings.DEFAULT_RULES, FIRST)
    return chosen if chosen in RULES else FIRST  # as after going back to a version without it


def rules_words(metric: Metric) -> str:
    """The metric's rules as people read them: by name, and whether they are the trust's choice."""
    words = RULES.get(rules_of(metric), rules_of(metric))
    if metric.rules:
        return words
    return f"{words} (run charts’ usual rules)" if metric.chart == "run" else f"{words} (the trust’s default)"
