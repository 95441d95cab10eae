"""From a file to charts, the quickest way that is sure to give what the careful one gives."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeVar

import numpy as np

from qms.commands.refusing import Refused
from qms.commands.spc.batch import Batch
from qms.commands.spc.careful import in_the_file, read_carefully
from qms.commands.spc.charting import Charted, chart, every_error, of_the_command
from qms.commands.spc.plain import Apart, Unclear
from qms.commands.spc.quick import POINTS, read_stream, read_whole
from qms.commands.spc.request import Request
from qms.spc import SeriesError

QUICK_FROM = 1 << 20
"""Bytes from which on it pays to get the quick way ready."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Source:
    """A file by its name, or "-" for standard input."""

    name: str

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self._given) if self.name == "-" else Path(self.name).stat().st_size

    def open(self) -> BinaryIO:
        """From the beginning, as often as asked."""
        return BytesIO(self._given) if self.name == "-" else Path(self.name).open("rb")

    @cached_property
    def _given(self) -> bytes:
        return sys.stdin.buffer.read()


def with_charts(source: Source, request: Request, use: Callable[[Iterator[Charted]], Result]) -> Result:
    """What `use` makes of the charts of a file. It is called anew for each way of reading that has to be tried.

    Raises NoColumn, Refused, TableError as reading does, and SeriesError where the command is wrong.
    """
    for read in (read_stream, read_whole) if source.size >= QUICK_FROM else ():
        try:
            with source.open() as stream:
                return use(quickly(read(stream, request.columns), request))
        except Apart:
            continue
        except Unclear:
            break
    with source.open() as stream:
        return use(carefully(read_carefully(stream.read(), source.name, request.columns), request))


def quickly(batches: Iterator[Batch], request: Request) -> Iterator[Charted]:
    """Charts of batches without row numbers. Raises Unclear where rows would have to be named."""
    met = _Met(request)
    for place, rows in enumerate(batches):
        batch = request.points(rows)
        met.see(batch)
        try:
            yield replace(chart(batch, request), opening=place == 0)
        except SeriesError as error:
            if of_the_command(error):
                raise
            raise Unclear(str(error)) from error
    if lines := met.of_none():
        raise Refused(lines)


def carefully(batches: Iterator[Batch], request: Request) -> Iterator[Charted]:
    """Charts of batches; where one cannot be made, Refused with everything that is wrong."""
    for rows in batches:
        request.check_percent(rows.percent)
        batch = request.points(rows)
        met = _Met(request)
        met.see(batch)
        wrong = met.of_none()
        try:
            charts = None if wrong else [chart(part, request) for part in _parts(batch)]
        except SeriesError as error:
            if of_the_command(error):
                raise
            charts = None
        if charts is None:
            found = every_error(batch, request)
            raise Refused(wrong + [in_the_file(error, series, request.columns) for series, error in found])
        yield from (replace(charted, opening=place == 0) for place, charted in enumerate(charts))


def _parts(batch: Batch) -> list[Batch]:
    """The batch in pieces of a size that is quick to work on."""
    parts, at = [], 0
    while at < len(batch):
        end = max(int(np.searchsorted(batch.starts, batch.starts[at] + POINTS, side="right")) - 1, at + 1)
        parts.append(batch.part(at, end))
        at = end
    return parts


class _Met:
    """Which of the days that the command names are met in the file.

    Those that one series of several does not reach or have are no mistake; those of none are.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.last: date | None = None
        self.absent = set(request.exclude)

    def see(self, batch: Batch) -> None:
        """Take note of the days of a batch."""
        if not len(batch.days):
            return
        last: date = batch.days.max().item()
        self.last = last if self.last is None else max(last, self.last)
        self.absent -= {day for day in self.absent if (batch.days == np.datetime64(day, "D")).any()}

    def of_none(self) -> list[str]:
        """What to say of the days that were not met."""
        last = self.last
        late = [] if last is None else [day for day in self.request.rebase if day > last]
        absent: Sequence[date] = [day for day in self.request.exclude if day in self.absent]
        return [
            *(f"--rebase {day} is after the last point, {last}. Choose an earlier date." for day in late),
            *(f"--exclude {day} is none of the points. Give a date of the file." for day in absent),
        ]
