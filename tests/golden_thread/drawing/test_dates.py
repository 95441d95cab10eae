"""Dates on the x axis: named as people name them, thinned so that none touch, the last always there."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from qms.golden_thread.drawing.dates import point_words, thinned
from qms.golden_thread.drawing.picture import read_chart
from tests.golden_thread.drawing.charts import chart, months, point


def picture(days):
    return read_chart(chart([point(day, 5.0) for day in days]))


def labels(days, pixels_per_day, width=70):
    drawn = picture(days)
    return [words for _, words in thinned(drawn, lambda x: x * pixels_per_day, lambda words: width)]


def every(days, count, first=date(2026, 1, 5)):
    return [(first + timedelta(days * i)).isoformat() for i in range(count)]


def test_months_are_named_by_month_and_other_days_in_full():
    assert point_words(picture(months(2))) == ["Jan 2024", "Feb 2024"]
    assert point_words(picture(["2026-09-30", "2026-10-31"])) == ["Sep 2026", "Oct 2026"]
    assert point_words(picture(every(7, 2))) == ["5 Jan 2026", "12 Jan 2026"]
    assert point_words(picture([None, None])) == ["1", "2"]


def test_months_are_thinned_to_quarters_and_halves_counted_back_from_the_last():
    days = months(36)
    assert labels(days, 1.0) == [
        "Mar 2024", "Jun 2024", "Sep 2024", "Dec 2024", "Mar 2025", "Jun 2025",
        "Sep 2025", "Dec 2025", "Mar 2026", "Jun 2026", "Sep 2026", "Dec 2026",
    ]  # fmt: skip
    assert labels(days, 0.5) == ["Jun 2024", "Dec 2024", "Jun 2025", "Dec 2025", "Jun 2026", "Dec 2026"]


def test_a_long_daily_series_is_labelled_where_months_begin():
    assert labels(every(1, 365), 1.0)[:2] == ["Apr 2026", "Jul 2026"]


def test_the_last_point_keeps_its_label_when_nothing_else_fits():
    assert labels(months(3), 0.01) == ["Mar 2024"]


@pytest.mark.parametrize("days", [months(60), every(7, 104), every(1, 400), every(90, 20), [None] * 50])
@pytest.mark.parametrize("scale", [0.1, 0.5, 3.0])
def test_labels_never_touch(days, scale):
    drawn = picture(days)
    kept = thinned(drawn, lambda x: x * scale, lambda words: 70)
    places = [drawn.x[i] * scale for i, _ in kept]
    assert kept
    assert all(after - before >= 70 for before, after in pairwise(places))
