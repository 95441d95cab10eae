"""The target of each point of a chart: that which stood in its period."""

import numpy as np

from qms.golden_thread.metrics.models import Metric
from qms.spc import ChartKind, ControlChart
from qms.spc.arrays import Dates, Floats

ANOTHER_SCALE = frozenset({ChartKind.MR, ChartKind.S, ChartKind.CUSUM})
"""Charts that plot something else than what the target is set for."""


def targets_at(metric: Metric, periods: Dates) -> Floats:
    """The target at each period, NaN for none.

    Before the first target began, the first; at the last period the one that stands today, which the verdict speaks of: the
    figures of a period come weeks after it."""
    if metric.target is None or not len(periods):
        return np.full(len(periods), np.nan)
    starts = np.array([each.starts_on for each in metric.targets], dtype="datetime64[D]")
    values = np.array([each.value for each in metric.targets])
    line = values[np.maximum(np.searchsorted(starts, periods, side="right") - 1, 0)]
    line[-1] = metric.target
    return line


def targets_drawn(chart: ControlChart) -> list[float | None] | float | None:
    """The target as drawings and tables take it: one number, or one a point where it changed; None for none to draw."""
    if chart.kind in ANOTHER_SCALE or np.isnan(chart.targets).all():
        return None
    line = [float(each) if np.isfinite(each) else None for each in chart.targets.tolist()]
    return line if len(set(line)) > 1 else line[0]
