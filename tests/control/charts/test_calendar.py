"""Gaps: periods that should have a measurement and have none."""

import numpy as np
import pytest

from qms.control.charts.calendar import with_gaps
from qms.golden_thread.metrics.models import Cadence


def filled(cadence: Cadence, *periods: str) -> list[str]:
    return np.datetime_as_string(with_gaps(np.array(periods, dtype="datetime64[D]"), cadence)).tolist()


def test_missing_months_are_gaps() -> None:
    assert filled(Cadence.MONTHLY, "2025-11-01", "2026-02-01") == ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"]


def test_missing_weeks_keep_their_weekday() -> None:
    assert filled(Cadence.WEEKLY, "2026-02-23", "2026-03-09") == ["2026-02-23", "2026-03-02", "2026-03-09"]


@pytest.mark.parametrize(
    ("cadence", "second", "count"), [(Cadence.QUARTERLY, "2026-10-01", 3), (Cadence.YEARLY, "2029-04-01", 4)]
)
def test_missing_quarters_and_years_are_gaps(cadence: Cadence, second: str, count: int) -> None:
    assert len(filled(cadence, "2026-04-01", second)) == count


@pytest.mark.parametrize(
    ("cadence", "periods"),
    [
        (Cadence.MONTHLY, ("2026-01-01", "2026-01-15", "2026-04-01")),
        (Cadence.WEEKLY, ("2026-01-05", "2026-01-13", "2026-02-02")),
        (Cadence.QUARTERLY, ("2026-01-01", "2026-02-01", "2026-10-01")),
        (Cadence.DAILY, ("2026-01-02", "2026-01-05")),
        (Cadence.MONTHLY, ("1900-01-01", "2026-01-01")),
        (Cadence.MONTHLY, ("2026-01-01",)),
    ],
)
def test_what_does_not_stand_on_the_calendar_is_left_alone(cadence: Cadence, periods: tuple[str, ...]) -> None:
    assert filled(cadence, *periods) == list(periods)
