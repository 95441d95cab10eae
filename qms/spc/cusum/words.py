"""The verdicts of the family in plain English, and its results as plain numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.errors import SeriesError

if TYPE_CHECKING:
    from qms.spc.cusum.ewma import Ewma
    from qms.spc.cusum.risk_adjusted import RiskAdjustedCusum
    from qms.spc.cusum.tabular import TabularCusum
    from qms.spc.cusum.vlad import Vlad


@dataclass(frozen=True)
class Crossing:
    """A limit is crossed. position: where; began: the first point after the arm was last at 0; side: high or low."""

    position: int
    began: int
    side: str


def one_series(array: np.ndarray) -> None:
    """Raises SeriesError where this is a panel."""
    if array.ndim != 1:
        raise SeriesError("this holds several series. Ask for one of them", argument="values")


def plain(numbers: Floats) -> list[float | None]:
    """A row of floats with None for NaN."""
    return [None if number != number else number for number in numbers.tolist()]  # noqa: PLR0124 - NaN alone differs from itself


def point_name(position: int, labels: Sequence[str] | None) -> str:
    """What a point is called."""
    return f"point {position + 1}" if labels is None else labels[position]


def explain_tabular(cusum: "TabularCusum", labels: Sequence[str] | None = None) -> str:
    """The last crossing of each arm, or that there is none."""
    one_series(cusum.upper)
    mean = f"{cusum.mean[-1]:,.6g}"
    last = {crossing.side: crossing for crossing in cusum.crossings}
    if not last:
        return f"The cumulative sum stays within its limits: no sign that the values have moved away from {mean}."
    words = []
    for crossing in sorted(last.values(), key=lambda crossing: crossing.position):
        arm, crossed = (cusum.upper, cusum.signals_high) if crossing.side == "high" else (cusum.lower, cusum.signals_low)
        now = bool(crossed[_last_present(arm)])
        words.append(
            f"The values {'have been' if now else 'were'} {'higher' if crossing.side == 'high' else 'lower'} than {mean}"
            f" since {point_name(crossing.began, labels)}: the cumulative sum crossed its limit at"
            f" {point_name(crossing.position, labels)} and is {'still beyond it' if now else 'back within it'}."
        )
    return " ".join(words)


def explain_ewma(average: "Ewma", labels: Sequence[str] | None = None) -> str:
    """Whether the moving average is outside its limits now, or was."""
    one_series(average.z)
    outside = np.flatnonzero(average.outside)
    if not len(outside):
        return "The weighted moving average stays within its limits: no sign that the values have moved."
    last = _last_present(average.z)
    if average.outside[last]:
        present = np.flatnonzero(~np.isnan(average.z))
        elsewhere = np.flatnonzero(average.outside[present] != average.outside[last])
        first = int(present[elsewhere[-1] + 1 if len(elsewhere) else 0])
        side = "above its upper limit" if average.outside[last] > 0 else "below its lower limit"
        return f"The weighted moving average has been {side} since {point_name(first, labels)}."
    side = "above its upper limit" if average.outside[outside[-1]] > 0 else "below its lower limit"
    when = point_name(int(outside[-1]), labels)
    return f"The weighted moving average was last {side} at {when} and is back within its limits."


def _last_present(numbers: Floats) -> int:
    present = np.flatnonzero(~np.isnan(numbers))
    return int(present[-1]) if len(present) else len(numbers) - 1


def explain_risk_adjusted(cusum: "RiskAdjustedCusum", labels: Sequence[str] | None = None) -> str:
    """The last crossing, or that there is none."""
    often = "more" if cusum.side == "worse" else "less"
    if not cusum.crossings:
        return f"No sign that the event happens {often} often than expected."
    crossing = cusum.crossings[-1]
    now = bool(cusum.signals[_last_present(cusum.sums)])
    began, at = (_case_name(place, labels) for place in (crossing.began, crossing.position))
    end = "" if now else " and has come back since" if not cusum.reset else " and has begun again from 0"
    return (
        f"The event {'has happened' if now else 'happened'} {often} often than expected since {began}:"
        f" the cumulative sum reached its limit at {at}{end}."
    )


def explain_vlad(display: "Vlad") -> str:
    """Events seen and expected, and the difference."""
    seen, expected = display.observed, display.expected
    cases = int((~np.isnan(display.values)).sum())
    difference = expected - seen
    words = f"{seen:,.0f} {'event' if seen == 1 else 'events'} in {cases:,} {'case' if cases == 1 else 'cases'},"
    words += f" where {expected:,.1f} were expected"
    if abs(difference) < 0.05:
        return f"{words}."
    return f"{words}: {abs(difference):,.1f} {'fewer' if difference > 0 else 'more'} than expected."


def _case_name(position: int, labels: Sequence[str] | None) -> str:
    return f"case {position + 1}" if labels is None else labels[position]
