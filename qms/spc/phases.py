"""Phases: the stretches between rebases, and reductions over all phases of all series at once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans, Floats, Integers, spread_over

_TRUE_OR_FALSE = np.dtype(bool)


@dataclass(frozen=True)
class Phases:
    """The phase of every point.

    ids: series × points, rising from 0 along each row, or None where every series is one phase.
    """

    shape: tuple[int, int]
    ids: Integers | None = None

    @cached_property
    def count(self) -> int:
        """The most phases that any series has (some may be empty)."""
        return 1 if self.ids is None else int(self.ids.max(initial=0)) + 1

    @cached_property
    def keys(self) -> NDArray[Any]:
        """One number per point that is different for every series and phase; rising along the flattened panel."""
        rows = np.arange(self.shape[0])[:, None]
        if self.ids is None:
            return np.broadcast_to(rows, self.shape)
        return np.asfortranarray(rows * self.count + self.ids)

    def total(self, points: "Floats | Booleans") -> Floats:
        """Sums of series × points by phase, as series × phases.

        Numbers are added from the first to the last, never pairwise, so that padding and neighbours change no bit: a
        series gives the same figures alone and in a panel.
        """
        points = spread_over(points, self.shape)
        if self.ids is None:
            return _counted(points) if points.dtype is _TRUE_OR_FALSE else _added_in_order(points)
        # Read point by point, all series together, which is how they lie in memory and keeps each series in order.
        size = self.shape[0] * self.count
        sums = np.bincount(self.keys.T.ravel(), weights=points.T.ravel(), minlength=size)
        return sums.astype(float, copy=False).reshape(self.shape[0], self.count)

    def spread(self, by_phase: "NDArray") -> "NDArray":
        """Series × phases back to something that broadcasts over series × points."""
        return by_phase if self.ids is None else np.take(by_phase.ravel(), self.keys.T).T

    def at(self, positions: Integers) -> Integers:
        """The phase of one position per series."""
        rows = np.arange(self.shape[0])
        return np.zeros(self.shape[0], dtype=int) if self.ids is None else self.ids[rows, positions]

    def mean(self, points: Floats, taken: "Booleans | bool", count: Floats | None = None) -> Floats:
        """Means of the taken points by phase, NaN where there are none. The second pass removes rounding, as R does.

        taken: True for all. count: how many are taken, by phase, where that is known.
        """
        count = self.total(np.asarray(taken)) if count is None else count
        if taken is not True and np.count_nonzero(taken) == np.size(taken):
            taken = True
        known = points if taken is True else np.where(taken, points, 0.0)
        first = ratio(self.total(known), count)
        rest = known - self.spread(first)
        if taken is not True:
            rest = np.where(taken, rest, 0.0)
        return first + ratio(self.total(rest), count)

    def median(self, points: Floats, taken: Booleans) -> Floats:
        """Medians of the taken points by phase, NaN where there are none."""
        values = np.where(taken, points, np.nan)
        if self.ids is None:
            values = np.sort(values, axis=1)
        else:
            ids = np.where(taken, self.ids, self.count)
            values = np.take_along_axis(values, np.lexsort((values, ids), axis=1), axis=1)
        size = self.total(taken).astype(int)
        start = np.cumsum(size, axis=1) - size
        last = self.shape[1] - 1
        low = np.take_along_axis(values, np.minimum(start + np.maximum(size - 1, 0) // 2, last), axis=1)
        high = np.take_along_axis(values, np.minimum(start + size // 2, last), axis=1)
        return np.where(size > 0, (low + high) / 2, np.nan)


def _counted(points: NDArray[Any]) -> Floats:
    """How many points of each row are true."""
    found = np.count_nonzero(points)
    if len(points) == 1:
        return np.array([[float(found)]])
    if found == points.size:
        return np.full((len(points), 1), float(points.shape[1]))
    smallest = np.uint16 if points.shape[1] < 2**16 else np.uint64  # the fewer bytes a sum has, the quicker it is
    return np.add.reduce(points.view(np.uint8), axis=1, keepdims=True, dtype=smallest).astype(float)


def _added_in_order(points: NDArray[Any]) -> Floats:
    """Row sums from the first point to the last. Summing down the columns of the transpose keeps that order at several
    times the speed of a running sum, which only a single row needs."""
    if len(points) == 1:
        return np.add.accumulate(points, axis=1)[:, -1:]
    return np.ascontiguousarray(points.T).sum(axis=0)[:, None]


def ratio(top: Floats, bottom: "Floats | Integers") -> Floats:
    """top / bottom, NaN where bottom (never negative) is 0 or missing, without a warning."""
    if np.count_nonzero(bottom) == bottom.size:
        return top / bottom
    return top / np.where(bottom > 0, bottom, np.nan)


def baseline(phases: Phases, freeze: int | None, each_phase: bool) -> Booleans | None:
    """The points that limits are made from: the first `freeze` of each phase, or of the series unless it was rebased.

    None for all of them. Rows are counted, missing and excluded ones too.
    """
    if freeze is None:
        return None
    places = np.arange(phases.shape[1])[None, :]
    if phases.ids is None:
        return places < freeze
    changed = phases.ids[:, 1:] != phases.ids[:, :-1]
    if not each_phase:
        return (places < freeze) | changed.any(axis=1, keepdims=True)
    starts = np.zeros(phases.shape, dtype=int)
    starts[:, 1:] = np.where(changed, places[:, 1:], 0)
    return places - np.maximum.accumulate(starts, axis=1) < freeze
