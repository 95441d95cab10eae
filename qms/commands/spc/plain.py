"""Pieces of a plain CSV as columns of text: what polars reads exactly as the careful way would, and nothing else."""

import csv
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from qms.commands.spc.columns import Columns
from qms.kernel.uploads import TableError, read_table

if TYPE_CHECKING:
    import polars as pl

PIECE = 1 << 22
"""Bytes read at a time."""

OPENING = 1 << 16
ROWS_IN_OPENING = 200
"""As many rows as the careful way looks at before it decides where the header is and what separates the cells."""

NEW_LINE, RETURN, TAB, QUOTE = b'\n\r\t"'
MARK = b"\xef\xbb\xbf"


class Unclear(Exception):  # noqa: N818 - it is no error: another way of reading decides
    """This way of reading might not give what the careful one gives."""


class Apart(Unclear):
    """The rows of a series do not stand together."""


def read_plain(stream: BinaryIO, columns: Columns) -> "Iterator[pl.DataFrame]":
    """The asked columns of a CSV in pieces of whole rows, every cell as text, null where it is blank.

    Raises Unclear where anything in the file could be read in another way, or is wrong; NoColumn as `Columns.check`.
    """
    header, delimiter, start = _opening(stream, columns)
    stream.seek(start)
    rest = b""
    while block := stream.read(PIECE):
        end = block.rfind(b"\n") + 1
        if end:
            yield _frame(rest + block[:end], header, delimiter, columns)
            rest = block[end:]
        else:
            rest += block
    if rest:
        yield _frame(rest, header, delimiter, columns)


def _opening(stream: BinaryIO, columns: Columns) -> tuple[list[str], bytes, int]:
    """The names in the header, what separates cells, and where the rows begin."""
    size = OPENING
    while True:
        stream.seek(0)
        data = stream.read(size)
        whole = len(data) < size
        if whole or data.count(b"\n") > ROWS_IN_OPENING:
            break
        size *= 4
    try:
        table = read_table(data if whole else data[: data.rfind(b"\n") + 1])
    except TableError as error:
        raise Unclear(str(error)) from error
    columns.check(table.columns)
    line = data[: data.find(b"\n") + 1]
    if table.header_row != 1 or table.errors or table.delimiter is None or table.encoding not in ("utf-8", "utf-8-sig"):
        raise Unclear("the table does not begin with its header")
    names = next(csv.reader([line.removeprefix(MARK).decode()], delimiter=table.delimiter), [])
    if names != table.columns:
        raise Unclear("the header is not plain")
    return names, table.delimiter.encode(), len(line)


def _frame(piece: bytes, header: Sequence[str], delimiter: bytes, columns: Columns) -> "pl.DataFrame":
    import polars as pl

    quoted = _check_bytes(piece)
    names = [f"column_{place}" for place in range(len(header))]  # as polars itself would name them
    wanted = dict.fromkeys((*columns.by, columns.date, *columns.numbers.values()))
    try:
        frame = pl.read_csv(
            piece,
            has_header=False,
            schema=dict.fromkeys(names, pl.String),
            columns=names if quoted else [names[header.index(name)] for name in wanted],
            separator=delimiter.decode(),
        )
    except pl.exceptions.PolarsError as error:
        raise Unclear(str(error)) from error
    # A row that is too short is given nulls at its end. Without quotation marks the separators tell.
    if not quoted and _count(piece, delimiter) != frame.height * (len(header) - 1):
        raise Unclear("rows of different lengths")
    if quoted and frame[names[-1]].null_count():
        raise Unclear("rows that may be too short")
    return frame.select([pl.col(names[header.index(name)]).alias(name) for name in wanted])


def _check_bytes(piece: bytes) -> bool:
    """Whether there are quotation marks. Raises Unclear for what is not plain text, or cells over several lines."""
    signs = np.frombuffer(piece, dtype=np.uint8)
    lines, returns, tabs = (_count(piece, sign) for sign in (b"\n", b"\r", b"\t"))
    if returns not in (0, lines) or np.count_nonzero(signs < 32) != lines + returns + tabs:
        raise Unclear("control characters")
    if not piece.isascii():
        try:
            piece.decode()
        except UnicodeDecodeError as error:
            raise Unclear("not UTF-8") from error
    if b'"' not in piece:
        return False
    _check_quotes(signs)
    return True


def _check_quotes(signs: "np.ndarray") -> None:
    """Each mark opens a cell, closes one, or is doubled; none after a space, which the careful way would skip."""
    at = np.flatnonzero(signs == QUOTE)
    ends = np.array([NEW_LINE, RETURN, QUOTE, *b",;|\t"])
    padded = np.concatenate(([NEW_LINE], signs, [NEW_LINE]))
    before, after = padded[at], padded[at + 2]
    if len(at) % 2 or not (np.isin(before, ends) | np.isin(after, ends)).all() or (before == ord(" ")).any():
        raise Unclear("quotation marks out of place")


def _count(piece: bytes, sign: bytes) -> int:
    """How often a sign occurs: for frequent ones many times as fast as bytes.count."""
    return int(np.count_nonzero(np.frombuffer(piece, dtype=np.uint8) == sign[0])) if sign in piece else 0
