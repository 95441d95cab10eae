"""Who has reported: the teams by the last periods of a shared measure. Pure but for today's date, which it is given."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qms.golden_thread.metrics.models import Cadence
from qms.golden_thread.readings.due import later, next_due

PERIODS = 12


class Reported(StrEnum):
    """What is known of one team's figures of one period."""

    HERE = "here"
    MISSING = "missing"  # and overdue
    AWAITED = "awaited"  # not due yet
    BEFORE = "before"  # the team joined later, and has none


@dataclass(frozen=True)
class Line:
    """One team's periods, oldest first."""

    team_id: int
    cells: Sequence[Reported]

    @property
    def here(self) -> int:
        """How many of the periods are reported."""
        return sum(each is Reported.HERE for each in self.cells)

    @property
    def expected(self) -> int:
        """Of how many that could be: reported ones, and overdue ones since the team joined."""
        return sum(each in {Reported.HERE, Reported.MISSING} for each in self.cells)

    @property
    def is_late(self) -> bool:
        """Whether the newest period that is due is not there."""
        due = [each for each in self.cells if each in {Reported.HERE, Reported.MISSING}]
        return bool(due) and due[-1] is Reported.MISSING

    @property
    def lacks_latest(self) -> bool:
        """Whether the last period is not there, due or not."""
        return bool(self.cells) and self.cells[-1] in {Reported.MISSING, Reported.AWAITED}


def last_periods(measured: Collection[dt.date], cadence: Cadence, today: dt.date) -> list[dt.date]:
    """The last periods that have ended, oldest first, on the calendar of what was measured; nothing for events, which no
    calendar has, nor before anything was measured."""
    if cadence is Cadence.EVENT or not measured:
        return []
    last = max(measured)
    while later(last, cadence, 2) <= today:
        last = later(last, cadence, 1)
    return [later(last, cadence, back - PERIODS + 1) for back in range(PERIODS)]


def lines_of(
    joined: Mapping[int, dt.date],
    measured: Mapping[int, Collection[dt.date]],
    periods: Sequence[dt.date],
    cadence: Cadence,
    today: dt.date,
) -> list[Line]:
    """The teams (by id, with the day on which they joined) by the periods; `measured` are each team's reported ones."""
    due = [next_due(later(period, cadence, -1), cadence) for period in periods]
    ends = [later(period, cadence, 1) for period in periods]

    def cell(team_id: int, at: int) -> Reported:
        if periods[at] in measured.get(team_id, ()):
            return Reported.HERE
        if ends[at] <= joined[team_id]:
            return Reported.BEFORE
        last_day = due[at]
        return Reported.MISSING if last_day is not None and last_day < today else Reported.AWAITED

    return [Line(team_id, [cell(team_id, at) for at in range(len(periods))]) for team_id in joined]
