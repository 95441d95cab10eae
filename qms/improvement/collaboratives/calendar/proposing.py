"""A breakthrough series by dates: learning sessions, with an action period after each and a call half-way through it.

The shape is that of The Breakthrough Series (Institute for Healthcare Improvement, 2003): three sessions in a year."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from qms.improvement.collaboratives.models import EventKind

SESSIONS = 3
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Proposed:
    """An event that may be put into the calendar."""

    kind: EventKind
    title: str
    starts_on: dt.date
    ends_on: dt.date


def session_days(starts_on: dt.date, ends_on: dt.date, today: dt.date) -> list[dt.date]:
    """Days for three sessions: two weeks after the start (or today, if that is later), then at thirds of the time that is
    left, each moved to the nearest working day."""
    first = max(starts_on, today) + 2 * WEEK
    left = max((ends_on - first).days, SESSIONS * 14)
    return [working_day(first + dt.timedelta(days=left * number // SESSIONS)) for number in range(SESSIONS)]


def series_of(sessions: Sequence[dt.date], ends_on: dt.date, *, calls: bool) -> list[Proposed]:
    """Sessions on these days (in any order), action periods from the day after each to the day before the next or the end,
    and a call half-way through each action period where `calls` says so."""
    days = sorted(sessions)
    found: list[Proposed] = []
    for number, day in enumerate(days, start=1):
        found.append(Proposed(EventKind.LEARNING_SESSION, f"Learning session {number}", day, day))
        starts = day + dt.timedelta(days=1)
        ends = days[number] - dt.timedelta(days=1) if number < len(days) else ends_on
        if ends <= starts:
            continue
        found.append(Proposed(EventKind.ACTION_PERIOD, f"Action period {number}", starts, ends))
        if calls:
            half = working_day(starts + (ends - starts) / 2)
            found.append(Proposed(EventKind.CALL, f"Call in action period {number}", half, half))
    return found


def working_day(day: dt.date) -> dt.date:
    """The day itself, or the Monday after a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day
