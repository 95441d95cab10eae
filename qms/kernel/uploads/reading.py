"""The door for bytes and for pasted text: either becomes a Table, or a TableError says why not."""

from __future__ import annotations

from qms.kernel.uploads.decoding import decode
from qms.kernel.uploads.delimited import read_delimited
from qms.kernel.uploads.errors import NoTable, TableError
from qms.kernel.uploads.kinds import kind_of
from qms.kernel.uploads.layout import lay_out
from qms.kernel.uploads.table import Table
from qms.kernel.uploads.workbook import Workbook

MEGABYTE = 1_000_000
MAX_BYTES = 20 * MEGABYTE
MAX_ROWS = 1_000_000


def read_table(
    data: bytes,
    *,
    filename: str = "",
    sheet: str | None = None,
    header_row: int | None = None,
    delimiter: str | None = None,
    max_bytes: int = MAX_BYTES,
    max_rows: int = MAX_ROWS,
) -> Table:
    """The table in a CSV, TSV, XLSX, XLS or ODS file; its bytes decide which, not its name.

    `header_row` is the spreadsheet row of the column names (1 is the first, 0 means there are none); None
    looks for it. Without `sheet`, the first sheet that has a table is read. Raises TableError; rows that do
    not fit the header are in `Table.errors`.
    """
    if len(data) > max_bytes:
        raise TableError(
            f"The file is {len(data) / MEGABYTE:,.1f} MB and the limit is {max_bytes / MEGABYTE:,.0f} MB.",
            "Split it into smaller files, or leave out columns that are not needed.",
        )
    kind = kind_of(data)
    if kind == "text":
        text, encoding = decode(data)
        table = _from_text(text, delimiter=delimiter, header_row=header_row, max_rows=max_rows)
        table.encoding = encoding
    else:
        table = _from_workbook(data, kind, sheet=sheet, header_row=header_row, max_rows=max_rows)
    table.filename = filename
    return table


def read_paste(text: str, *, header_row: int | None = None, max_rows: int = MAX_ROWS) -> Table:
    """The table in text pasted from a spreadsheet or typed. Raises TableError."""
    if not text.strip():
        raise TableError("There is nothing to read.", "Copy the cells in your spreadsheet and paste them here.")
    if "\x00" in text:
        raise TableError("This is not text from a table.", "Copy the cells in your spreadsheet and paste them here.")
    table = _from_text(text.lstrip("\ufeff"), delimiter=None, header_row=header_row, max_rows=max_rows, pad_short=True)
    table.source = "paste"
    return table


def _from_text(text: str, *, delimiter: str | None, header_row: int | None, max_rows: int, pad_short: bool = False) -> Table:
    rows, delimiter = read_delimited(text, delimiter)
    # A spreadsheet copies whole rectangles with tabs; a short row only lost its last tabs to trimming.
    pad_short = pad_short and delimiter == "\t"
    table = lay_out(rows, header_row=header_row, max_rows=max_rows, pad_short=pad_short)
    table.delimiter = delimiter
    return table


def _from_workbook(data: bytes, kind: str, *, sheet: str | None, header_row: int | None, max_rows: int) -> Table:
    book = Workbook(data, kind)
    table, refused = None, None
    for name in [sheet] if sheet else book.visible_first():
        try:
            found = lay_out(book.rows(name), header_row=header_row, max_rows=max_rows)
        except NoTable as error:
            refused = refused or error
            continue
        found.sheet = name
        table = table or found
        if len(found.columns) > 1:  # a sheet of notes has one column
            table = found
            break
    if table is None:
        raise refused or NoTable("The workbook has no sheets with rows.", "Choose the file again.")
    table.source, table.sheet_names = kind, book.sheet_names
    others = [f"'{name}'" for name in book.sheet_names if name != table.sheet]
    if others and not sheet:
        table.warnings.append(f"The sheet '{table.sheet}' was read. The workbook also has {', '.join(others)}.")
    return table
