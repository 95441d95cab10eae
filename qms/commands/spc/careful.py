"""The careful way to read: any table, one cell at a time, every row error named."""

from collections.abc import Iterator

import numpy as np

from qms.commands.columns import names_of
from qms.commands.refusing import Refused, sentence
from qms.commands.spc.batch import Batch
from qms.commands.spc.columns import Columns
from qms.kernel.uploads import (
    RowError,
    RowErrors,
    Table,
    parse_number_column,
    parse_period_column,
    read_table,
)
from qms.kernel.uploads.cells import as_text
from qms.spc import SeriesError

NO_LIMIT = 1 << 60
"""Pages refuse big files to protect the server; here the file and the machine belong to the same person."""


def read_carefully(data: bytes, filename: str, columns: Columns) -> Iterator[Batch]:
    """The series of a CSV or workbook as one batch, in the order of their first rows.

    Percentages are read as shares (95% is 0.95). A blank number is a gap. Raises NoColumn, Refused with all row errors
    together, or TableError where the file as a whole cannot be read.
    """
    table = read_table(data, filename=filename, max_bytes=NO_LIMIT, max_rows=NO_LIMIT)
    columns.check(table.columns)
    errors = RowErrors(table.errors)
    days, wrong = parse_period_column(table.column(columns.date), row_numbers=table.row_numbers, column=columns.date)
    errors.extend(wrong)
    numbers = {role: _numbers(table, name, errors) for role, name in columns.numbers.items()}
    named = names_of(table, columns.by, errors)
    if len(errors):
        raise Refused(str(error) for error in errors)
    if not len(table):
        raise Refused(["The file has a header and no rows. Add one row for each period."])
    owners: dict[tuple[str, ...], int] = {}
    of_rows = np.array([owners.setdefault(name, len(owners)) for name in named])
    order = np.argsort(of_rows, kind="stable")
    yield Batch(
        names=list(owners),
        starts=np.concatenate(([0], np.cumsum(np.bincount(of_rows)))),
        days=np.array(days, dtype="datetime64[D]")[order],
        numbers={role: np.array(values, dtype=float)[order] for role, (values, _) in numbers.items()},
        rows=np.array(table.row_numbers)[order],
        percent=numbers.get("value", ((), False))[1],
    )


def in_the_file(error: SeriesError, series: Batch, columns: Columns) -> str:
    """What was wrong with a series, with the row and column of the file in place of a position."""
    name, problem, at = ", ".join(series.names[0]), sentence(error.problem), error.position
    if at is None or series.rows is None:
        return f"{name}: {error.problem}." if name else problem
    column = columns.of(error.argument)
    role = next((role for role, said in columns.numbers.items() if said == column), None)
    given = series.days[at] if role is None else as_text(np.atleast_1d(series.numbers[role][at])[0].item())
    return str(RowError(int(series.rows[at]), column, str(given), problem))


def _numbers(table: Table, column: str, errors: RowErrors) -> tuple[list[float | None], bool]:
    found = parse_number_column(table.column(column), allow_missing=True, row_numbers=table.row_numbers, column=column)
    errors.extend(found.errors)
    return found.values, found.percent
