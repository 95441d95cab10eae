"""Columns of cells to columns of values, every error named. Equal cells are parsed once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from qms.kernel.uploads.cells import as_text, shown, tidy
from qms.kernel.uploads.errors import FieldError, RowError
from qms.kernel.uploads.numbers import Number, parse_number
from qms.kernel.uploads.periods import parse_period

Value = TypeVar("Value")


class _Parsed(dict[object, Value | FieldError], Generic[Value]):
    """cell -> its value or its error, worked out when the cell is first met."""

    def __init__(self, parse: Callable[[object], Value]) -> None:
        super().__init__()
        self.parse = parse
        self.failed = False

    def __missing__(self, cell: object) -> Value | FieldError:
        result: Value | FieldError
        try:
            result = self.parse(cell)
        except FieldError as error:
            result, self.failed = error, True
        self[cell] = result
        return result


class _Flag(str):
    """TRUE or FALSE of a workbook. As a dictionary key the bare value would equal the number 1 or 0."""

    __slots__ = ()


def _keys(cells: Sequence[object]) -> Sequence[object]:
    if bool not in set(map(type, cells)):
        return cells
    return [_Flag(as_text(cell)) if isinstance(cell, bool) else cell for cell in cells]


def _numbered(row_numbers: Sequence[int] | None, count: int) -> Sequence[int]:
    return range(2, count + 2) if row_numbers is None else row_numbers  # row 1 is the header


def parse_period_column(
    cells: Sequence[object],
    *,
    latest: date | None = None,
    row_numbers: Sequence[int] | None = None,
    column: str = "period",
) -> tuple[list[date | None], list[RowError]]:
    """(first days, errors) of a column of periods; None stands where there is an error. See `parse_period`."""
    parsed: _Parsed[date] = _Parsed(lambda cell: parse_period(cell, latest=latest))
    found = list(map(parsed.__getitem__, _keys(cells)))
    if not parsed.failed:
        return found, []  # type: ignore[return-value]  # none of them failed
    return (
        [None if isinstance(value, FieldError) else value for value in found],
        _row_errors(found, cells, _numbered(row_numbers, len(cells)), column),
    )


class NumberColumn(NamedTuple):
    """`values` has None where the cell is missing or wrong; `missing` says why by index, `percent` if they were %."""

    values: list[float | None]
    errors: list[RowError]
    percent: bool
    missing: dict[int, str]


def parse_number_column(
    cells: Sequence[object],
    *,
    allow_missing: bool = False,
    row_numbers: Sequence[int] | None = None,
    column: str = "value",
) -> NumberColumn:
    """A column of numbers. Where some cells have a percent sign and some have not, those without are errors.

    See `parse_number` for what a number is and what `allow_missing` does.
    """
    if (plain := _plain_floats(cells)) is not None:
        return NumberColumn(plain, [], percent=False, missing={})  # type: ignore[arg-type]  # a list of floats is read only here
    parsed: _Parsed[Number] = _Parsed(lambda cell: parse_number(cell, allow_missing=allow_missing))
    found = list(map(parsed.__getitem__, _keys(cells)))
    numbers = [Number(None) if isinstance(number, FieldError) else number for number in found]
    percent = any(number.percent for number in numbers)
    rows = _numbered(row_numbers, len(cells))
    errors = _row_errors(found, cells, rows, column) if parsed.failed else []
    if percent:
        errors.extend(_without_percent(numbers, cells, rows, column))
    missing = {at: number.missing for at, number in enumerate(numbers) if number.missing}
    return NumberColumn([number.value for number in numbers], errors, percent=percent, missing=missing)


def _plain_floats(cells: Sequence[object]) -> list[float] | None:
    """The column at the speed of float() itself, where every cell is what `parse_number` would read the same."""
    kinds = set(map(type, cells))
    if not kinds <= {str, int, float}:
        return None
    if str in kinds:
        joined = "\n".join(cell for cell in cells if isinstance(cell, str))
        if "_" in joined or not joined.isascii():  # float() reads 1_000 and digits of other scripts
            return None
    try:
        values = list(map(float, cells))  # type: ignore[arg-type]  # its ValueError is the test
    except (ValueError, OverflowError):
        return None
    return values if all(map(math.isfinite, values)) else None


def _without_percent(
    numbers: Sequence[Number], cells: Sequence[object], rows: Sequence[int], column: str
) -> Iterable[RowError]:
    for at, number in enumerate(numbers):
        if number.value and not number.percent:  # nought is nought either way
            said = shown(cells[at])
            yield RowError(
                rows[at],
                column,
                said,
                f"'{said}' has no percent sign, and other rows of this column have one.",
                "Write every row the same way.",
            )


def parse_text_column(
    cells: Sequence[object],
    *,
    required: bool = True,
    longest: int = 200,
    row_numbers: Sequence[int] | None = None,
    column: str = "text",
) -> tuple[list[str], list[RowError]]:
    """(texts, errors) of a column of names or codes: 5.0 reads as "5". Blank is an error where `required`."""

    def parse(cell: object) -> str:
        text = " ".join(tidy(as_text(cell)).split())
        if required and not text:
            raise FieldError(f"The {column} is missing.", "Fill it in, or leave the row out.")
        if len(text) > longest:
            raise FieldError(f"The {column} has {len(text):,} characters.", f"Use at most {longest:,}.")
        return text

    parsed: _Parsed[str] = _Parsed(parse)
    found = list(map(parsed.__getitem__, _keys(cells)))
    errors = _row_errors(found, cells, _numbered(row_numbers, len(cells)), column) if parsed.failed else []
    return ["" if isinstance(text, FieldError) else text for text in found], errors


def _row_errors(found: Sequence[object], cells: Sequence[object], rows: Sequence[int], column: str) -> list[RowError]:
    return [
        RowError(rows[at], column, shown(cells[at]), error.message, error.remedy)
        for at, error in enumerate(found)
        if isinstance(error, FieldError)
    ]
