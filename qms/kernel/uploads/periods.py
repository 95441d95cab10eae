"""Dates and periods as British people and their systems write them; a period is kept as its first day."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from qms.kernel.uploads.cells import as_text, is_blank, shown, tidy
from qms.kernel.uploads.errors import FieldError

USE = "Use 2026-03-03 or 03/03/2026."
YEARS = range(1900, 2200)
# Excel counts days from 30 December 1899; these are 1990 to 2099. A year alone (2026) is far below.
_EXCEL_START = date(1899, 12, 30)
_EXCEL_SERIALS = range(32_874, 73_051)

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}

_CLOCK = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _CLOCK)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})" + _CLOCK)
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_NAMED_MONTH = re.compile(r"([A-Za-z]{3,9})\.?[-/ ]?(\d{4}|'?\d{2})")
_NAMED_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/ ]([A-Za-z]{3,9})\.?,?[-/ ](\d{4}|\d{2})" + _CLOCK)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_YEAR_SPAN = r"(\d{4}|\d{2})[-/](\d{4}|\d{2})"
_QUARTER_FIRST = re.compile(rf"Q([1-4])[ ,-]*(?:FY ?)?{_YEAR_SPAN}", re.IGNORECASE)
_QUARTER_LAST = re.compile(rf"(?:FY ?)?{_YEAR_SPAN}[ ,-]*Q([1-4])", re.IGNORECASE)
_QUARTER_ONE_YEAR = re.compile(r"(?:Q[1-4][ ,/-]*\d{4}|\d{4}[ ,/-]*Q[1-4])", re.IGNORECASE)


def parse_period(cell: object, *, latest: date | None = None) -> date:
    """The first day of the period in a cell: a day, month, ISO week (its Monday) or financial quarter.

    Day comes before month. Numbers are Excel's day counts. Raises FieldError with a remedy for what is not a
    date, and for a day after `latest`.
    """
    if isinstance(cell, str):
        day = _from_text(tidy(cell))
    elif isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        day = _from_number(cell)
    elif is_blank(cell):
        day = _from_text("")
    elif isinstance(cell, (time, timedelta)):
        raise FieldError(f"'{shown(cell)}' is a time without a date.", USE)
    else:
        raise _not_a_date(cell)
    if day.year not in YEARS:
        raise FieldError(f"'{shown(cell)}' is not in a year from {YEARS[0]} to {YEARS[-1]}.", USE)
    if latest is not None and day > latest:
        raise FieldError(f"'{shown(cell)}' is in the future.", f"The latest date is {latest.isoformat()}.")
    return day


def _not_a_date(cell: object, why: str = "") -> FieldError:
    return FieldError(f"'{shown(cell)}' is not a date.", f"{why} {USE}".strip())


def _from_number(number: float) -> date:
    if not math.isfinite(number):
        raise _not_a_date(number)
    if int(number) in _EXCEL_SERIALS:
        return _EXCEL_START + timedelta(days=int(number))
    text = as_text(float(number))
    if _COMPACT.fullmatch(text):
        return _from_text(text)
    raise FieldError(f"'{text}' is a number, not a date.", f"Format the column as dates. {USE}")


def _from_text(text: str) -> date:
    if not text:
        raise FieldError("The date is missing.", USE)
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(text):
            return read(match)
    raise _not_a_date(text)


def _full_year(digits: str) -> int:
    """Two digits are the century people alive mean: 00–69 is 2000–2069, 70–99 is 1970–1999."""
    year = int(digits.lstrip("'"))
    if len(digits) == 4:
        return year
    return year + (2000 if year < 70 else 1900)


def _day(text: str, year: str, month: str, day: str) -> date:
    full, month_number, day_number = _full_year(year), int(month), int(day)
    if month_number > 12 and day_number <= 12 and not text.startswith(year):
        raise _not_a_date(text, "The day comes before the month.")
    if not 1 <= month_number <= 12 or day_number < 1 or full < 1:
        raise _not_a_date(text)
    longest = calendar.monthrange(full, month_number)[1]
    if day_number > longest:
        raise _not_a_date(text, f"{calendar.month_name[month_number]} {full} has {longest} days.")
    return date(full, month_number, day_number)


def _named(text: str, year: str, month: str, day: str) -> date:
    number = _MONTHS.get(month.lower())
    if number is None:
        raise _not_a_date(text)
    return _day(text, year, str(number), day)


def _week(text: str, year: int, week: int) -> date:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        raise _not_a_date(text, f"{year} has no week {week}.") from None


def _quarter(text: str, first: str, second: str, quarter: int) -> date:
    """Quarter of a financial year, which begins in April and ends in the next calendar year."""
    year = _full_year(first)
    if _full_year(second) != year + 1:
        raise FieldError(f"'{shown(text)}' is not a financial year.", "Use Q1 2026/27 for April to June 2026.")
    return date(year + (quarter == 4), (4, 7, 10, 1)[quarter - 1], 1)


def _either_year(match: re.Match[str]) -> date:
    raise FieldError(
        f"'{shown(match[0])}' could be a quarter of the calendar year or of the financial year.",
        "Use Q1 2026/27 for April to June 2026, or the quarter's first day.",
    )


# Tried in turn; no text fits two of them.
_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], date]]] = [
    (_YEAR_FIRST, lambda found: _day(found[0], found[1], found[3], found[4])),
    (_DAY_FIRST, lambda found: _day(found[0], found[4], found[3], found[1])),
    (_YEAR_MONTH, lambda found: _day(found[0], found[1], found[2], "1")),
    (_NAMED_MONTH, lambda found: _named(found[0], found[2], found[1], "1")),
    (_NAMED_DAY, lambda found: _named(found[0], found[3], found[2], found[1])),
    (_COMPACT, lambda found: _day(found[0], found[1], found[2], found[3])),
    (_MONTH_YEAR, lambda found: _day(found[0], found[2], found[1], "1")),
    (_WEEK, lambda found: _week(found[0], int(found[1]), int(found[2]))),
    (_QUARTER_FIRST, lambda found: _quarter(found[0], found[2], found[3], int(found[1]))),
    (_QUARTER_LAST, lambda found: _quarter(found[0], found[1], found[2], int(found[3]))),
    (_QUARTER_ONE_YEAR, _either_year),
]
