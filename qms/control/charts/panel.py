"""Which series stand for a group before and since a day: those that reported throughout, so that nobody who joins or falls
silent makes the sum rise or fall."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qms.control.charts.changes import place_of
from qms.control.charts.lines import FEWEST
from qms.golden_thread.metrics.models import Cadence

MISSED = 10
"""One period in so many may be missing on each side of the day, one in any case: a month that came too late."""


@dataclass(frozen=True)
class Panel:
    """The members' series, and the period from which on they are compared."""

    members: frozenset[int]
    start: dt.date

    def stands_for(self, of: int) -> bool:
        """Whether it is two of them at least, and half of all."""
        return len(self.members) >= 2 and 2 * len(self.members) >= of


def panel_of(measured: Mapping[int, Collection[dt.date]], since: dt.date, cadence: Cadence) -> Panel:
    """The panel of series by the periods in which each was measured, of which there is one at least.

    It begins with the series that began last, as long as that leaves points enough before the day to make limits from: one
    that began to report shortly before cannot be compared, and is no member."""
    periods = sorted({each for some in measured.values() for each in some})
    place = place_of(periods, since, cadence)
    begins = [min(some) for some in measured.values()]
    start = max((each for each in begins if place - bisect_left(periods, each) >= FEWEST), default=periods[0])
    sides = periods[bisect_left(periods, start) : place], periods[place:]
    members = {key for key, some in measured.items() if all(_throughout(set(some), side) for side in sides)}
    return Panel(frozenset(members), start)


def _throughout(measured: set[dt.date], side: Sequence[dt.date]) -> bool:
    missing = sum(each not in measured for each in side)
    return missing <= max(1, len(side) // MISSED) and (not side or 2 * missing < len(side))
