"""The calendar of a series: periods that should have a measurement and have none become gaps."""

import numpy as np

from qms.golden_thread.metrics.models import Cadence
from qms.spc.arrays import Dates

MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}
LONGEST = 1_200
"""More periods than this are not filled up: one date far away must not make a chart of gaps."""


def with_gaps(periods: Dates, cadence: Cadence) -> Dates:
    """The sorted periods (datetime64[D]) and those missing between the first and the last.

    Only where all stand on the calendar of the cadence: the same day of the month, or the same day of the week. Days are
    not filled up, because many clinics close at weekends; and where measurements come when something happens, there are no
    gaps."""
    if len(periods) < 2 or cadence in {Cadence.DAILY, Cadence.EVENT}:
        return periods
    expected = _weeks(periods) if cadence is Cadence.WEEKLY else _months(periods, MONTHS[cadence])
    if len(expected) == len(periods) or len(expected) > LONGEST or not np.isin(periods, expected).all():
        return periods  # as a rule, nothing is missing
    return expected


def _weeks(periods: Dates) -> Dates:
    return np.arange(periods[0], periods[-1] + 1, 7)


def _months(periods: Dates, step: int) -> Dates:
    months = periods.astype("datetime64[M]")
    into = periods[0] - months[0].astype("datetime64[D]")
    return np.arange(months[0], months[-1] + 1, step).astype("datetime64[D]") + into
