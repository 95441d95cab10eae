"""Dates as people in Britain write them, and what is said of those that are not dates."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.uploads import FieldError, parse_period, parse_period_column

MARCH = date(2026, 3, 1)
USE = "Use 2026-03-03 or 03/03/2026."


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-01", "2026-03", "2026-3", "2026/03/01", "20260301", 20260301, "01/03/2026", "1/3/26", "01-03-2026",
        "01.03.2026", "03/2026", "Mar 2026", "March 2026", "MARCH-2026", "Mar-26", "Mar '26", "Mar26", "01 Mar 2026",
        "1 March 2026", "1st March 2026", "01-Mar-26", "01-MAR-2026", "1 Mar. 2026", "2026-03-01T00:00:00",
        "2026-03-01 00:00:00.000", "2026-03-01T00:00:00Z", "2026-03-01T09:30+01:00", "01/03/2026 00:00",
        "01/03/2026 12:00:00 AM", " 2026-03-01 ", "2026-03-01\u00a0", 46082, 46082.0, 46082.75, MARCH,
        datetime(2026, 3, 1, 9, 30),
    ],
)  # fmt: skip
def test_the_first_of_march(cell):
    assert parse_period(cell) == MARCH


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-W12", date(2026, 3, 16)),
        ("2026W01", date(2025, 12, 29)),
        ("Q1 2026/27", date(2026, 4, 1)),
        ("2026-27 Q2", date(2026, 7, 1)),
        ("2026/2027 Q3", date(2026, 10, 1)),
        ("Q4 26/27", date(2027, 1, 1)),
        ("Q4 1999/00", date(2000, 1, 1)),
        ("FY 2026/27 Q1", date(2026, 4, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("12/11/2025", date(2025, 11, 12)),
        ("Sept 2025", date(2025, 9, 1)),
        ("May-75", date(1975, 5, 1)),
        ("2011-12", date(2011, 12, 1)),
    ],
)
def test_other_periods(cell, day):
    assert parse_period(cell) == day


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("3rd March", f"'3rd March' is not a date. {USE}"),
        ("yesterday", f"'yesterday' is not a date. {USE}"),
        ("31/02/2026", f"'31/02/2026' is not a date. February 2026 has 28 days. {USE}"),
        ("2025-02-29", f"'2025-02-29' is not a date. February 2025 has 28 days. {USE}"),
        ("03/13/2026", f"'03/13/2026' is not a date. The day comes before the month. {USE}"),
        ("03/13/26", f"'03/13/26' is not a date. The day comes before the month. {USE}"),
        ("2026-13", f"'2026-13' is not a date. {USE}"),
        ("2026-13-01", f"'2026-13-01' is not a date. {USE}"),
        ("00/03/2026", f"'00/03/2026' is not a date. {USE}"),
        ("0000-03-01", f"'0000-03-01' is not a date. {USE}"),
        ("01-Mrz-26", f"'01-Mrz-26' is not a date. {USE}"),
        ("2026-W54", f"'2026-W54' is not a date. 2026 has no week 54. {USE}"),
        ("", f"The date is missing. {USE}"),
        (None, f"The date is missing. {USE}"),
        ("  ", f"The date is missing. {USE}"),
        (2026, f"'2026' is a number, not a date. Format the column as dates. {USE}"),
        (12.5, f"'12.5' is a number, not a date. Format the column as dates. {USE}"),
        (float("nan"), f"'nan' is not a date. {USE}"),
        (True, f"'TRUE' is not a date. {USE}"),
        (time(9, 30), f"'09:30:00' is a time without a date. {USE}"),
        (timedelta(days=2), f"'2 days, 0:00:00' is a time without a date. {USE}"),
        ("1066-10-14", f"'1066-10-14' is not in a year from 1900 to 2199. {USE}"),
        ("Q5 2026/27", f"'Q5 2026/27' is not a date. {USE}"),
        (
            "Q1 2026",
            "'Q1 2026' could be a quarter of the calendar year or of the financial year. "
            "Use Q1 2026/27 for April to June 2026, or the quarter's first day.",
        ),
        ("Q1 2026/28", "'Q1 2026/28' is not a financial year. Use Q1 2026/27 for April to June 2026."),
        ("x" * 500, f"'{'x' * 39}…' is not a date. {USE}"),
    ],
)
def test_what_is_said_of_what_is_not_a_date(cell, said):
    with pytest.raises(FieldError) as caught:
        parse_period(cell)
    assert str(caught.value) == said


def test_the_future_is_for_the_caller_to_judge():
    assert parse_period("2062-03-01") == date(2062, 3, 1)
    assert parse_period("2026-11-22", latest=date(2026, 11, 22)) == date(2026, 11, 22)
    with pytest.raises(FieldError) as caught:
        parse_period("23/11/2026", latest=date(2026, 11, 22))
    assert str(caught.value) == "'23/11/2026' is in the future. The latest date is 2026-11-22."


def test_a_column_names_every_error_in_its_row():
    cells = ["2026-01-01", "3rd March", "2026-02-01", "3rd March", ""]
    days, errors = parse_period_column(cells, row_numbers=[5, 6, 8, 9, 10], column="month")
    assert days == [date(2026, 1, 1), None, date(2026, 2, 1), None, None]
    assert [(error.row, error.column, error.value) for error in errors] == [
        (6, "month", "3rd March"), (9, "month", "3rd March"), (10, "month", ""),
    ]  # fmt: skip
    assert str(errors[0]) == f"Row 6, month: '3rd March' is not a date. {USE}"


def test_the_rows_of_a_column_begin_under_the_header():
    assert parse_period_column(["nonsense"])[1][0].row == 2


DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))
STYLES = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %b %Y", "%d-%b-%y", "%d %B %Y", "%Y%m%d", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y"]


@given(DAYS, st.sampled_from(STYLES))
def test_a_day_written_in_any_style_is_read_back(day, style):
    assert parse_period(datetime(day.year, day.month, day.day).strftime(style)) == day


@given(DAYS, st.sampled_from(["%Y-%m", "%b %Y", "%B %Y", "%b-%y", "%m/%Y"]))
def test_a_month_written_in_any_style_is_its_first_day(day, style):
    assert parse_period(day.strftime(style)) == day.replace(day=1)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_excel_day_counts(day):
    assert parse_period((day - date(1899, 12, 30)).days) == day


@given(st.text(max_size=20))
def test_any_text_gives_a_date_or_a_remedy(text):
    try:
        said = parse_period(text).isoformat()
    except FieldError as error:
        said = error.remedy
    assert said
