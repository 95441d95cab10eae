"""The quick ways to read a plain CSV: as a stream where the rows of each series stand together, else all at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from qms.commands.spc.batch import Array, Batch
from qms.commands.spc.columns import Columns
from qms.commands.spc.plain import Apart, Unclear, read_plain
from qms.kernel.uploads import FieldError, parse_period, parse_text_column

if TYPE_CHECKING:
    import polars as pl

POINTS = 1 << 19
"""Points of a batch that is cut out of a sorted file."""


@dataclass(frozen=True)
class Rows:
    """Rows as they stand in the file. keys: a number for each combination of names."""

    keys: Array
    days: Array
    numbers: dict[str, Array]

    def cut(self, points: Any) -> "Rows":
        """Some of the rows."""
        numbers = {role: numbers[points] for role, numbers in self.numbers.items()}
        return Rows(self.keys[points], self.days[points], numbers)


def read_stream(stream: BinaryIO, columns: Columns) -> Iterator[Batch]:
    """The series of a plain CSV in which the rows of each stand together, in memory that does not grow with the file.

    Raises Apart where they do not, Unclear where `read_plain` or a cell is unclear.
    """
    words = _Words(columns)
    seen: set[int] = set()
    held: Rows | None = None
    for read in _ahead(words.rows(frame) for frame in read_plain(stream, columns)):
        rows = read if held is None else _joined([held, read])
        starts = _starts(rows.keys)
        held = rows.cut(slice(starts[-1], None))
        if len(starts) > 1:
            yield _batch(rows.cut(slice(0, starts[-1])), starts, words, seen)
    if held is None:
        raise Unclear("no rows")
    yield _batch(held, np.array([0, len(held.keys)]), words, seen)


def read_whole(stream: BinaryIO, columns: Columns) -> Iterator[Batch]:
    """The series of a plain CSV in the order of their first rows, wherever their rows stand. Raises Unclear."""
    words = _Words(columns)
    rows = _joined(list(_ahead(words.rows(frame) for frame in read_plain(stream, columns))))
    _, first, series = np.unique(rows.keys, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))
    rows = rows.cut(np.argsort(rank[series], kind="stable"))
    starts = np.append(_starts(rows.keys), len(rows.keys))
    seen: set[int] = set()
    at = 0
    while at < len(starts) - 1:
        end = max(int(np.searchsorted(starts, starts[at] + POINTS, side="right")) - 1, at + 1)
        yield _batch(rows.cut(slice(starts[at], starts[end])), starts[at : end + 1] - starts[at], words, seen)
        at = end


def _batch(rows: Rows, starts: Array, words: "_Words", seen: set[int]) -> Batch:
    keys = rows.keys[starts[:-1]].tolist()
    before = len(seen)
    seen.update(keys)
    if len(seen) != before + len(keys):
        raise Apart
    return Batch(words.names(rows.keys[starts[:-1]]), starts, rows.days, rows.numbers)


def _starts(keys: Array) -> Array:
    return np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1))


def _joined(parts: list[Rows]) -> Rows:
    if not parts:
        raise Unclear("no rows")
    numbers = {role: np.concatenate([part.numbers[role] for part in parts]) for role in parts[0].numbers}
    return Rows(np.concatenate([part.keys for part in parts]), np.concatenate([part.days for part in parts]), numbers)


def _ahead(items: Iterator[Rows]) -> Iterator[Rows]:
    """The same, each made while the one before is worked on."""
    nothing = None
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, items, nothing)
        while (item := coming.result()) is not None:
            coming = reader.submit(next, items, nothing)
            yield item


class _Words:
    """What the cells of a file mean, each distinct text of a column read once, by the careful way's own parsers."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.bits = 62 // max(len(columns.by), 2)
        self.keys = [_Vocabulary(_plain_names, 1 << self.bits) for _ in columns.by]
        self.days = _Vocabulary(lambda texts: list(map(parse_period, texts)), 1 << 31)

    def rows(self, frame: "pl.DataFrame") -> Rows:
        """The rows of a piece. Raises Unclear for a cell that is blank or not plain."""
        keys = np.zeros(frame.height, dtype=np.int64)
        for name, vocabulary in zip(self.columns.by, self.keys, strict=True):
            keys = (keys << self.bits) + vocabulary.codes(frame[name])
        days = self.days.codes(frame[self.columns.date])
        numbers = {role: _numbers(frame[name]) for role, name in self.columns.numbers.items()}
        return Rows(keys, np.array(self.days.meanings, dtype="datetime64[D]")[days], numbers)

    def names(self, keys: Array) -> list[tuple[str, ...]]:
        """The names behind the keys."""
        places = [(keys >> self.bits * place) % (1 << self.bits) for place in reversed(range(len(self.keys)))]
        words = [
            [vocabulary.meanings[code] for code in codes.tolist()]
            for vocabulary, codes in zip(self.keys, places, strict=True)
        ]
        return list(zip(*words, strict=True)) if words else [()] * len(keys)


class _Vocabulary:
    """The distinct texts of a column by number, up to so many, and what they mean."""

    def __init__(self, read: Callable[[list[str]], list[Any]], most: int) -> None:
        import polars as pl

        self.read = read
        self.most = most
        self.categories = pl.Categories.random()
        self.kind = pl.Categorical(self.categories)
        # The numbers last as long as any column of the kind does.
        self.anchor = pl.Series([], dtype=self.kind)
        self.meanings: list[Any] = []

    def codes(self, column: "pl.Series") -> Array:
        """The number of each text. Raises Unclear where one is blank or cannot be read."""
        if column.null_count():
            raise Unclear(f"blank cells in {column.name}")
        codes: Array = column.cast(self.kind).to_physical().to_numpy().astype(np.int64)
        highest = int(codes.max(initial=-1))
        if highest >= self.most:
            raise Unclear(f"too many texts in {column.name}")
        try:
            self.meanings += self.read([str(self.categories[code]) for code in range(len(self.meanings), highest + 1)])
        except FieldError as error:
            raise Unclear(str(error)) from error
        return codes


def _plain_names(texts: list[str]) -> list[str]:
    """The names themselves, where the careful way would leave them as they are. Raises Unclear."""
    joined = f"\x1f{chr(31).join(texts)}\x1f"
    if joined.isascii() and not any(mark in joined for mark in _UNTIDY) and max(map(len, texts), default=0) <= 200:
        return texts
    names, wrong = parse_text_column(texts)
    if wrong or names != texts or '"' in joined:
        raise Unclear("names that are not plain")
    return texts


_UNTIDY = ("\x1f\x1f", "\x1f ", " \x1f", "  ", "\x1f'", '"', "\t", "\r", "\n")


def _numbers(column: "pl.Series") -> Array:
    """Floats, NaN where the cell is blank."""
    import polars as pl

    try:
        numbers: Array = column.cast(pl.Float64).fill_null(np.nan).to_numpy()
    except pl.exceptions.PolarsError as error:
        raise Unclear(str(error)) from error
    if not np.isfinite(numbers[column.is_not_null().to_numpy()] if column.null_count() else numbers).all():
        raise Unclear(f"cells of {column.name} that are not finite numbers")
    return numbers
