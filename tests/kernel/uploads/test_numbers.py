"""Numbers as people type them, and what is said of what is not one number."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.uploads import FieldError, parse_number, parse_number_column, parse_text_column


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("5", 5), ("5.25", 5.25), (".5", 0.5), ("5.", 5), ("+5", 5), ("-3.2", -3.2), ("−3.2", -3.2), ("–3", -3),
        ("1,234", 1234), ("1,234,567.5", 1234567.5), ("1 234", 1234), ("1\u00a0234\u202f567", 1234567),
        (" 7 ", 7), ("\u00a07\u00a0", 7), ("1.5E+06", 1_500_000), (5, 5), (5.25, 5.25), ("0", 0), ("'-3.2", -3.2),
    ],
)  # fmt: skip
def test_numbers(cell, value):
    assert parse_number(cell) == (value, False, None)


@pytest.mark.parametrize(("cell", "value"), [("95%", 0.95), ("99.9 %", 0.999), ("1,250%", 12.5), ("0%", 0.0), ("−2%", -0.02)])
def test_percentages_are_shares(cell, value):
    assert parse_number(cell) == (value, True, None)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("", "blank"), (None, "blank"), ("\u00a0", "blank"), ("n/a", "not available"), ("N/A", "not available"),
        ("-", "not available"), ("–", "not available"), ("..", "not available"), ("NULL", "not available"),
        ("*", "suppressed"), ("[c]", "suppressed"), ("<5", "suppressed"), ("≤ 5", "suppressed"),
    ],
)  # fmt: skip
def test_missing_numbers_say_why(cell, reason):
    assert parse_number(cell, allow_missing=True) == (None, False, reason)
    with pytest.raises(FieldError):
        parse_number(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("", "The number is missing. Write a number, or leave the row out."),
        ("n/a", "'n/a' stands for a number that is not available. Leave the row out."),
        ("*", "'*' stands for a number that is suppressed. Leave the row out, or use the real number."),
        ("twelve", "'twelve' is not a number. Use digits, such as 1234 or 12.5."),
        ("3,5", "'3,5' has a decimal comma. Write 3.5."),
        ("1.234,5", "'1.234,5' has a decimal comma. Write 1234.5."),
        ("3,5%", "'3,5%' has a decimal comma. Write 3.5%."),
        ("£1,200", "'£1,200' has a currency sign. Write 1200."),
        ("12 days", "'12 days' has words after the number. Write 12."),
        ("5mg", "'5mg' has words after the number. Write 5."),
        ("(5)", "'(5)' is in brackets. Write 5, or -5 if it is below zero."),
        ("#DIV/0!", "'#DIV/0!' is an error of the spreadsheet. Correct the formula in this cell."),
        ("NaN", "'NaN' is not a number. Use digits, such as 1234 or 12.5."),
        ("inf", "'inf' is not a number. Use digits, such as 1234 or 12.5."),
        (float("nan"), "'nan' is not a number. Use digits, such as 1234 or 12.5."),
        (float("-inf"), "'-inf' is not a number. Use digits, such as 1234 or 12.5."),
        ("1e999", "'1e999' is too big a number. Check how many digits it has."),
        ("1_000", "'1_000' is not a number. Use digits, such as 1234 or 12.5."),
        ("٣", "'٣' is not a number. Use digits, such as 1234 or 12.5."),
        ("--5", "'--5' is not a number. Use digits, such as 1234 or 12.5."),
        ("14/52", "'14/52' is not a number. Use digits, such as 1234 or 12.5."),
        (True, "'TRUE' is not a number. Use digits, such as 1234 or 12.5."),
        (date(2026, 3, 1), "'2026-03-01' is a date, not a number. Format the column as numbers."),
        (time(9, 30), "'09:30:00' is a time, not a number. Format the column as numbers."),
    ],
)
def test_what_is_said_of_what_is_not_a_number(cell, said):
    with pytest.raises(FieldError) as caught:
        parse_number(cell)
    assert str(caught.value) == said


def test_a_column_of_plain_numbers():
    assert parse_number_column(["5", 6, 7.5, " 8 "]).values == [5, 6, 7.5, 8]


def test_a_column_names_every_error_in_its_row():
    parsed = parse_number_column(["5", "twelve", "1,234", ""], row_numbers=[2, 3, 4, 6], column="numerator")
    assert parsed.values == [5, None, 1234, None]
    assert [str(error) for error in parsed.errors] == [
        "Row 3, numerator: 'twelve' is not a number. Use digits, such as 1234 or 12.5.",
        "Row 6, numerator: The number is missing. Write a number, or leave the row out.",
    ]


def test_a_column_may_have_gaps_where_the_caller_says_so():
    parsed = parse_number_column(["5", "*", "", "n/a"], allow_missing=True)
    assert (parsed.values, parsed.errors) == ([5, None, None, None], [])
    assert parsed.missing == {1: "suppressed", 2: "blank", 3: "not available"}


@pytest.mark.parametrize("cells", [["1_000"], ["٣"], ["nan"], ["5", "inf"], [float("nan")]])
def test_the_quick_way_accepts_no_more_than_the_careful_one(cells):
    assert len(parse_number_column(cells).errors) == 1


def test_a_percent_sign_in_some_rows_only_is_an_error_in_the_others():
    parsed = parse_number_column(["95%", "95", "0", "96%"], column="share")
    assert parsed.percent
    assert [str(error) for error in parsed.errors] == [
        "Row 3, share: '95' has no percent sign, and other rows of this column have one. Write every row the same way."
    ]
    assert parse_number_column(["95%", "96%"]) == ([0.95, 0.96], [], True, {})


def test_text_columns_keep_codes_whole():
    assert parse_text_column([7.0, " Ward  7 ", "RXH", "0042"])[0] == ["7", "Ward 7", "RXH", "0042"]
    texts, errors = parse_text_column(["A", "", "B" * 201], column="unit")
    assert texts == ["A", "", ""]
    assert [str(error) for error in errors] == [
        "Row 3, unit: The unit is missing. Fill it in, or leave the row out.",
        "Row 4, unit: The unit has 201 characters. Use at most 200.",
    ]
    assert parse_text_column(["A", ""], required=False) == (["A", ""], [])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_out_is_read_back(number):
    assert parse_number(repr(number)).value == number
    assert parse_number_column([repr(number)]).values == [number]


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_thousands_separators_are_read_back(number):
    assert parse_number(f"{number:,}").value == number
    assert parse_number(f"{number:,}".replace(",", "\u00a0")).value == number


@given(st.text(max_size=15))
def test_any_text_gives_a_number_or_a_remedy(text):
    try:
        said = str(parse_number(text).value)
    except FieldError as error:
        said = error.remedy
    assert said not in {"", "None"}
