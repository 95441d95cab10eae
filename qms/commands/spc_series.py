"""Series from a file, for charts without a database."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from qms.kernel.uploads import (
    RowError,
    RowErrors,
    Table,
    parse_number_column,
    parse_period_column,
    parse_text_column,
    read_table,
)
from qms.spc import SeriesError


@dataclass(frozen=True)
class Columns:
    """Which columns of the file are what. Either `value`, or `numerator` and `denominator`."""

    date: str
    value: str
    denominator: str | None = None
    by: tuple[str, ...] = ()

    def missing_from(self, table: Table) -> list[str]:
        """The names that the file does not have."""
        named = (self.date, self.value, self.denominator, *self.by)
        return [name for name in named if name is not None and name not in table.columns]


@dataclass
class Series:
    """One line to chart. rows: where each point stands in the spreadsheet."""

    by: dict[str, str]
    rows: list[int] = field(default_factory=list)
    periods: list[date] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    denominators: list[float | None] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The series in words; empty where the file is one series."""
        return ", ".join(self.by.values())


class Refused(Exception):  # noqa: N818 - it is an outcome: the file was refused
    """The data cannot be charted; `lines` say where and what to do, in the order of the file."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = list(lines)


class NoColumn(ValueError):  # noqa: N818 - it is said to a person
    """The file does not have a column that was asked for."""


def read_series(data: bytes, filename: str, columns: Columns) -> tuple[list[Series], bool]:
    """The series of a CSV or workbook in the order of their first rows, and whether values are percentages.

    Percentages are read as shares (95% is 0.95). A blank value is a gap. Raises NoColumn, Refused with all row errors
    together, or TableError where the file as a whole cannot be read.
    """
    table = read_table(data, filename=filename)
    if missing := columns.missing_from(table):
        names = " and ".join(f"'{name}'" for name in missing)
        raise NoColumn(f"There is no column {names}. The columns are {', '.join(table.columns)}.")
    errors = RowErrors(table.errors)
    rows = table.row_numbers
    periods, wrong = parse_period_column(table.column(columns.date), row_numbers=rows, column=columns.date)
    errors.extend(wrong)
    values, percent = _numbers(table, columns.value, errors)
    below = _numbers(table, columns.denominator, errors)[0] if columns.denominator else [None] * len(table)
    named = _names(table, columns.by, errors)
    if len(errors):
        raise Refused([str(error) for error in errors])
    days = [period for period in periods if period is not None]  # a row without one was refused above
    groups: dict[tuple[str, ...], Series] = defaultdict(lambda: Series({}))
    for row, period, value, denominator, by in zip(rows, days, values, below, named, strict=True):
        series = groups[by]
        series.by = dict(zip(columns.by, by, strict=True))
        series.rows.append(row)
        series.periods.append(period)
        series.values.append(value)
        series.denominators.append(denominator)
    if not groups:
        raise Refused(["The file has a header and no rows. Add one row for each period."])
    return list(groups.values()), percent


def in_the_file(error: SeriesError, series: Series, columns: Columns) -> str:
    """What was wrong with a series, with the row and column of the file in place of a position."""
    if error.position is None:
        return f"{series.name}: {error.problem}" if series.name else _sentence(error.problem)
    names: dict[str, tuple[str, Sequence[object]]] = {
        "periods": (columns.date, series.periods),
        "denominators": (columns.denominator or "", series.denominators),
    }
    column, given = names.get(error.argument, (columns.value, series.values))
    at = error.position
    return str(RowError(series.rows[at], column, str(given[at]), _sentence(error.problem)))


def _sentence(problem: str) -> str:
    return f"{problem[:1].upper()}{problem[1:]}."


def _numbers(table: Table, column: str, errors: RowErrors) -> tuple[list[float | None], bool]:
    found = parse_number_column(table.column(column), allow_missing=True, row_numbers=table.row_numbers, column=column)
    errors.extend(found.errors)
    return found.values, found.percent


def _names(table: Table, columns: Sequence[str], errors: RowErrors) -> list[tuple[str, ...]]:
    """What the columns of names say in each row."""
    named = []
    for column in columns:
        texts, wrong = parse_text_column(table.column(column), row_numbers=table.row_numbers, column=column)
        errors.extend(wrong)
        named.append(texts)
    return list(zip(*named, strict=True)) if named else [()] * len(table)
