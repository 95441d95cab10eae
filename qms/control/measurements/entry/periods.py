"""Which periods a unit types figures for."""

import calendar
import datetime as dt

from qms.golden_thread.metrics.models import Cadence
from qms.golden_thread.readings.due import later

A_MONDAY = dt.date(2024, 1, 1)


def period_of(day: dt.date, cadence: Cadence, anchor: dt.date | None) -> dt.date:
    """The first day of the period that holds the day. Weeks and years begin as those of `anchor`, a period that the series
    has; without one on Mondays and on 1 January."""
    anchor = anchor or A_MONDAY
    if cadence is Cadence.WEEKLY:
        return day - dt.timedelta(days=(day - anchor).days % 7)
    if cadence is Cadence.MONTHLY:
        return day.replace(day=1)
    if cadence is Cadence.QUARTERLY:
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if cadence is Cadence.YEARLY:
        own = _in_year(day.year, anchor)
        return own if own <= day else _in_year(day.year - 1, anchor)
    return day


def _in_year(year: int, anchor: dt.date) -> dt.date:
    return dt.date(year, anchor.month, min(anchor.day, calendar.monthrange(year, anchor.month)[1]))


def last_complete(cadence: Cadence, anchor: dt.date | None, today: dt.date) -> dt.date:
    """The last period that is over."""
    return later(period_of(today, cadence, anchor), cadence, -1)


def periods_until(last: dt.date, cadence: Cadence, how_many: int) -> list[dt.date]:
    """So many periods, oldest first, the last beginning on `last`."""
    return [later(last, cadence, -back) for back in range(how_many - 1, -1, -1)]
