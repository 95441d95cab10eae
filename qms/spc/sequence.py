"""The points that rules look at: present and included, of all series, one after another in one flat row.

A link joins two neighbours of the same series and phase. Missing and excluded points are simply not in the row, so they
break no run; a rebase and the end of a series have no link, so no run crosses them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans, Integers, spread_over
from qms.spc.phases import Phases


@dataclass(frozen=True)
class Sequence:
    """at: flat positions of the points, or None for all; linked: one per pair of neighbours."""

    shape: tuple[int, int]
    at: Integers | None
    linked: Booleans

    @classmethod
    def of(cls, taken: Booleans, phases: Phases) -> "Sequence":
        """The taken points (series × points)."""
        if not taken.all():
            at = np.flatnonzero(taken)
            keys = phases.keys.ravel()[at]
            return cls(taken.shape, at, keys[1:] == keys[:-1])
        if phases.ids is not None:
            keys = phases.keys.ravel()
            return cls(taken.shape, None, keys[1:] == keys[:-1])
        linked = np.ones(max(taken.size - 1, 0), dtype=bool)
        linked[taken.shape[1] - 1 :: taken.shape[1]] = False
        return cls(taken.shape, None, linked)

    def flat(self, points: NDArray) -> NDArray:
        """Series × points (or what broadcasts to it) as the flat row."""
        row = spread_over(points, self.shape).ravel()
        return row if self.at is None else row[self.at]

    def scatter(self, row: NDArray) -> NDArray:
        """The flat row back to series × points, zero where no point was taken."""
        if self.at is None:
            return row.reshape(self.shape)
        points = np.zeros(self.shape, dtype=row.dtype)
        points.ravel()[self.at] = row
        return points


def in_runs(flags: Booleans, length: int) -> Booleans:
    """The flags that stand in an unbroken run of `length` or more.

    Windows are joined by doubling (1, 2, 4, …), so the work grows with the logarithm of the length.
    """
    if len(flags) < length:
        return np.zeros(len(flags), dtype=bool)
    whole = _windows(flags, length, np.logical_and)
    edge = np.zeros(length - 1, dtype=bool)
    return _windows(np.concatenate((edge, whole, edge)), length, np.logical_or)


def in_linked_runs(flags: Booleans, linked: Booleans, length: int) -> Booleans:
    """As in_runs, for runs that may not cross a missing link. `length` counts points and is 2 or more."""
    pairs = in_runs(flags[:-1] & flags[1:] & linked, length - 1)
    return before(pairs) | after(pairs)


def before(pairs: NDArray) -> NDArray:
    """For each point, what stands between it and the one before."""
    return np.concatenate((np.zeros(1, dtype=pairs.dtype), pairs))


def after(pairs: NDArray) -> NDArray:
    """For each point, what stands between it and the next."""
    return np.concatenate((pairs, np.zeros(1, dtype=pairs.dtype)))


def _windows(flags: Booleans, length: int, join: np.ufunc) -> Booleans:
    span = 1
    while span < length:
        step = min(span, length - span)
        flags = join(flags[:-step], flags[step:])
        span += step
    return flags
