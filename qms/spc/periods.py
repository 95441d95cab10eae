"""Periods: reading them, and the words for them."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from qms.spc.arrays import Dates
from qms.spc.errors import SeriesError

_ISO_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_REMEDY = "Use a date such as 2026-03-01"


def read_periods(
    periods: "Sequence[object] | np.ndarray", *, argument: str = "periods", missing_allowed: bool = False
) -> Dates:
    """Dates as datetime64[D] in the same shape, from ISO strings, datetime.date or datetime64.

    Raises SeriesError naming the row that is not a date; `missing_allowed` lets empty ones through as NaT.
    """
    given = np.asarray(periods) if isinstance(periods, np.ndarray) else np.asarray(list(periods), dtype=object)
    if given.dtype.kind != "M":
        given = _from_objects(given, argument, missing_allowed)
    dates = given.astype("datetime64[D]")
    if not missing_allowed and (lost := np.isnat(dates)).any():
        raise SeriesError(f"a period is missing. {_REMEDY}", argument=argument, position=int(np.argmax(lost)))
    return dates


def _from_objects(given: np.ndarray, argument: str, missing_allowed: bool) -> Dates:
    dates = np.empty(given.shape, dtype="datetime64[D]")
    for place, value in enumerate(given.ravel().tolist()):
        dates.flat[place] = _one_date(value, place, argument, missing_allowed)
    return dates


def _one_date(value: object, place: int, argument: str, missing_allowed: bool) -> np.datetime64:
    if isinstance(value, str) and _ISO_DATE.fullmatch(value.strip()):
        try:
            return np.datetime64(value.strip(), "D")
        except ValueError:
            pass  # a thirteenth month or a 31st of June: the error below names it
    elif isinstance(value, np.datetime64):
        return value.astype("datetime64[D]")
    elif isinstance(value, date):
        return np.datetime64(date(value.year, value.month, value.day), "D")
    elif value is None and missing_allowed:
        return np.datetime64("NaT", "D")
    problem = "a period is missing" if value in (None, "") else f"{value!r} is not a date"
    raise SeriesError(f"{problem}. {_REMEDY}", argument=argument, position=place)


def cadence(periods: Dates) -> str:
    """How often a sorted series is measured: "day", "week", "month", "quarter", "year", or "point" where it is irregular."""
    return _cadence(periods.astype("datetime64[D]").tobytes())


@lru_cache(maxsize=1024)
def _cadence(days: bytes) -> str:
    """Many series are measured on the same days, and every sentence about one asks."""
    periods = np.frombuffer(days, dtype="datetime64[D]")
    if len(periods) < 2:
        return "month" if len(periods) and _starts_a_month(periods[0]) else "day"
    usual = int(np.median(np.diff(periods).astype(int)))
    months = periods.astype("datetime64[M]").astype(int)
    if usual >= 27 and len(np.unique(months)) == len(months):
        return {1: "month", 3: "quarter", 12: "year"}.get(int(np.median(np.diff(months))), "point")
    return {1: "day", 7: "week"}.get(usual, "point")


def _starts_a_month(period: np.datetime64) -> bool:
    return bool(period.astype("datetime64[M]").astype("datetime64[D]") == period)


def name_period(period: np.datetime64, every: str) -> str:
    """The period in words: "March 2026" where measured by month or quarter, "2026" by year, otherwise "2 March 2026"."""
    day: date = period.astype("datetime64[D]").item()
    if every == "year":
        return str(day.year)
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return month if every in ("month", "quarter") else f"{day.day} {month}"


# strftime follows the locale of the server; these are the words of the pages.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
