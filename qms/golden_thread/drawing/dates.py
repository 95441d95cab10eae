"""Dates on the x axis: the words, and which of them fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from qms.golden_thread.drawing.picture import Picture

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)
WEEK_STEPS = (1, 2, 4)
DAY_STEPS = (1, 2, 7, 14)
PLAIN_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def month_words(day: date) -> str:
    """A month such as "Oct 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def day_words(day: date) -> str:
    """A day such as "5 Oct 2026"."""
    return f"{day.day} {month_words(day)}"


def is_monthly(days: Sequence[date]) -> bool:
    """Whether the dates name months (or quarters, or years): all first days, or all last days, none twice."""
    starts = all(day.day == 1 for day in days)
    return (starts or ends_of_months(days)) and len({(day.year, day.month) for day in days}) == len(days)


def ends_of_months(days: Sequence[date]) -> bool:
    """Whether every date is the last day of its month, so that a point stands for the time before it."""
    return bool(days) and all((day + timedelta(days=1)).day == 1 for day in days)


def point_words(picture: Picture) -> list[str]:
    """What each point is called: "Oct 2026", "5 Oct 2026", or its number where there are no dates."""
    return list(_named(tuple(point.date for point in picture.points)))


@lru_cache(maxsize=64)
def _named(dates: tuple[date | None, ...]) -> tuple[str, ...]:
    """Found once for every chart of the same periods: each asks several times, and pages hold dozens of them."""
    days = [each for each in dates if each]
    write = month_words if days and is_monthly(days) else day_words
    return tuple(write(each) if each else str(i + 1) for i, each in enumerate(dates))


@dataclass(frozen=True, slots=True)
class Choice:
    """Points that may carry a label on the x axis: their positions, periods counted as numbers, and words.

    Labels are thinned to every first, second, third … period, as `steps` allows, counted back from the last.
    """

    positions: tuple[int, ...]
    counts: tuple[int, ...]
    words: tuple[str, ...]
    steps: tuple[int, ...]

    def every(self, step: int) -> list[int]:
        """Which entries of this choice remain when every `step` periods have a label."""
        return [i for i, count in enumerate(self.counts) if (self.counts[-1] - count) % step == 0]


def choices(picture: Picture) -> list[Choice]:
    """The ways to label the x axis, the finest first: each point by its name, then the months they begin."""
    everyone = tuple(range(len(picture.points)))
    words = tuple(point_words(picture))
    days = [point.date for point in picture.points if point.date]
    if not days:
        return [Choice(everyone, everyone, words, PLAIN_STEPS)]
    months = [day.year * 12 + day.month for day in days]
    if picture.even:
        return [Choice(everyone, everyone, words, PLAIN_STEPS)]
    if is_monthly(days):
        return [Choice(everyone, tuple(months), words, MONTH_STEPS)]
    weekly = all((day.toordinal() - days[0].toordinal()) % 7 == 0 for day in days)
    begins = [i for i in everyone[1:] if months[i] != months[i - 1]]
    fine = Choice(everyone, everyone, words, WEEK_STEPS if weekly else DAY_STEPS)
    if len(begins) < 3:
        return [Choice(everyone, everyone, words, PLAIN_STEPS)]
    first_days = Choice(
        tuple(begins),
        tuple(months[i] for i in begins),
        tuple(month_words(days[i]) for i in begins),
        MONTH_STEPS,
    )
    return [fine, first_days]


def thinned(picture: Picture, place: Callable[[float], float], width_of: Callable[[str], float]) -> list[tuple[int, str]]:
    """Positions and words of the x labels that fit side by side.

    `place` turns an x value into pixels, `width_of` measures words with the space they need around them.
    """
    for choice in choices(picture) if picture.points else []:
        need = max(width_of(word) for word in choice.words)
        centres = [place(picture.x[i]) for i in choice.positions]
        for step in choice.steps:
            kept = choice.every(step)
            if all(centres[after] - centres[before] >= need for before, after in pairwise(kept)):
                return [(choice.positions[i], choice.words[i]) for i in kept]
    return [(i, word) for i, word in enumerate(point_words(picture))][-1:]
