"""CSV files and pasted cells, as real systems write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.uploads import TableError, read_paste, read_table, safe_csv
from tests.kernel.uploads.files import LONG_FORM


def test_plain_csv():
    table = read_table(LONG_FORM.encode(), filename="falls.csv")
    assert table.columns == ["metric", "unit", "period", "value"]
    assert table.head() == [["falls", "Ward 7", "2026-01-01", "5"], ["falls", "Ward 7", "2026-02-01", "4"]]
    assert (table.source, table.delimiter, table.encoding, table.header_row) == ("csv", ",", "utf-8", 1)
    assert table.warnings == []
    assert len(table) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_table(encoding):
    table = read_table("unit,note\nYsbyty Môn,£5 – café\n".encode(encoding))
    assert table.columns == ["unit", "note"]
    assert table.head() == [["Ysbyty Môn", "£5 – café"]]
    assert table.encoding == encoding


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter, line_end):
    lines = ["unit,period,value", '"Ward 7, north; east|west",2026-01-01,5', "Ward 8,2026-02-01,6"]
    text = line_end.join(
        [
            lines[0].replace(",", delimiter),
            f'"Ward 7, north; east|west"{delimiter}2026-01-01{delimiter}5',
            lines[2].replace(",", delimiter),
        ]
    )
    table = read_table(text.encode())
    assert table.delimiter == delimiter
    assert table.column("unit") == ["Ward 7, north; east|west", "Ward 8"]


def test_decimal_commas_do_not_make_a_semicolon_file_a_comma_file():
    table = read_table(b"period;value\n2026-01-01;3,5\n2026-02-01;4,5\n")
    assert table.delimiter == ";"
    assert table.column("value") == ["3,5", "4,5"]


def test_the_separator_line_of_excel_is_not_a_row():
    table = read_table(b"sep=;\r\nperiod;value\r\n2026-01-01;3\r\n")
    assert (table.columns, table.header_row) == (["period", "value"], 1)


def test_one_column_needs_no_delimiter():
    assert read_table(b"value\n5\n6\n").column("value") == ["5", "6"]


def test_rows_keep_the_numbers_of_the_spreadsheet():
    table = read_table(b"unit,value\nA,1\n\nB,2\n , \nC,3\n\n,,\n\n")
    assert table.column("unit") == ["A", "B", "C"]
    assert list(table.row_numbers) == [2, 4, 6]
    assert table.warnings == ["Rows 3, 5 are blank and were skipped."]
    assert table.original(4) == ["B", "2"]
    assert table.original(3) == []


def test_a_line_break_inside_quotes_is_one_row():
    table = read_table(b'unit,note\nA,"one\ntwo"\nB,x\n')
    assert list(table.row_numbers) == [2, 3]
    assert table.column("note")[0] == "one\ntwo"


def test_trailing_blank_columns_are_dropped_and_named_ones_kept():
    table = read_table(b"unit,note,,\nA,,,\nB,,,\n")
    assert table.columns == ["unit", "note"]
    assert table.column("note") == ["", ""]


def test_blank_and_repeated_names():
    table = read_table(b"unit,count,,Count\nA,1,x,2\nB,3,y,4\n")
    assert table.columns == ["unit", "count", "Column C", "Count (2)"]
    assert table.warnings == [
        "The column name 'Count' is used more than once; the later ones are numbered.",
        "Column C has no name.",
    ]


def test_title_rows_above_the_header_of_a_published_extract():
    lines = [
        "A&E Attendances and Emergency Admissions,,",
        "Period:,March 2019,",
        "Source:,NHS England,",
        ",,",
        "Org code,Period,Attendances",
        "RXH,2019-03-01,100",
        "RQM,2019-03-01,90",
    ]
    table = read_table("\n".join(lines).encode())
    assert table.columns == ["Org code", "Period", "Attendances"]
    assert table.header_row == 5
    assert list(table.row_numbers) == [6, 7]


def test_the_header_row_can_be_chosen():
    data = b"a,b\nunit,value\nA,1\n"
    assert read_table(data, header_row=2).columns == ["unit", "value"]
    assert read_table(data, header_row=0).columns == ["Column A", "Column B"]
    with pytest.raises(TableError, match="Row 9 cannot be the header"):
        read_table(data, header_row=9)


def test_text_in_the_first_row_of_data_does_not_hide_the_header():
    table = read_table(b"metric,unit,period,value\nfalls,Ward 1,3rd March,twelve\nfalls,Ward 1,2026-02-01,5\n")
    assert table.columns == ["metric", "unit", "period", "value"]


def test_data_without_a_header_is_noticed():
    table = read_paste("Jan 2026\t5\nFeb 2026\t6\n")
    assert table.columns == ["Column A", "Column B"]
    assert len(table) == 2
    assert list(table.row_numbers) == [1, 2]
    assert table.warnings == ["The first row looks like data, so the columns are named Column A, Column B and so on."]


def test_rows_of_the_wrong_length_are_all_named():
    table = read_table(b"unit,period,value\nA,2026-01-01\nB,2026-01-01,5,6\nC,2026-01-01,7\nD,2026-01-01,8,\n")
    assert [str(error) for error in table.errors] == [
        "Row 2: The row has 2 cells and the header has 3. Add the missing cells, blank ones too, or save the table as XLSX.",
        "Row 3: The row has 4 cells and the header has 3. Put quotation marks around text that holds the separator, "
        "or save the table as XLSX.",
    ]
    assert table.column("unit") == ["C", "D"]
    assert list(table.row_numbers) == [4, 5]
    assert table.original(3) == ["B", "2026-01-01", "5", "6"]


def test_pasted_cells_that_lost_their_last_tabs():
    table = read_paste("unit\tvalue\tnote\nA\t1\tx\nB\t2")
    assert (table.source, len(table.errors)) == ("paste", 0)
    assert table.head() == [["A", "1", "x"], ["B", "2", ""]]


def test_a_quotation_mark_left_open_does_not_swallow_the_rest():
    with pytest.raises(TableError) as caught:
        read_table(b'unit,value\nA,1\n"B,2\nC,3\n')
    assert str(caught.value) == (
        "Row 3 has a quotation mark that is not closed or is out of place. Put the mark right, or save the table as XLSX."
    )


def test_invisible_marks_and_hard_spaces_are_tidied():
    table = read_table("unit,value\n\u200bWard\u00a07 , 5\u00a0\n".encode())
    assert table.head() == [["Ward 7", "5"]]


def test_limits_are_said():
    with pytest.raises(TableError, match=r"The file is 2\.0 MB and the limit is 1 MB\."):
        read_table(b"a,b\n" + b"1,2\n" * 500_000, max_bytes=1_000_000)
    with pytest.raises(TableError, match="The table has more than 10 rows"):
        read_table(b"a,b\n" + b"x,y\n" * 11, max_rows=10)
    assert len(read_table(b"a,b\n" + b"x,y\n" * 10, max_rows=10)) == 10


def test_more_rows_than_one_batch_keep_their_numbers():
    body = "".join(f"W{n},{n}\n" if n % 997 else "\n" for n in range(1, 3001))
    table = read_table(f"unit,value\n{body}".encode())
    assert len(table) == 2997
    assert all(table.original(row)[1] == str(row - 1) for row in table.row_numbers)
    assert table.warnings == ["Rows 998, 1,995, 2,992 are blank and were skipped."]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zs", "Zl", "Zp"]), min_size=1, max_size=12)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=20), st.booleans())
def test_what_is_written_is_read_back(rows, bom):
    written = safe_csv(rows, ["unit", "note", "remark"], bom=bom)
    table = read_table(written.encode(), header_row=1, delimiter=",")
    assert list(table.rows) == rows
