"""The one place that asks for the time, so that a test or a demonstration can stand on a chosen day; and the one that knows
where the hospital is: moments are stored in UTC, and people are told what their wall shows."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed_clock", default=None)
_ahead = dt.timedelta(0)


def now() -> dt.datetime:
    """The moment, in UTC."""
    return _fixed.get() or dt.datetime.now(dt.UTC) + _ahead


def today() -> dt.date:
    """The day, as the hospital's wall calendar has it."""
    return day_of(now())


def on_the_wall(moment: dt.datetime) -> dt.datetime:
    """A moment as the hospital's clocks show it: an hour ahead of UTC in summer. One without a time zone is taken to be so
    already."""
    return moment.astimezone(ZONE) if moment.tzinfo else moment


def day_of(moment: dt.datetime) -> dt.date:
    """The day of a stored moment, as the hospital's wall calendar had it."""
    return on_the_wall(moment).date()


def start_of(day: dt.date) -> dt.datetime:
    """The moment at which a day begins on the wall: what happened on the day was stored at it or later."""
    return dt.datetime.combine(day, dt.time(), ZONE)


@contextmanager
def standing_at(moment: dt.datetime) -> Iterator[None]:
    """Hold the clock at `moment` (with a time zone) within the block."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)


def set_to(moment: dt.datetime) -> None:
    """Let the whole process's clock show `moment` now and go on from there: tests name days that stay true."""
    global _ahead  # noqa: PLW0603  one clock a process, as on a wall
    _ahead = moment - dt.datetime.now(dt.UTC)
