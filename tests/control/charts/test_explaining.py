"""What "What is this?" says fits the chart's own kind and rules."""

import datetime as dt

from qms.control.charts.explaining import explanation_of
from qms.control.charts.preview import last_outlier, likely_change
from qms.spc import analyse
from tests.builder import months
from tests.control.rows import STEADY


def test_a_control_chart_explains_limits_and_its_own_lengths() -> None:
    about = explanation_of(analyse(STEADY, rules="making-data-count-shift-8"))
    assert about.has_limits
    assert about.patterns[0] == "A point is outside the limits."
    assert "8 or more points in a row are on one side of the average." in about.patterns
    assert about.rules == "Rules: Making Data Count, shift of 8 points"


def test_a_run_chart_speaks_of_its_median_and_of_no_limits() -> None:
    about = explanation_of(analyse(STEADY, chart="run", rules="anhoej"))
    assert not about.has_limits
    assert about.centre == "median"
    assert not any("limit" in pattern for pattern in about.patterns)


def test_the_latest_change_and_the_latest_outlier_are_suggested() -> None:
    shifted = analyse([*STEADY, *STEADY, *(number + 6 for number in STEADY[:9])], periods=months(33))
    assert likely_change(shifted) == dt.date(2026, 2, 1)
    assert last_outlier(shifted) is None
    outlying = analyse([*STEADY, 99, *STEADY], periods=months(25))
    assert last_outlier(outlying) == dt.date(2025, 10, 1)
    assert likely_change(outlying) is None
