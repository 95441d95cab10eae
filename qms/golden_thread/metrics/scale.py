"""The scale of a metric's values: that of its chart, its limits and its targets."""

from qms.golden_thread.metrics.models import DataKind, Metric


def scale_of(metric: Metric) -> float:
    """What a ratio of numerator and denominator is multiplied by; 1 for everything but rates (a proportion is 0 to 1)."""
    return metric.multiplier if metric.data_kind is DataKind.RATE else 1.0
