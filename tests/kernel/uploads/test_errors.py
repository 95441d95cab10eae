"""All the errors of an upload together."""

from qms.kernel.uploads import RowError, RowErrors, parse_number_column, read_table


def errors_of(table):
    parsed = parse_number_column(table.column("value"), row_numbers=table.row_numbers)
    return RowErrors([*parsed.errors, *table.errors])


def test_errors_come_in_the_order_of_the_spreadsheet_with_their_count():
    errors = RowErrors([RowError(9, "value", "x", "'x' is not a number."), RowError(4, "unit", "", "Missing.", "Fill.")])
    errors.add(RowError(9, "unit", "", "Missing.", "Fill."))
    assert [error.row for error in errors] == [4, 9, 9]
    assert errors.summary() == "3 errors in 2 rows"
    assert errors.summary(limit=2) == "3 errors in 2 rows; the first 2 are shown"
    assert [error.row for error in errors.first(1)] == [4]
    assert RowErrors().summary() == "No errors"
    assert not RowErrors()
    assert str(RowError(1400, "", "", "Gone.")) == "Row 1,400: Gone."


def test_the_errors_as_a_csv_of_the_original_rows():
    table = read_table(b"unit,value\nA,1\n=cmd(),x\nB\nC,4,5\nD,2\n")
    assert errors_of(table).to_csv(table, bom=False).splitlines() == [
        "row,unit,value,reason,extra 1",
        "3,'=cmd(),x,\"value: 'x' is not a number. Use digits, such as 1234 or 12.5.\"",
        '4,B,,"The row has 1 cell and the header has 2. Add the missing cells, blank ones too, or save the table as XLSX."',
        '5,C,4,"The row has 3 cells and the header has 2. Put quotation marks around text that holds the separator, '
        'or save the table as XLSX.",5',
    ]
    assert errors_of(table).to_csv(table).startswith("\ufeffrow,")


def test_two_reasons_for_one_row_stand_together():
    table = read_table(b"unit,value\n,x\n")
    errors = RowErrors([RowError(2, "unit", "", "Missing."), RowError(2, "value", "x", "Not a number.", "Use digits.")])
    assert errors.to_csv(table, bom=False).splitlines()[1] == "2,,x,unit: Missing. value: Not a number. Use digits."
