"""What a measure can be at the least and at the most: drawings show no limit beyond. See docs/decisions/0018."""

import numpy as np

from qms.golden_thread.metrics.models import DataKind, Metric
from qms.spc import ChartKind, ControlChart

NEVER_BELOW_0 = frozenset({DataKind.PROPORTION, DataKind.RATE, DataKind.COUNT, DataKind.BETWEEN})
TIMES = ("second", "minute", "hour", "day", "week", "month", "year")
"""What a unit of time begins with: "days", "minutes from arrival"."""
ANOTHER_SCALE = frozenset({ChartKind.CUSUM, ChartKind.MR, ChartKind.S})
"""Charts that plot something else than the measure; their limits come from the engine within their own bounds."""


def bounds_of(chart: ControlChart, metric: Metric) -> tuple[float | None, float | None]:
    """The least and the greatest value on the chart's scale, None for none: counts, rates, percentages and times are never
    below 0, a percentage of cases is never above 100. Where a value lies beyond all the same, there is no such bound."""
    if chart.kind in ANOTHER_SCALE or np.isnan(chart.values).all():
        return None, None
    never_below = metric.data_kind in NEVER_BELOW_0 or metric.measured_in.strip().lower().startswith(TIMES)
    least = 0.0 if never_below and np.nanmin(chart.values) >= 0 else None
    greatest = 1.0 if metric.is_percentage and np.nanmax(chart.values) <= 1 else None
    return least, greatest
