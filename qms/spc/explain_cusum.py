"""The verdict of a cusum chart in plain English.

Its points are sums in standard deviations of the process, whatever the unit of the measure is.
"""

from typing import TYPE_CHECKING

import numpy as np

from qms.spc.periods import name_period
from qms.spc.speech import Rounding

if TYPE_CHECKING:
    from qms.spc.chart import ControlChart


def sum_outside(chart: "ControlChart", at: int, every: str) -> str:
    """One sum past its limit, without what it means."""
    value, limit = _numbers(chart, at)
    way = "above" if chart.values[at] > 0 else "below"
    since = "" if (first := _off_zero_since(chart, at)) is None else f" since {_period(chart, first, every)}"
    return f"{_by(chart, at, every)} the points{since} add up to {value} {way} the expected level, past the limit of {limit}"


def sum_within(chart: "ControlChart", at: int, every: str) -> str:
    """Both sums within their limits, in a whole sentence."""
    value, limit = _numbers(chart, at)
    if np.isnan(chart.upper[at]):
        return "The last point stands alone: too few points for limits."
    if chart.upper[at] == 0:
        return f"{_by(chart, at, every)} all points are the same: no variation."
    add_up = f"{_by(chart, at, every)} the differences from the expected level add up to {value}"
    return f"{add_up}, within the limit of {limit}: no sign of change."


def _numbers(chart: "ControlChart", at: int) -> tuple[str, str]:
    known = [abs(float(chart.values[at])), float(chart.upper[at])]
    rounding = Rounding(known)
    sigma = " standard deviations" if chart.upper[at] > 0 else ""
    return rounding.say(known[0]) + sigma, rounding.say_given(known[1])


def _off_zero_since(chart: "ControlChart", at: int) -> int | None:
    """Where the arm that is plotted last left 0: the best guess of when the level changed."""
    if chart.periods is None or chart.arms is None:
        return None
    arm = chart.arms[0] if chart.values[at] > 0 else chart.arms[1]
    start = max(phase.start for phase in chart.phases if phase.start <= at)
    zeros = np.flatnonzero(arm[start:at] == 0)
    return start + (int(zeros[-1]) + 1 if len(zeros) else 0)


def _by(chart: "ControlChart", at: int, every: str) -> str:
    return "At the last point" if chart.periods is None else f"By {_period(chart, at, every)}"


def _period(chart: "ControlChart", at: int, every: str) -> str:
    return "" if chart.periods is None else name_period(chart.periods[at], every)
