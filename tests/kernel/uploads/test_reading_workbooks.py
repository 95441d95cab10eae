"""Workbooks of Excel and LibreOffice."""

from datetime import date, datetime

import pytest

from qms.kernel.uploads import TableError, parse_number_column, parse_period_column, read_table
from tests.kernel.uploads.files import ods, ods_cell, xlsx

ROWS = [["unit", "period", "value"], ["Ward 7", date(2026, 3, 1), 5], ["Ward 8", datetime(2026, 4, 1, 9, 30), 0.95]]


def test_dates_and_numbers_come_as_such():
    table = read_table(xlsx(("Falls", ROWS)))
    assert (table.source, table.sheet, table.sheet_names) == ("xlsx", "Falls", ["Falls"])
    assert parse_period_column(table.column("period")) == ([date(2026, 3, 1), date(2026, 4, 1)], [])
    assert parse_number_column(table.column("value")).values == [5.0, 0.95]
    assert table.warnings == []


def test_rows_and_columns_before_the_table_do_not_shift_the_numbers():
    moved = [[], ["", "A title"], [], *[["", *row] for row in ROWS], [], ["", "", ""]]
    table = read_table(xlsx(("Falls", moved)))
    assert table.columns == ["unit", "period", "value"]
    assert (table.header_row, list(table.row_numbers)) == (4, [5, 6])


def test_the_first_sheet_with_a_table_is_read_and_said():
    table = read_table(xlsx(("Empty", []), ("Notes", [["About this file"], ["Made in March"]]), ("Falls", ROWS)))
    assert table.sheet == "Falls"
    assert table.warnings == ["The sheet 'Falls' was read. The workbook also has 'Empty', 'Notes'."]


def test_a_hidden_sheet_is_the_last_choice():
    def hide_the_first(book):
        book.worksheets()[1].activate()
        book.worksheets()[0].hide()

    assert read_table(xlsx(("Old", ROWS), ("Falls", ROWS), fill=hide_the_first)).sheet == "Falls"


def test_a_sheet_can_be_chosen():
    data = xlsx(("Falls", ROWS), ("Sores", [["unit", "value"], ["A", 1]]))
    assert read_table(data, sheet="Sores").columns == ["unit", "value"]
    with pytest.raises(TableError) as caught:
        read_table(data, sheet="Moves")
    assert str(caught.value) == "There is no sheet 'Moves' in this workbook. Its sheets are Falls, Sores."


def test_a_workbook_without_rows():
    with pytest.raises(TableError, match="The file is empty"):
        read_table(xlsx(("A", []), ("B", [])))


def test_truth_values_are_not_numbers_even_beside_equal_ones():
    table = read_table(xlsx(("D", [["unit", "value"], ["A", 1], ["B", True], ["C", 0], ["D", False]])))
    parsed = parse_number_column(table.column("value"), row_numbers=table.row_numbers)
    assert parsed.values == [1.0, None, 0.0, None]
    assert [str(error) for error in parsed.errors] == [
        "Row 3, value: 'TRUE' is not a number. Use digits, such as 1234 or 12.5.",
        "Row 5, value: 'FALSE' is not a number. Use digits, such as 1234 or 12.5.",
    ]


def test_open_document_with_the_blank_million_rows_that_libreoffice_writes():
    header = f"<table:table-row>{ods_cell('unit')}{ods_cell('period')}</table:table-row>"
    day = '<table:table-cell office:value-type="date" office:date-value="2026-03-01"><text:p>1.3.</text:p></table:table-cell>'
    row = f"<table:table-row>{ods_cell('Ward 7')}{day}</table:table-row>"
    rest = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    table = read_table(ods(header + row + rest))
    assert table.source == "ods"
    assert table.head() == [["Ward 7", date(2026, 3, 1)]]
