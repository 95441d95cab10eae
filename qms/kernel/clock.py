"""The one place that asks for the time, so that a test or a demonstration can stand on a chosen day."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed_clock", default=None)
_ahead = dt.timedelta(0)


def now() -> dt.datetime:
    """The moment, in UTC."""
    return _fixed.get() or dt.datetime.now(dt.UTC) + _ahead


def today() -> dt.date:
    """The day, as the hospital's wall calendar has it."""
    return now().date()


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
