"""How numbers, dates and ages are written."""

import datetime as dt

import pytest

from qms.kernel import formats

DAY = dt.date(2026, 11, 2)


def test_dates_are_british_without_a_leading_nought() -> None:
    assert formats.day(DAY) == "2 November 2026"
    assert formats.month(DAY) == "November 2026"
    assert formats.moment(dt.datetime(2026, 11, 2, 9, 5)) == "2 November 2026, 09:05"
    assert (formats.day(None), formats.month(None), formats.moment(None)) == ("", "", "")


def test_moments_are_told_as_the_wall_shows_them() -> None:
    night = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    assert formats.moment(night) == "1 July 2026, 00:30"
    assert formats.day(night) == "1 July 2026"
    assert formats.moment(dt.datetime(2026, 11, 22, 9, 5, tzinfo=dt.UTC)) == "22 November 2026, 09:05"
    assert formats.month(night) == "July 2026"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (4.6, None, "4.6"),
        (4.638, None, "4.64"),
        (46.38, None, "46.4"),
        (463.8, None, "464"),
        (12705.0, None, "12,705"),
        (100.4, None, "100"),
        (-4.638, None, "-4.64"),
        (0.0, None, "0"),
        (4.0, 1, "4.0"),
        (1234.5, 2, "1,234.50"),
        (10.0, None, "10"),
        (9.999, None, "10"),
        (0.0042, None, "0.0042"),
        (0.012345, None, "0.0123"),
        (0.5, None, "0.5"),
        (2 / 3, None, "0.667"),
        (-0.001, None, "-0.001"),
        (0.9999, None, "1"),
        (0.0000123, None, "0.000012"),
        (1e-12, None, "0"),
        (-1e-12, None, "0"),
        (-0.0, None, "0"),
        (-0.04, 1, "0.0"),
        (-0.3, 0, "0"),
        (None, None, "–"),
        (float("nan"), 1, "–"),
        (float("inf"), None, "–"),
    ],
)
def test_numbers_have_no_needless_digits(value: float | None, decimals: int | None, written: str) -> None:
    assert formats.number(value, decimals) == written


def test_proportions_are_percentages() -> None:
    assert formats.percent(0.8437) == "84.4%"
    assert formats.percent(0.95, 0) == "95%"
    assert formats.percent(-0.0001) == "0.0%"
    assert formats.percent(None) == "–"
    assert formats.percent(float("nan")) == "–"


def test_counts_know_one_from_many() -> None:
    assert [formats.count(n, "signal") for n in (0, 1, 2, 1200)] == ["0 signals", "1 signal", "2 signals", "1,200 signals"]
    assert formats.count(2, "person", "people") == "2 people"


def test_lists_end_in_and() -> None:
    assert [formats.listed(list(words)) for words in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "1 day ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (59, "8 weeks ago"),
        (60, "2 months ago"),
        (364, "12 months ago"),
        (365, "1 year ago"),
        (800, "2 years ago"),
    ],
)
def test_ages_are_in_the_largest_sensible_unit(days: int, said: str) -> None:
    assert formats.ago(DAY - dt.timedelta(days=days), DAY) == said
