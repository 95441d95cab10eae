"""When the next measurement of a series counts as late."""

import calendar
import datetime as dt

from qms.golden_thread.metrics.models import Cadence

MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}
# An event's period is its day.
DAYS = {Cadence.DAILY: 1, Cadence.WEEKLY: 7, Cadence.EVENT: 1}

# How long after the end of a period its figures may take: validated NHS data come about six weeks after the month.
GRACE = {
    Cadence.DAILY: dt.timedelta(days=3),
    Cadence.WEEKLY: dt.timedelta(weeks=2),
    Cadence.MONTHLY: dt.timedelta(weeks=6),
    Cadence.QUARTERLY: dt.timedelta(weeks=13),
    Cadence.YEARLY: dt.timedelta(weeks=52),
}


def next_due(period: dt.date, cadence: Cadence) -> dt.date | None:
    """The last day on which the measurement after `period` is still in time: the end of its own period plus the grace.

    None for events: nobody knows when the next one comes, and it is the better the longer it takes."""
    if cadence is Cadence.EVENT:
        return None
    end = later(period, cadence, 2) - dt.timedelta(days=1)
    return end + GRACE[cadence]


def is_over(period: dt.date, cadence: Cadence, on: dt.date) -> bool:
    """Whether the period's last day was that day or an earlier one."""
    return later(period, cadence, 1) <= on + dt.timedelta(days=1)


def later(period: dt.date, cadence: Cadence, steps: int) -> dt.date:
    """The first day of the period so many steps on; a 31st becomes the last day of a shorter month."""
    if cadence in DAYS:
        return period + dt.timedelta(days=DAYS[cadence] * steps)
    months = period.year * 12 + period.month - 1 + MONTHS[cadence] * steps
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(period.day, calendar.monthrange(year, month)[1]))
