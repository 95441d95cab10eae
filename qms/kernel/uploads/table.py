"""A table as read: named columns of cells, and where in the person's spreadsheet each row stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from qms.kernel.uploads.errors import RowErrors, TableError

Cells = list[object]


@dataclass(slots=True)
class Table:
    """One uploaded or pasted table, held column by column because everything downstream reads columns.

    `cells[c][r]` is the cell of `columns[c]` in data row r, which the person sees as row `row_numbers[r]`.
    A blank cell is "". Text is trimmed. `errors` holds the rows that did not fit the header; they are in
    `ragged` and not in `cells`, so whoever stores a table refuses it while `errors` is not empty
    (`apply_mapping` carries them on).
    """

    columns: list[str]
    cells: list[Cells]
    row_numbers: Sequence[int]
    header_row: int | None
    source: str = "csv"
    filename: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheet_names: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    errors: RowErrors = field(default_factory=RowErrors)
    ragged: dict[int, Cells] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.row_numbers)

    @property
    def rows(self) -> Iterator[Cells]:
        """The data rows, one list of cells each."""
        return (list(row) for row in zip(*self.cells, strict=True))

    def head(self, count: int = 5) -> list[Cells]:
        """The first rows, for a preview."""
        return list(islice(self.rows, count))

    def column(self, name: str) -> Cells:
        """The cells under one column name. Raises TableError when there is no such column."""
        try:
            return self.cells[self.columns.index(name)]
        except ValueError:
            raise TableError(f"There is no column '{name}'.", f"The columns are {', '.join(self.columns)}.") from None

    def original(self, row_number: int) -> Cells:
        """The cells of one spreadsheet row as they were given; [] when it is not a row of the table."""
        if row_number in self.ragged:
            return self.ragged[row_number]
        at = bisect_left(self.row_numbers, row_number)
        if at < len(self.row_numbers) and self.row_numbers[at] == row_number:
            return [column[at] for column in self.cells]
        return []
