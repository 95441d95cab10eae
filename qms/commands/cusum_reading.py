"""Sequences of values or of cases from a file."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from qms.commands.columns import check_columns, names_of
from qms.commands.refusing import Refused
from qms.kernel.uploads import (
    RowError,
    RowErrors,
    Table,
    parse_number_column,
    parse_period_column,
    read_table,
)

_HAPPENED = {"1": 1.0, "1.0": 1.0, "yes": 1.0, "y": 1.0, "true": 1.0, "0": 0.0, "0.0": 0.0, "no": 0.0, "n": 0.0, "false": 0.0}


@dataclass(frozen=True)
class Columns:
    """Which columns of the file are what: a value, or an outcome with or without its own risk."""

    value: str | None = None
    outcome: str | None = None
    risk: str | None = None
    date: str | None = None
    by: tuple[str, ...] = ()

    def check(self, header: Sequence[str]) -> None:
        """Raise NoColumn where the header lacks any of them."""
        named = (self.value, self.outcome, self.risk, self.date, *self.by)
        check_columns([name for name in named if name is not None], header)


@dataclass
class OneSequence:
    """One line to chart, in the order of its dates. rows: where each point stands in the spreadsheet."""

    by: dict[str, str]
    rows: list[int] = field(default_factory=list)
    dates: list[date | None] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    risks: list[float | None] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The sequence in words; empty where the file is one."""
        return ", ".join(self.by.values())

    def sort(self) -> None:
        """Put the points in the order of their dates; those of one day stay as they stand in the file."""
        order = sorted(range(len(self.rows)), key=lambda at: self.dates[at] or date.min)
        self.rows = [self.rows[at] for at in order]
        self.dates = [self.dates[at] for at in order]
        self.values = [self.values[at] for at in order]
        self.risks = [self.risks[at] for at in order]


def read_sequences(data: bytes, filename: str, columns: Columns) -> list[OneSequence]:
    """The sequences of a CSV or workbook in the order of their first rows. A blank value or outcome is a gap.

    Raises NoColumn, Refused with all row errors together, or TableError where the file as a whole cannot be read.
    """
    table = read_table(data, filename=filename)
    columns.check(table.columns)
    errors = RowErrors(table.errors)
    blank: list[None] = [None] * len(table)
    values = _outcomes(table, columns.outcome, errors) if columns.outcome else _numbers(table, columns.value, errors)
    risks = _numbers(table, columns.risk, errors) if columns.risk else blank
    dates: list[date | None] = list(blank)
    if columns.date:
        dates, wrong = parse_period_column(table.column(columns.date), row_numbers=table.row_numbers, column=columns.date)
        errors.extend(wrong)
    named = names_of(table, columns.by, errors)
    if len(errors):
        raise Refused(str(error) for error in errors)
    groups: dict[tuple[str, ...], OneSequence] = defaultdict(lambda: OneSequence({}))
    for row, day, value, risk, by in zip(table.row_numbers, dates, values, risks, named, strict=True):
        one = groups[by]
        one.by = dict(zip(columns.by, by, strict=True))
        one.rows.append(row)
        one.dates.append(day)
        one.values.append(value)
        one.risks.append(risk)
    if not groups:
        raise Refused(["The file has a header and no rows. Add one row for each point or case."])
    for one in groups.values():
        one.sort()
    return list(groups.values())


def _outcomes(table: Table, column: str, errors: RowErrors) -> list[float | None]:
    found: list[float | None] = []
    wrong = []
    for row, cell in zip(table.row_numbers, table.column(column), strict=True):
        text = str(cell).strip().casefold()
        outcome = None if text == "" else _HAPPENED.get(text)
        if text and outcome is None:
            wrong.append(
                RowError(row, column, str(cell), "This does not say whether the event happened.", "Use 1 or 0, or yes or no.")
            )
        found.append(outcome)
    errors.extend(wrong)
    return found


def _numbers(table: Table, column: str | None, errors: RowErrors) -> list[float | None]:
    if column is None:
        return [None] * len(table)
    found = parse_number_column(table.column(column), allow_missing=True, row_numbers=table.row_numbers, column=column)
    errors.extend(found.errors)
    return found.values
