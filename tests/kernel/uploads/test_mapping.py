"""Columns found by name, remembered, and calculated from other columns."""

import pytest

from qms.kernel.uploads import TableError, apply_mapping, fingerprint, guess_mapping, read_table

WANTED = {
    "unit": ["ward", "org code", "provider", "location"],
    "period": ["date", "month"],
    "numerator": ["count", "events", "breaches"],
    "denominator": ["attendances", "bed days", "total"],
}
RAW = b"period,org_code,type,attendances,breaches\n2017-02-01,RXH,1,100,5\n2017-03-01,RXH,1,80,4\n"


@pytest.mark.parametrize(
    ("columns", "guessed"),
    [
        (["unit", "period", "numerator", "denominator"], ["unit", "period", "numerator", "denominator"]),
        (["Denominator ", "NUMERATOR", "Period", "Unit"], ["Unit", "Period", "NUMERATOR", "Denominator "]),
        (["OrgCode", "Month", "Events", "Occupied Bed Days"], ["OrgCode", "Month", "Events", "Occupied Bed Days"]),
        (["period", "org_code", "type", "attendances", "breaches"], ["org_code", "period", "breaches", "attendances"]),
        (["Ward name", "Month end date", "No. of events"], ["Ward name", "Month end date", "No. of events", None]),
        (["Perriod", "Numerater"], [None, "Perriod", "Numerater", None]),
        (["colour", "shape"], [None, None, None, None]),
    ],
)  # fmt: skip
def test_guesses(columns, guessed):
    expected = {field: column for field, column in zip(WANTED, guessed, strict=True) if column}
    assert guess_mapping(columns, WANTED) == expected


def test_the_closest_column_wins_and_serves_one_field():
    assert guess_mapping(["Total count", "count"], {"value": ["count"]}) == {"value": "count"}
    assert guess_mapping(["date"], {"from": ["date"], "to": ["date"]}) == {"from": "date"}


def test_a_fingerprint_knows_the_same_header_in_another_order():
    assert fingerprint(["a", "b"]) == fingerprint(["b", "a"])
    assert fingerprint(["a", "b"]) != fingerprint(["a", "c"])
    assert fingerprint(["a b"]) != fingerprint(["a", "b"])


def test_fields_and_a_calculated_field():
    mapping = {"unit": "org_code", "period": "period", "denominator": "attendances"}
    mapped = apply_mapping(read_table(RAW), mapping, {"numerator": "attendances − breaches"})
    assert mapped.fields["unit"] == ["RXH", "RXH"]
    assert mapped.fields["numerator"] == [95.0, 76.0]
    assert mapped.unmapped == ["type"]
    assert len(mapped.errors) == 0
    assert list(mapped.row_numbers) == [2, 3]


def test_errors_of_calculated_fields_name_row_and_column_once():
    data = b"a,b\n1,2\nx,2\n3,0\n0,0\n,1\n5,5,5\n"
    mapped = apply_mapping(read_table(data), {}, {"ratio": "a / b", "sum": "a + b"})
    assert mapped.fields["ratio"] == [0.5, None, None, None, None]
    assert mapped.fields["sum"] == [3.0, None, 3.0, 0.0, None]
    assert [str(error) for error in mapped.errors] == [
        "Row 3, a: 'x' is not a number. Use digits, such as 1234 or 12.5.",
        "Row 4, ratio: 'a / b' divides by zero or is too big here. Correct the numbers, or leave the row out.",
        "Row 5, ratio: 'a / b' divides by zero or is too big here. Correct the numbers, or leave the row out.",
        "Row 6, a: The number is missing. Write a number, or leave the row out.",
        "Row 7: The row has 3 cells and the header has 2. Put quotation marks around text that holds the separator, "
        "or save the table as XLSX.",
    ]
    assert next(error.value for error in mapped.errors if error.row == 4) == "a 3, b 0"


def test_a_calculated_field_may_have_gaps():
    mapped = apply_mapping(read_table(b"a,b\n1,2\n*,2\n"), {}, {"sum": "a + b"}, allow_missing=True)
    assert mapped.fields["sum"] == [3.0, None]
    assert len(mapped.errors) == 0


def test_a_formula_of_numbers_alone_fills_the_column():
    assert apply_mapping(read_table(RAW), {}, {"one": "2 / 2"}).fields["one"] == [1.0, 1.0]


def test_a_column_that_is_not_there():
    with pytest.raises(TableError) as caught:
        apply_mapping(read_table(RAW), {"unit": "ward"})
    assert str(caught.value) == ("There is no column 'ward'. The columns are period, org_code, type, attendances, breaches.")


def test_a_field_is_a_column_or_a_formula():
    with pytest.raises(TableError, match="'a' has both a column and a formula"):
        apply_mapping(read_table(RAW), {"a": "type"}, {"a": "type + 1"})
