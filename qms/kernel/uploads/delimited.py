"""Delimited text to rows of cells: commas, tabs, semicolons or bars, with quotation marks understood."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from qms.kernel.uploads.errors import TableError

# The order decides a tie: a tab or a semicolon in every line is hardly ever part of the text, a comma often is.
DELIMITERS = ("\t", ";", "|", ",")
_SAMPLE_ROWS = 60
_SAMPLE_TEXT = 200_000
_EXCEL_HINT = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def sniff(text: str) -> str:
    """The delimiter that cuts the most of the first rows into the same number of cells; "," for one column."""
    best, best_score = ",", 0
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text[:_SAMPLE_TEXT], newline=""), delimiter=delimiter, skipinitialspace=True)
        try:
            widths = Counter(len(row) for row in islice(reader, _SAMPLE_ROWS) if len(row) > 1)
        except csv.Error:  # a cell too long to be a cell: not this delimiter
            continue
        score = max(widths.values(), default=0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read_delimited(text: str, delimiter: str | None = None) -> tuple[Iterator[list[str]], str]:
    """(rows, delimiter). One row per spreadsheet row, blank lines as []; the rows are read as they are asked for.

    The rows raise TableError where a quotation mark is out of place: guessing there would swallow rows.
    """
    if hint := _EXCEL_HINT.match(text):  # Excel reads this line and does not show it
        text, delimiter = text[hint.end() :], delimiter or hint[1]
    delimiter = delimiter or sniff(text)
    return _rows(text, delimiter), delimiter


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from _reader(text, delimiter)
    except csv.Error as error:
        raise TableError(
            f"Row {_first_unreadable(text, delimiter):,} has a quotation mark that is not closed or is out of place.",
            "Put the mark right, or save the table as XLSX.",
        ) from error


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)


def _first_unreadable(text: str, delimiter: str) -> int:
    """Counted only once reading has failed: counting every row as it is read takes as long as reading it."""
    row = 0
    with suppress(csv.Error):
        for row, _ in enumerate(_reader(text, delimiter), start=1):  # noqa: B007  # read after the loop
            pass
    return row + 1
