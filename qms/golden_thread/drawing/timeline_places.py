"""Where the words of a timeline's marks go, and which months are named on its line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from qms.golden_thread.drawing.dates import MONTH_STEPS, month_words

GAP = 12.0  # pixels between two labels of one row
MONTH_WIDE = 74.0  # pixels that the name of a month needs


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands: its row counted from the line, from 1; its side; and the middle of its words in pixels."""

    row: int
    above: bool
    middle: float


def places(marks: Sequence[float], width: float, low: float, high: float) -> list[Place]:
    """A place for the label of every mark (pixels, in order), none on top of another: above and below the line in turn, in
    the nearest row that has room between `low` and `high`."""
    ends: dict[tuple[int, bool], float] = {}
    found: list[Place] = []
    for position, x in enumerate(marks):
        middle = min(max(x, low + width / 2), high - width / 2)
        first = position % 2 == 0
        for step in range(2 * len(marks)):
            row, above = step // 2 + 1, first if step % 2 == 0 else not first
            # A leader to an outer row passes the rows within: no label there may stand over it, before or after.
            inner = [ends.get((each, above), float("-inf")) for each in range(1, row)]
            leaders = [marks[at] for at, each in enumerate(found) if each.above is above and each.row > row]
            clear = all(end <= x - 3 for end in inner) and all(each <= middle - width / 2 - 3 for each in leaders)
            if middle - width / 2 >= ends.get((row, above), float("-inf")) + GAP and clear:
                break
        else:
            row, above = _next_free(ends, first), first
        ends[row, above] = middle + width / 2
        found.append(Place(row, above, middle))
    return found


def _next_free(ends: dict[tuple[int, bool], float], above: bool) -> int:
    """A row of its own, outside all others."""
    return max((row for row, side in ends if side is above), default=0) + 1


def month_ticks(first: date, last: date, x_of: Callable[[date], float]) -> list[tuple[date, str]]:
    """The first days of months between the two days that can be named side by side, every one or every few."""
    months = [
        date(*divmod_month(number))
        for number in range(first.year * 12 + first.month, last.year * 12 + last.month)
    ]  # fmt: skip
    for step in MONTH_STEPS:
        kept = months[::step]
        if all(x_of(after) - x_of(before) >= MONTH_WIDE for before, after in pairwise(kept)):
            return [(day, month_words(day)) for day in kept]
    return []


def divmod_month(number: int) -> tuple[int, int, int]:
    """A count of months since year 0 as year, month and first day."""
    return number // 12, number % 12 + 1, 1
