"""What goes out can be opened in a spreadsheet without harm."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.uploads import read_table, safe_csv, stream_csv, xlsx_bytes


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "-", "=HYPERLINK(0)"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    cell = safe_csv([[text]], ["note"]).split("\r\n", 1)[1].strip('"\r\n')
    assert cell.startswith("'")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (-3.2, "-3.2"), ("-3.2", "-3.2"), ("+5", "+5"), ("-1e5", "-1e5"), (5.0, "5"), (0.1, "0.1"), (7, "7"),
        (None, '""'), (float("nan"), '""'), (float("inf"), '""'), (True, "True"), (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 9, 30), "2026-03-01 09:30:00"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "2026-07-01 00:30:00+01:00"),
        (Decimal("-1.50"), "-1.50"), ("Ward, 7", '"Ward, 7"'),
    ],
)  # fmt: skip
def test_cells(cell, written):
    assert safe_csv([[cell]], ["note"]) == f"note\r\n{written}\r\n"


def test_the_header_is_guarded_too_and_excel_gets_its_mark():
    assert safe_csv([], ["=a"], bom=True) == "\ufeff'=a\r\n"


def test_a_long_table_comes_in_pieces():
    pieces = list(stream_csv(([n] for n in range(5_000)), ["n"]))
    assert len(pieces) > 2
    assert "".join(pieces) == safe_csv([[n] for n in range(5_000)], ["n"])


@given(st.text(min_size=1, max_size=20))
def test_no_cell_ever_starts_like_a_formula(text):
    cell = safe_csv([[text]], ["n"]).removeprefix("n\r\n").lstrip('"')
    assert not cell.startswith(("=", "@", "\t"))


def test_a_workbook_keeps_text_as_text():
    rows = [["=1+1", 5, date(2026, 3, 1)], ["https://example.org", None, float("nan")], ["007", 0.5, "x"]]
    table = read_table(xlsx_bytes({"Data": (["text", "number", "other"], rows)}))
    assert table.column("text") == ["=1+1", "https://example.org", "007"]
    assert table.column("number") == [5.0, "", 0.5]
    assert table.column("other") == [date(2026, 3, 1), "", "x"]


def test_sheet_names_that_excel_refuses_are_mended():
    sheets = dict.fromkeys(["Falls: 2025/26", "falls  2025 26", "", "History", "x" * 40, "X" * 40], (["a"], [[1]]))
    names = read_table(xlsx_bytes(sheets)).sheet_names
    assert names[0] == "Falls  2025 26"
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(sheets)


def test_a_sheet_is_as_wide_as_its_words_and_prints_its_head_on_every_page() -> None:
    rows = [["Turning clocks at the bedside on Oak Ward", date(2026, 11, 22), 0.25], ["x" * 500, None, 1]]
    with ZipFile(BytesIO(xlsx_bytes({"Projects": (["Project", "Began", "Share"], rows)}))) as book:
        sheet, names = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/workbook.xml").decode()
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]
    assert widths[0] == pytest.approx(60, abs=1)
    assert widths[1] >= len("22/11/2026")
    assert '<autoFilter ref="A1:C3"/>' in sheet
    assert "Projects!$1:$1" in names
    assert 'topLeftCell="A2"' in sheet
