"""Millions of rows of text out of few distinct pieces, put together by polars.

A row is a handful of pieces. Most are one of few (a day, a verdict, the limits of a series), so each is written once and
the rows point to it; only the values are written one by one.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from qms.commands.spc.batch import Array

if TYPE_CHECKING:
    import polars as pl


def pick(texts: "Sequence[str] | pl.Series", places: Array) -> "pl.Series":
    """For each row the text at its place."""
    import polars as pl

    series = texts if isinstance(texts, pl.Series) else pl.Series(texts, dtype=pl.String)
    return series.gather(pl.Series(places.astype(np.uint32)))


def numbers(values: Array, *, whole_as_such: bool) -> "pl.Series":
    """Numbers as Python's repr writes them, null for NaN; 5 instead of 5.0 where `whole_as_such`."""
    import polars as pl

    column = pl.Series(values + 0.0, nan_to_null=True)  # minus nought is nought
    texts = column.cast(pl.String)
    if whole_as_such:
        texts = texts.str.strip_suffix(".0")
    # Python turns to powers of ten sooner than polars, and whole floats end where not every whole number is one.
    size = np.abs(values)
    odd = np.flatnonzero(((size < 1e-4) & (size > 0)) | (size >= 2.0**53))
    if len(odd):
        texts = texts.scatter(odd, [repr(value) for value in values[odd].tolist()])
    return texts


def runs(columns: Sequence[Array]) -> tuple[Array, Array]:
    """Where any of the columns of floats changes, the first row included, and for each row the number of its run."""
    new = np.zeros(len(columns[0]), dtype=bool)
    new[0] = True
    for column in columns:
        bits = column.view(np.int64)
        new[1:] |= bits[1:] != bits[:-1]
    return np.flatnonzero(new), np.cumsum(new) - 1


def write_rows(stream: BinaryIO, pieces: "Sequence[pl.Series]", *, between: str, after: str, null: str) -> None:
    """Write rows of pieces: `between` (one sign) from piece to piece, `after` at the end of each row."""
    import polars as pl

    stream.flush()  # polars writes to the file behind the stream
    frame = pl.DataFrame([piece.alias(str(place)) for place, piece in enumerate(pieces)])
    frame.write_csv(
        stream, include_header=False, separator=between, line_terminator=after, quote_style="never", null_value=null
    )
