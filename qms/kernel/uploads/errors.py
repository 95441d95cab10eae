"""What can be wrong with an upload, said so that the person who made the file can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qms.kernel.uploads.export import safe_csv

if TYPE_CHECKING:
    from qms.kernel.uploads.table import Table

SHOWN_AT_ONCE = 50


class TableError(Exception):
    """The file as a whole cannot be read; nothing in it can be shown."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class NoTable(TableError):  # noqa: N818  # it is said to a person, who does not read class names
    """There is nothing in the file, or in this sheet of it."""


class FieldError(ValueError):
    """One cell cannot be understood. `message` says what it is, `remedy` what to write in its place."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


@dataclass(slots=True)
class RowError:
    """One thing wrong in one row. `row` is the number beside the row in the person's spreadsheet."""

    row: int
    column: str
    value: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"Row {self.row:,}, {self.column}" if self.column else f"Row {self.row:,}"
        return f"{place}: {self.message} {self.remedy}".strip()


class RowErrors:
    """Every row error of one upload together, read in the order of the spreadsheet."""

    def __init__(self, errors: Iterable[RowError] = ()) -> None:
        self._errors = list(errors)

    def add(self, error: RowError) -> None:
        """Keep one more error."""
        self._errors.append(error)

    def extend(self, errors: Iterable[RowError]) -> None:
        """Keep the errors of a column or of another collection."""
        self._errors.extend(errors)

    def __len__(self) -> int:
        return len(self._errors)

    def __iter__(self) -> Iterator[RowError]:
        return iter(sorted(self._errors, key=lambda error: error.row))

    def rows(self) -> set[int]:
        """The spreadsheet rows that have at least one error."""
        return {error.row for error in self._errors}

    def first(self, limit: int = SHOWN_AT_ONCE) -> list[RowError]:
        """The errors to show on a page: the first `limit` from the top of the spreadsheet."""
        return list(self)[:limit]

    def summary(self, limit: int = SHOWN_AT_ONCE) -> str:
        """The count in words, and how many of them `first(limit)` shows."""
        if not self._errors:
            return "No errors"
        rows = len(self.rows())
        counted = f"{_count(len(self), 'error')} in {_count(rows, 'row')}"
        return counted if len(self) <= limit else f"{counted}; the first {limit:,} are shown"

    def to_csv(self, table: Table, *, bom: bool = True) -> str:
        """The original rows that have errors, each with its row number in front and the reasons at the end."""
        reasons: dict[int, list[str]] = {}
        for error in self:
            place = f"{error.column}: " if error.column else ""
            reasons.setdefault(error.row, []).append(f"{place}{error.message} {error.remedy}".strip())
        width = len(table.columns)
        lines = []
        for row, said in reasons.items():
            cells = table.original(row)
            lines.append([row, *cells[:width], *[""] * (width - len(cells)), " ".join(said), *cells[width:]])
        spare = max((len(line) - width - 2 for line in lines), default=0)
        extra = [f"extra {number}" for number in range(1, spare + 1)]
        return safe_csv(lines, ["row", *table.columns, "reason", *extra], bom=bom)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
