"""Fields calculated from columns, with an error for each row where that is not possible."""

from __future__ import annotations

import numpy as np

from qms.kernel.uploads.arithmetic import Numbers, read_formula
from qms.kernel.uploads.cells import shown
from qms.kernel.uploads.errors import RowError
from qms.kernel.uploads.fields import parse_number_column
from qms.kernel.uploads.table import Cells, Table


class Deriving:
    """Calculates fields of one table; a column that two formulas need is parsed, and complained of, once."""

    def __init__(self, table: Table, *, allow_missing: bool = False) -> None:
        self.table = table
        self.allow_missing = allow_missing
        self.columns: dict[str, Numbers] = {}
        self.errors: list[RowError] = []

    def calculate(self, field: str, text: str) -> Cells:
        """The formula's result per row, None where it has none. Raises FormulaError."""
        formula = read_formula(text, self.table.columns)
        for name in formula.columns:
            if name not in self.columns:
                self.columns[name] = self._numbers(name)
        with np.errstate(all="ignore"):
            results = np.broadcast_to(formula.evaluate(self.columns), len(self.table))
        unknown = np.zeros(len(self.table), dtype=bool)
        for name in formula.columns:
            unknown |= np.isnan(self.columns[name])
        wrong = ~np.isfinite(results)
        self.errors.extend(
            self._impossible(field, formula.text, formula.columns, at) for at in np.flatnonzero(wrong & ~unknown).tolist()
        )
        values: Cells = results.tolist()
        for at in np.flatnonzero(wrong).tolist():
            values[at] = None
        return values

    def _numbers(self, name: str) -> Numbers:
        parsed = parse_number_column(
            self.table.column(name),
            allow_missing=self.allow_missing,
            row_numbers=self.table.row_numbers,
            column=name,
        )
        self.errors.extend(parsed.errors)
        return np.array(parsed.values, dtype=float)  # None becomes NaN

    def _impossible(self, field: str, text: str, columns: list[str], at: int) -> RowError:
        cells = ", ".join(f"{name} {shown(self.table.column(name)[at])}" for name in columns)
        return RowError(
            self.table.row_numbers[at],
            field,
            cells,
            f"'{shown(text)}' divides by zero or is too big here.",
            "Correct the numbers, or leave the row out.",
        )
