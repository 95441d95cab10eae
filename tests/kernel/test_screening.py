"""NHS numbers found where they are, and not where they are not. The numbers are from ranges for tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nhs_number import calculate_checksum

from qms.kernel.screening import find_nhs_numbers, mask, screen_column, screen_columns

VALID = "9434765919"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (VALID, [VALID]),
        ("943 476 5919", ["943 476 5919"]),
        ("943-476-5919", ["943-476-5919"]),
        ("943\u00a0476\u00a05919", ["943\u00a0476\u00a05919"]),
        (f"Pt {VALID}, fell at 03:00", [VALID]),
        (f"NHS{VALID}", [VALID]),
        (f"(NHS no: {VALID}).", [VALID]),
        (f"report_{VALID}_v2", [VALID]),
        (f"{VALID} and 943 476 5919", [VALID, "943 476 5919"]),
        (int(VALID), [VALID]),
        (float(VALID), [VALID]),
    ],
)
def test_found(text, found):
    assert find_nhs_numbers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "9434765918",  # the check digit does not fit
        f"1{VALID}", f"{VALID}1", f"0.{VALID}", f"{VALID}.5", f"AB{VALID}", f"{VALID}X",  # part of something longer
        f"+44 {VALID}", f"+44{VALID}",  # a telephone number
        "94-3476-5919", "943 476-5919",  # not how NHS numbers are written
        "4444444444", "0000000000",  # the check digit fits, the number is not one
        "5000000005", "8610000001",  # ranges that are not issued
        "2026-03-01", "01632 960 001", "", None, True, 12.5, 100.0,
    ],
)  # fmt: skip
def test_not_found(text):
    assert find_nhs_numbers(text) == []


@given(st.integers(400_000_000, 499_999_999), st.booleans())
def test_every_issued_number_is_found_and_no_other_check_digit(nine, spaced):
    check = calculate_checksum(str(nine))
    for digit in range(10):
        digits = f"{nine}{digit}"
        written = f"{digits[:3]} {digits[3:6]} {digits[6:]}" if spaced else digits
        expected = [written] if digit == check and len(set(digits)) > 1 else []
        assert find_nhs_numbers(f"seen {written} today") == expected


def test_a_column_is_searched_cell_by_cell():
    screened = screen_column(["Ward 7", VALID, "", 5.0, f"see {VALID}", "9434765918"])
    assert [at for at, _ in screened.hits] == [1, 4]
    assert screened.candidates == 3
    assert not screened.by_chance


def test_columns_give_errors_with_the_row_and_the_number_masked():
    errors = screen_columns({"unit": ["A", VALID], "note": ["", ""]}, row_numbers=[5, 8])
    assert [str(error) for error in errors] == [
        "Row 8, unit: This looks like an NHS number: 943 ••• ••19. "
        "Remove it. Nothing that identifies a patient may be stored."
    ]
    assert VALID not in errors[0].value
    assert screen_columns({"unit": ["A"]}) == []


def test_a_column_of_other_references_is_said_to_be_perhaps_that():
    references = [str(4_100_000_000 + 7 * n) for n in range(200)]
    screened = screen_column(references)
    assert 0 < len(screened.hits) < 40
    assert screened.by_chance
    error = screen_columns({"incident": references})[0]
    assert error.remedy.startswith(f"Only {len(screened.hits)} of 200 such numbers in this column pass")


def test_masks():
    assert mask("943 476 5919") == mask(VALID) == "943 ••• ••19"
