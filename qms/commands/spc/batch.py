"""A batch: whole series, one after another in flat arrays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Batch:
    """names: the words of each series. starts: where each begins, and where the last ends.

    days: datetime64[D] of every point. numbers: by role as in `Columns`, NaN where the cell is blank; after `subgrouped`
    a value is a row of observations. rows: where each point stands in the spreadsheet, None where nobody counted.
    percent: the values were written as percentages and are shares now.
    """

    names: list[tuple[str, ...]]
    starts: Array
    days: Array
    numbers: Mapping[str, Array]
    rows: Array | None = None
    percent: bool = False

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def lengths(self) -> Array:
        """The points of each series."""
        return np.diff(self.starts)

    @cached_property
    def owners(self) -> Array:
        """The series of each point."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def part(self, first: int, last: int) -> "Batch":
        """The series from `first` up to `last`, as a batch of their own."""
        points = slice(self.starts[first], self.starts[last])
        return replace(
            self,
            names=self.names[first:last],
            starts=self.starts[first : last + 1] - self.starts[first],
            days=self.days[points],
            numbers={role: numbers[points] for role, numbers in self.numbers.items()},
            rows=None if self.rows is None else self.rows[points],
        )

    def taken(self, at: Array) -> "Batch":
        """Only these points, in this order; the series of each may not change its place among the others."""
        counts = np.bincount(self.owners[at], minlength=len(self))
        return replace(
            self,
            starts=np.concatenate(([0], np.cumsum(counts))),
            days=self.days[at],
            numbers={role: numbers[at] for role, numbers in self.numbers.items()},
            rows=None if self.rows is None else self.rows[at],
        )


def by_day(batch: Batch) -> Batch:
    """The points of each series in the order of their days; those of one day stay as they stand in the file."""
    days, owners = batch.days, batch.owners
    if ((days[1:] >= days[:-1]) | (owners[1:] != owners[:-1])).all():
        return batch
    return batch.taken(np.lexsort((days, owners)))


def between_events(batch: Batch) -> Batch:
    """Rows that are events as the days since the event before; the first of each series has none and goes."""
    days = by_day(batch)
    since = np.diff(days.days).astype(float)
    later = np.flatnonzero(days.owners[1:] == days.owners[:-1]) + 1
    events = days.taken(later)
    return replace(events, numbers={**events.numbers, "value": since[later - 1]})


def subgrouped(batch: Batch) -> Batch:
    """Rows that are observations as one point a day, whose value is the row of its observations, filled up with NaN.

    Of other columns a day has what its first row says.
    """
    rows = by_day(batch)
    new = np.ones(len(rows.days), dtype=bool)
    new[1:] = (rows.days[1:] != rows.days[:-1]) | (rows.owners[1:] != rows.owners[:-1])
    first = np.flatnonzero(new)
    group = np.cumsum(new) - 1
    observations = np.full((len(first), int(np.diff(first, append=len(new)).max(initial=0))), np.nan)
    observations[group, np.arange(len(new)) - first[group]] = rows.numbers["value"]
    points = rows.taken(first)
    return replace(points, numbers={**points.numbers, "value": observations})
