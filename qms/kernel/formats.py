"""How numbers, dates and ages are written for people: British, plain, with no needless digits."""

import datetime as dt
import math

from qms.kernel.clock import on_the_wall

MOST_DECIMALS = 6  # what is smaller is the arithmetic's own noise


def day(value: dt.date | dt.datetime | None) -> str:
    """22 November 2026; of a moment, the day on the hospital's wall."""
    value = on_the_wall(value) if isinstance(value, dt.datetime) else value
    return f"{value.day} {value:%B %Y}" if value else ""


def month(value: dt.date | dt.datetime | None) -> str:
    """November 2026."""
    value = on_the_wall(value) if isinstance(value, dt.datetime) else value
    return f"{value:%B %Y}" if value else ""


def moment(value: dt.datetime | None) -> str:
    """22 November 2026, 14:05, as the hospital's clocks show it."""
    return f"{day(value)}, {on_the_wall(value):%H:%M}" if value else ""


def number(value: float | None, decimals: int | None = None) -> str:
    """A number with thousands separators; without `decimals`, three significant digits below 100 and whole above, with no
    more than `MOST_DECIMALS`. What rounds to nought has no sign."""
    if value is None or not math.isfinite(value):
        return "–"
    if decimals is None:
        text = f"{value:z,.{_decimals(abs(value))}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{value:z,.{decimals}f}"


def _decimals(size: float) -> int:
    """As many as three significant digits take."""
    if size >= 100 or size == int(size):
        return 0
    return min(2 - math.floor(math.log10(size)), MOST_DECIMALS)


def percent(value: float | None, decimals: int = 1) -> str:
    """A proportion of 1 as a percentage: 0.8437 is 84.4%."""
    return "–" if value is None or not math.isfinite(value) else f"{value * 100:z,.{decimals}f}%"


def count(how_many: int, one: str, many: str | None = None) -> str:
    """'1 signal', '3 signals'."""
    return f"{how_many:,} {one if how_many == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """'a, b and c'."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def ago(then: dt.date, today: dt.date) -> str:
    """How long ago, in the largest sensible unit: 'today', '3 days ago', '2 months ago'."""
    days = (today - then).days
    if days < 1:
        return "today"
    for length, name in ((365, "year"), (30, "month"), (7, "week")):
        if days >= 2 * length or (name == "year" and days >= length):
            return f"{count(days // length, name)} ago"
    return f"{count(days, 'day')} ago"
