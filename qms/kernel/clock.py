"""The one place that asks for the time, so that a test or a demonstration can stand on a chosen day."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed_clock", default=None)


def now() -> dt.datetime:
    """The moment, in UTC."""
    return _fixed.get() or dt.datetime.now(dt.UTC)


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
