"""Do values follow the month, the quarter or the day of the week?

Kruskal and Wallis's test over the seasons (Kruskal WH, Wallis WA, 1952, Journal of the American Statistical Association 47:
583-621), with the F distribution of Iman RL, Davenport JM (1976), Communications in Statistics A 5(14): 1335-1348, which
holds for as few as three values of a season.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qms.spc.arrays import Dates, Floats, Integers
from qms.spc.judgement.caution import Caution, CautionKind
from qms.spc.judgement.level import without_step
from qms.spc.judgement.points import Points
from qms.spc.judgement.student import f_upper_tail
from qms.spc.periods import cadence

CHANCE = 0.02
"""A stable series is called seasonal once in fifty."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_QUARTERS = ("January to March", "April to June", "July to September", "October to December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class _Calendar:
    """What repeats: its name, the names of its parts, the part of a date, and how often each part must have come round."""

    name: str
    at: str
    parts: tuple[str, ...]
    part_of: Callable[[Dates], Integers]
    fewest_rounds: int
    compare: str


def _months(periods: Dates) -> Integers:
    return periods.astype("datetime64[M]").astype(int) % 12


def _quarters(periods: Dates) -> Integers:
    return _months(periods) // 3


def _days(periods: Dates) -> Integers:
    return (periods.astype("datetime64[D]").astype(int) + 3) % 7  # 1 January 1970 was a Thursday


_YEARLY = _Calendar("month", "in", _MONTHS, _months, 3, "the same month of earlier years")
_CALENDARS = {
    "day": _Calendar("day of the week", "on", _DAYS, _days, 5, "the same day of other weeks"),
    "week": _YEARLY,
    "month": _YEARLY,
    "quarter": _Calendar("quarter", "in", _QUARTERS, _quarters, 4, "the same quarter of earlier years"),
}


def season_caution(points: Points) -> Caution | None:
    """A caution where the parts of the year (or week) differ by more than chance; None without three years of data."""
    calendar = None if points.periods is None or len(points) < 2 else _CALENDARS.get(cadence(points.periods))
    if calendar is None or points.periods is None or not _came_round(points.periods, calendar):
        return None
    seasons = calendar.part_of(points.periods)
    values = without_step(points.level, points.weights)
    if np.ptp(values) <= 1e-12 * np.max(np.abs(points.level)) or season_chance(values, seasons) >= CHANCE:
        return None
    means = [values[seasons == part].mean() for part in range(len(calendar.parts))]
    high, low = calendar.parts[int(np.argmax(means))], calendar.parts[int(np.argmin(means))]
    return Caution(
        CautionKind.SEASONAL,
        f"Values follow the {calendar.name}: they are usually highest {calendar.at} {high} and lowest {calendar.at} {low}, "
        f"so a point may look special for that alone. Compare it with {calendar.compare}.",
    )


def season_chance(values: Floats, seasons: Integers) -> float:
    """The chance of seasons that differ so much where none matters (Kruskal-Wallis, F form)."""
    _, ranked, ties = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(ties) - (ties - 1) / 2)[ranked]
    _, groups, sizes = np.unique(seasons, return_inverse=True, return_counts=True)
    n, k = len(values), len(sizes)
    middle = (n + 1) / 2
    between = float(np.sum(sizes * (np.bincount(groups, weights=ranks) / sizes - middle) ** 2))
    within = float(np.sum((ranks - middle) ** 2)) - between
    if k < 2 or n <= k or between <= 0:
        return 1.0
    return 0.0 if within <= 0 else f_upper_tail(between / (k - 1) / (within / (n - k)), k - 1, n - k)


def _came_round(periods: Dates, calendar: _Calendar) -> bool:
    counts = np.bincount(calendar.part_of(periods), minlength=len(calendar.parts))
    return bool(counts.min() >= calendar.fewest_rounds)
