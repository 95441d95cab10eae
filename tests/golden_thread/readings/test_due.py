"""When the next measurement counts as late."""

import datetime as dt

import pytest

from qms.golden_thread.metrics.models import Cadence
from qms.golden_thread.readings.due import later, next_due


@pytest.mark.parametrize(
    ("cadence", "period", "due"),
    [
        # November ends on the 30th, and has six weeks to be validated.
        (Cadence.MONTHLY, dt.date(2026, 10, 1), dt.date(2027, 1, 11)),
        (Cadence.WEEKLY, dt.date(2026, 11, 2), dt.date(2026, 11, 29)),
        (Cadence.DAILY, dt.date(2026, 11, 20), dt.date(2026, 11, 24)),
        (Cadence.QUARTERLY, dt.date(2026, 4, 1), dt.date(2026, 12, 30)),
        (Cadence.YEARLY, dt.date(2025, 4, 1), dt.date(2028, 3, 29)),
    ],
)
def test_the_next_period_ends_and_has_its_grace(cadence: Cadence, period: dt.date, due: dt.date) -> None:
    assert next_due(period, cadence) == due


def test_a_31st_becomes_the_last_day_of_a_shorter_month() -> None:
    assert later(dt.date(2027, 12, 31), Cadence.MONTHLY, 2) == dt.date(2028, 2, 29)
