"""Rows gathered column by column: blank ones left out, rows of the wrong length named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qms.kernel.uploads.cells import Tidied, as_text, last_filled, shown
from qms.kernel.uploads.errors import RowError, TableError
from qms.kernel.uploads.table import Cells


@dataclass(slots=True)
class Gathered:
    """The columns so far. `last_row` is the spreadsheet row read last; `needed` the cells a row must have."""

    width: int
    needed: int
    last_row: int
    max_rows: int
    cells: list[Cells] = field(default_factory=list)
    row_numbers: list[int] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    ragged: dict[int, Cells] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)
    memories: list[Tidied] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cells = [[] for _ in range(self.width)]
        self.memories = [Tidied() for _ in range(self.width)]

    def take(self, batch: list[Sequence[object]]) -> None:
        """Add the rows of one batch, column by column."""
        numbers: Sequence[int] = range(self.last_row + 1, self.last_row + 1 + len(batch))
        self.last_row += len(batch)
        if set(map(len, batch)) != {self.width}:
            batch, numbers = self._fitting(batch, numbers)
        if not batch:
            return
        columns = [memory.column(column) for column, memory in zip(zip(*batch, strict=True), self.memories, strict=True)]
        if "" in columns[0]:
            columns, numbers = self._without_blank_rows(columns, numbers)
        for gathered, column in zip(self.cells, columns, strict=True):
            gathered.extend(column)
        self.row_numbers.extend(numbers)
        if len(self.row_numbers) > self.max_rows:
            raise TableError(
                f"The table has more than {self.max_rows:,} rows.",
                "Split it into smaller files, by year for example.",
            )

    def _fitting(self, batch: list[Sequence[object]], numbers: Sequence[int]) -> tuple[list[Sequence[object]], list[int]]:
        """The rows made as wide as the table; those with too few or too many cells become errors."""
        rows: list[Sequence[object]] = []
        kept: list[int] = []
        for number, row in zip(numbers, batch, strict=True):
            filled = len(row) if len(row) <= self.width else max(last_filled(row), self.width)
            if self.needed <= filled <= self.width:
                rows.append([*row[: self.width], *[""] * (self.width - len(row))])
                kept.append(number)
            elif last_filled(row):
                self._refuse(number, row, filled)
            else:
                self.blank.append(number)
        return rows, kept

    def _refuse(self, number: int, row: Sequence[object], filled: int) -> None:
        expected = self.needed if filled < self.needed else self.width
        cells = "1 cell" if filled == 1 else f"{filled:,} cells"
        remedy = (
            "Add the missing cells, blank ones too, or save the table as XLSX."
            if filled < self.needed
            else "Put quotation marks around text that holds the separator, or save the table as XLSX."
        )
        message = f"The row has {cells} and the header has {expected:,}."
        self.errors.append(RowError(number, "", shown(" · ".join(map(as_text, row))), message, remedy))
        self.ragged[number] = list(row)

    def _without_blank_rows(self, columns: list[Cells], numbers: Sequence[int]) -> tuple[list[Cells], Sequence[int]]:
        suspects = [at for at, cell in enumerate(columns[0]) if cell == ""]
        blank = {at for at in suspects if all(column[at] == "" for column in columns)}
        if not blank:
            return columns, numbers
        self.blank.extend(numbers[at] for at in sorted(blank))
        kept = [at for at in range(len(numbers)) if at not in blank]
        return [[column[at] for at in kept] for column in columns], [numbers[at] for at in kept]

    def has_data(self, index: int) -> bool:
        """Whether any cell of the column is not blank."""
        return self.cells[index].count("") < len(self.cells[index])

    def numbers(self) -> Sequence[int]:
        """The spreadsheet rows of the data, as a range where none is missing between the first and the last."""
        if not self.row_numbers:
            return []
        first, last = self.row_numbers[0], self.row_numbers[-1]
        return range(first, last + 1) if last - first + 1 == len(self.row_numbers) else self.row_numbers

    def blank_warning(self) -> list[str]:
        """Words for the blank rows between rows with something in them; those at the end are nobody's concern."""
        last = max([*self.row_numbers[-1:], *self.ragged], default=0)
        inside = [number for number in self.blank if number < last]
        if not inside:
            return []
        if len(inside) == 1:
            return [f"Row {inside[0]:,} is blank and was skipped."]
        named = ", ".join(f"{number:,}" for number in inside[:5])
        more = f" and {len(inside) - 5:,} more" if len(inside) > 5 else ""
        return [f"Rows {named}{more} are blank and were skipped."]
