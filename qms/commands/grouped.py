"""Rows of a file for charts that compare things: columns of names and numbers, by group."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import click

from qms.commands.columns import check_columns, texts_of
from qms.commands.refusing import Refused, refusing
from qms.kernel.uploads import RowErrors, Table, parse_number_column, read_table


@dataclass
class Group:
    """The rows of one chart. rows: where each stands in the spreadsheet. texts, numbers: its cells by column."""

    by: dict[str, str]
    rows: list[int] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, list[float]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The group in words; empty where the file is one."""
        return ", ".join(self.by.values())


def groups_of(file: str, *, texts: Sequence[str], numbers: Sequence[str], by: Sequence[str]) -> list[Group]:
    """The groups of a file, or of standard input for "-". Ends the command, saying why, where they cannot be read."""
    with refusing(), click.open_file(file, "rb") as stream:
        return read_groups(stream.read(), file, texts=texts, numbers=numbers, by=by)


def read_groups(
    data: bytes, filename: str, *, texts: Sequence[str], numbers: Sequence[str], by: Sequence[str] = ()
) -> list[Group]:
    """The groups of a CSV or workbook in the order of their first rows.

    Raises NoColumn, Refused with all row errors together, or TableError where the file as a whole cannot be read.
    """
    table = read_table(data, filename=filename)
    check_columns((*texts, *numbers, *by), table.columns)
    errors = RowErrors(table.errors)
    words = {column: texts_of(table, column, errors) for column in dict.fromkeys((*texts, *by))}
    figures = {column: _numbers(table, column, errors) for column in numbers}
    if len(errors):
        raise Refused(str(error) for error in errors)
    groups: dict[tuple[str, ...], Group] = {}
    for at, row in enumerate(table.row_numbers):
        key = tuple(words[column][at] for column in by)
        group = groups.setdefault(key, Group(dict(zip(by, key, strict=True))))
        group.rows.append(row)
        for column in texts:
            group.texts.setdefault(column, []).append(words[column][at])
        for column in numbers:
            group.numbers.setdefault(column, []).append(figures[column][at])
    if not groups:
        raise Refused(["The file has a header and no rows. Add one row for each thing to compare."])
    return list(groups.values())


def _numbers(table: Table, column: str, errors: RowErrors) -> list[float]:
    found = parse_number_column(table.column(column), row_numbers=table.row_numbers, column=column)
    errors.extend(found.errors)
    return [float("nan") if value is None else value for value in found.values]  # errors stop it before it is used
