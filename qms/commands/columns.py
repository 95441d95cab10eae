"""Columns that a command names: those of --by, those that the file lacks, and what columns of names say in each row."""

from collections.abc import Sequence

from qms.commands.refusing import NoColumn
from qms.kernel.uploads import RowErrors, Table, parse_text_column


def named_columns(option: str | None) -> tuple[str, ...]:
    """The columns of --by."""
    return tuple(name.strip() for name in (option or "").split(",") if name.strip())


def check_columns(named: Sequence[str], header: Sequence[str]) -> None:
    """Raise NoColumn where the header lacks any of those named."""
    if missing := [name for name in dict.fromkeys(named) if name not in header]:
        names = " and ".join(f"'{name}'" for name in missing)
        raise NoColumn(f"There is no column {names}. The columns are {', '.join(header)}.")


def texts_of(table: Table, column: str, errors: RowErrors) -> list[str]:
    """What a column of names says in each row; a blank is an error."""
    texts, wrong = parse_text_column(table.column(column), row_numbers=table.row_numbers, column=column)
    errors.extend(wrong)
    return texts


def names_of(table: Table, columns: Sequence[str], errors: RowErrors) -> list[tuple[str, ...]]:
    """What several columns of names say in each row; () where there are none."""
    named = [texts_of(table, column, errors) for column in columns]
    return list(zip(*named, strict=True)) if named else [()] * len(table)
