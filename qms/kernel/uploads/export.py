"""Tables going out as CSV and XLSX, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from qms.kernel.clock import on_the_wall
from qms.kernel.uploads.cells import FORMULA_STARTS

BOM = "\ufeff"
CHUNK = 2_000
SHEET_ROWS = 1_048_576
MEASURED_ROWS = 500  # the first rows say how wide a column is; measuring all would take as long as writing them
WIDEST = 60  # letters
A4 = 9  # as Excel numbers its papers
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


def safe_cell(cell: object) -> object:
    """A cell as CSV text that no spreadsheet takes for a formula.

    Text that starts like a formula gets an apostrophe in front (OWASP, "CSV Injection"); text that is a plain
    number, such as -3.2, stays a number. Dates are ISO, moments those of the hospital's clocks; whole floats have no ".0",
    None and NaN are blank.
    """
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(cell) else cell
    if isinstance(cell, float):
        whole = cell.is_integer() and abs(cell) < 2**53
        return int(cell) if whole else cell if math.isfinite(cell) else ""
    if isinstance(cell, date):
        return on_the_wall(cell).isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    if cell is None or isinstance(cell, int):
        return "" if cell is None else cell
    return safe_cell(str(cell))


def stream_csv(rows: Iterable[Iterable[object]], columns: Sequence[str], *, bom: bool = False) -> Iterator[str]:
    """CSV text in pieces of some thousand rows, header first. `bom` makes Excel read it as UTF-8."""
    line_ends = io.StringIO(newline="")
    writer = csv.writer(line_ends)
    if bom:
        line_ends.write(BOM)
    writer.writerow([safe_cell(name) for name in columns])
    remaining = iter(rows)
    while batch := list(islice(remaining, CHUNK)):
        writer.writerows([safe_cell(cell) for cell in row] for row in batch)
        yield line_ends.getvalue()
        line_ends.seek(0)
        line_ends.truncate()
    yield line_ends.getvalue()


def safe_csv(rows: Iterable[Iterable[object]], columns: Sequence[str], *, bom: bool = False) -> str:
    """The whole CSV as one text; `stream_csv` for what is too big for that."""
    return "".join(stream_csv(rows, columns, bom=bom))


def xlsx_bytes(sheets: Mapping[str, tuple[Sequence[str], Iterable[Iterable[object]]]]) -> bytes:
    """A workbook with one sheet per entry: name -> (column names, rows). Text is never made a formula or a link.

    Raises ValueError when a sheet has more rows than Excel can hold.
    """
    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd/mm/yyyy",
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(target, options) as book:
        bold = book.add_format({"bold": True})
        book.set_properties({"title": next(iter(sheets), "")})
        taken: set[str] = set()
        for name, (columns, rows) in sheets.items():
            sheet = book.add_worksheet(_sheet_name(name, taken))
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, [str(column) for column in columns], bold)
            widths = [_width(column) for column in columns]
            number = 0
            for number, row in enumerate(rows, start=1):
                if number >= SHEET_ROWS:
                    raise ValueError(f"'{name}' has more rows than the {SHEET_ROWS:,} that a sheet can hold")
                cells = [_xlsx_cell(cell) for cell in row]
                sheet.write_row(number, 0, cells)
                if number <= MEASURED_ROWS:
                    widths = [max(width, _width(cell)) for width, cell in zip(widths, cells, strict=True)]
            for at, width in enumerate(widths):
                sheet.set_column(at, at, min(max(width + 2, 10), WIDEST))
            _for_reading(sheet, number, len(columns))
    return target.getvalue()


def _for_reading(sheet: Worksheet, rows: int, columns: int) -> None:
    """Filters at the head of the columns, and on paper the head on every page, as wide as the page."""
    if columns:
        sheet.autofilter(0, 0, rows, columns - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _width(cell: object) -> int:
    """How many letters wide a cell stands in its sheet."""
    if isinstance(cell, date):
        return len("dd/mm/yyyy")
    return len(f"{cell:.10g}") if isinstance(cell, float) else len(str(cell)) if cell is not None else 0


def _xlsx_cell(cell: object) -> object:
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    if isinstance(cell, datetime):
        return on_the_wall(cell)
    if cell is None or isinstance(cell, (str, bool, int, float, date)):
        return cell
    return str(cell)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel accepts: 31 characters, none of []:*?/\\, no quote at the ends, not a name in use."""
    plain = _NOT_IN_SHEET_NAMES.sub(" ", name).strip(" '")[:31].strip(" '") or "Sheet"
    if plain.casefold() == "history":  # Excel keeps this name for itself
        plain = "History of rows"
    free, number = plain, 2
    while free.casefold() in taken:
        ending = f" ({number})"
        free, number = plain[: 31 - len(ending)] + ending, number + 1
    taken.add(free.casefold())
    return free
