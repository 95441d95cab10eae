"""Rows of cells to a table: the header found, blank columns dropped, everything else gathered under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from qms.kernel.uploads.cells import is_blank, last_filled
from qms.kernel.uploads.errors import NoTable, RowErrors, TableError
from qms.kernel.uploads.gathering import Gathered
from qms.kernel.uploads.header import column_names, locate_header
from qms.kernel.uploads.table import Table

OPENING = 200  # rows in which the header is looked for
BATCH = 400  # small enough that rows are gone before the garbage collector comes round


def lay_out(
    rows: Iterable[Sequence[object]],
    *,
    header_row: int | None = None,
    max_rows: int = 1_000_000,
    pad_short: bool = False,
) -> Table:
    """The table in `rows`, which are all rows of the sheet from its first, blank ones included.

    `header_row` is the spreadsheet row of the column names (0: there are none); None looks for it.
    `pad_short` accepts rows that lack cells at their end. Raises NoTable where there are no rows of data,
    TableError where there are more than `max_rows`.
    """
    remaining = iter(rows)
    opening = list(islice(remaining, OPENING))
    if not any(map(last_filled, opening)):
        raise NoTable("The file is empty.", "Choose the file again, or save it again first.")
    at = _header_index(opening, header_row)
    header: Sequence[object] = [] if at is None else opening[at]
    start = 0 if at is None else at + 1
    width = len(header) or Counter(map(len, filter(None, opening))).most_common(1)[0][0]
    needed = 1 if pad_short else last_filled(header) or width
    gathered = Gathered(width=width, needed=needed, last_row=start, max_rows=max_rows)
    data = chain(opening[start:], remaining)
    while batch := list(islice(data, BATCH)):
        gathered.take(batch)
    if not gathered.row_numbers and not gathered.errors:
        raise NoTable("The table has column names but no rows under them.", "Add the rows and try again.")
    kept = [index for index in range(width) if _has_name(header, index) or gathered.has_data(index)]
    names, warnings = column_names(header, kept)
    if at is None and header_row is None:
        warnings.append("The first row looks like data, so the columns are named Column A, Column B and so on.")
    return Table(
        columns=names,
        cells=[gathered.cells[index] for index in kept],
        row_numbers=gathered.numbers(),
        header_row=None if at is None else start,
        warnings=[*warnings, *gathered.blank_warning()],
        errors=RowErrors(gathered.errors),
        ragged=gathered.ragged,
    )


def _header_index(opening: Sequence[Sequence[object]], header_row: int | None) -> int | None:
    if header_row is None:
        return locate_header(opening)
    if header_row > len(opening) or (header_row > 0 and not last_filled(opening[header_row - 1])):
        raise TableError(f"Row {header_row:,} cannot be the header.", f"Choose a row with names among the first {OPENING}.")
    return header_row - 1 if header_row > 0 else None


def _has_name(header: Sequence[object], index: int) -> bool:
    return index < len(header) and not is_blank(header[index])
