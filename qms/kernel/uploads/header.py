"""Finding the header: published extracts begin with titles, notes and blank lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qms.kernel.uploads.cells import as_text, is_blank, tidy
from qms.kernel.uploads.errors import FieldError
from qms.kernel.uploads.numbers import parse_number
from qms.kernel.uploads.periods import parse_period

FULL_ENOUGH = 0.6  # a header may leave some columns without a name


def locate_header(opening: Sequence[Sequence[object]]) -> int | None:
    """Index of the header among the first rows; None where the first full row is data already.

    The header is the first row that is nearly as full as the table is wide and is not itself data. A row
    that begins "Period:" or "Source:" belongs to a title block.
    """
    fullness = [sum(not is_blank(cell) for cell in row) for row in opening]
    width = _table_width(fullness)
    for at, row in enumerate(opening):
        if fullness[at] < max(1, FULL_ENOUGH * width) or _is_title_line(row):
            continue
        return None if _is_data(row) else at
    return 0


def _table_width(fullness: Sequence[int]) -> int:
    """The greatest fullness that a tenth of the rows (at least two) reach: one overlong row does not count."""
    falling = sorted(fullness, reverse=True)
    rank = max(2, round(len([count for count in falling if count]) / 10))
    return falling[min(rank, len(falling)) - 1] if falling else 0


def _is_title_line(row: Sequence[object]) -> bool:
    first = next((cell for cell in row if not is_blank(cell)), "")
    return isinstance(first, str) and tidy(first).endswith(":")


def _is_data(row: Sequence[object]) -> bool:
    """Data has a date beside a number, or numbers and dates in at least half of its cells."""
    filled = [cell for cell in row if not is_blank(cell)]
    numbers = sum(_is_number(cell) for cell in filled)
    dates = sum(not _is_number(cell) and _is_date(cell) for cell in filled)
    return bool((numbers and dates) or 2 * (numbers + dates) >= len(filled))


def _is_number(cell: object) -> bool:
    try:
        return parse_number(cell).value is not None
    except FieldError:
        return False


def _is_date(cell: object) -> bool:
    try:
        return isinstance(parse_period(cell), date)
    except FieldError:
        return False


def column_letter(index: int) -> str:
    """The spreadsheet's own name of a column: 0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_names(header: Sequence[object], columns: Sequence[int]) -> tuple[list[str], list[str]]:
    """(names, warnings): one distinct name per column index, "Column C" where the header is blank."""
    names: list[str] = []
    unnamed: list[str] = []
    repeated: list[str] = []
    taken: set[str] = set()
    for index in columns:
        said = " ".join(tidy(as_text(header[index])).split()) if index < len(header) else ""
        if not said:
            unnamed.append(column_letter(index))
        name = plain = said or f"Column {column_letter(index)}"
        number = 2
        while name.casefold() in taken:
            name, number = f"{plain} ({number})", number + 1
        if name != plain:
            repeated.append(plain)
        taken.add(name.casefold())
        names.append(name)
    return names, _name_warnings(unnamed if header else [], repeated)


def _name_warnings(unnamed: Sequence[str], repeated: Sequence[str]) -> list[str]:
    warnings = [
        f"The column name '{name}' is used more than once; the later ones are numbered." for name in dict.fromkeys(repeated)
    ]
    if len(unnamed) == 1:
        warnings.append(f"Column {unnamed[0]} has no name.")
    elif unnamed:
        warnings.append(f"Columns {', '.join(unnamed)} have no names.")
    return warnings
