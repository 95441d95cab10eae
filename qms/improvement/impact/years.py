"""Financial years, April to March, by the calendar year in which they begin."""

import datetime as dt

FIRST, LAST = 2000, 2099


def year_of(day: dt.date) -> int:
    """The financial year that the day is in: 31 March 2026 is in 2025, 1 April 2026 in 2026."""
    return day.year if day.month >= 4 else day.year - 1


def first_day(year: int) -> dt.date:
    """1 April."""
    return dt.date(year, 4, 1)


def last_day(year: int) -> dt.date:
    """31 March of the year after."""
    return dt.date(year + 1, 3, 31)


def year_words(year: int) -> str:
    """'2026/27'."""
    return f"{year}/{(year + 1) % 100:02d}"
