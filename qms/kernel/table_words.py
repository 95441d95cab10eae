"""A table that somebody brings, in words: what is wrong with it, and what its columns hold."""

from dataclasses import dataclass
from typing import Any

from qms.kernel.formats import day
from qms.kernel.uploads import RowErrors, Table
from qms.kernel.uploads.cells import shown

PROBLEMS = 50
"""Different things wrong that a page shows; all of them are in the file of errors."""
HEAD = 4
SAMPLED = 200
"""Rows looked at for three different samples of a column."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong, said once however many rows have it."""

    row: int
    more: int
    column: str
    value: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Problems:
    """What is wrong: the first of the different things, a line above them, and the sentence of the page."""

    shown: list[Problem]
    summary: str
    sentence: str


def problems_of(errors: RowErrors) -> Problems:
    """The errors with like ones together, in the order of the rows that first have them."""
    rows: dict[tuple[str, str, str, str], list[int]] = {}
    for error in errors:
        rows.setdefault((error.column, error.value, error.message, error.remedy), []).append(error.row)
    found = [Problem(places[0], len(places) - 1, *said) for said, places in rows.items()]
    summary = errors.summary(len(errors))
    them = "it is" if len(errors) == 1 else "they are"
    sentence = f"{summary}. Nothing can be stored until {them} corrected."
    summary += f", {len(found):,} of them different" if len(found) < len(errors) else ""
    summary += f"; the first {PROBLEMS} are shown" if len(found) > PROBLEMS else ""
    return Problems(found[:PROBLEMS], summary, sentence)


def stored_before_words(before: Any) -> str:
    """That these very bytes were stored before, with the record of that (`created_at`, `by`); empty where there is none."""
    return f"Exactly this file was stored on {day(before.created_at)} by {before.by.name}." if before else ""


def head_of(table: Table) -> list[list[str]]:
    """The first rows as they are shown."""
    return [[shown(cell) for cell in row] for row in table.head(HEAD)]


def sample_of(table: Table, column: str | None) -> str:
    """Three different cells of a column, for whoever says what it is."""
    cells = table.column(column)[:SAMPLED] if column in table.columns else []
    return ", ".join(list(dict.fromkeys(text for cell in cells if (text := shown(cell, 20))))[:3])
