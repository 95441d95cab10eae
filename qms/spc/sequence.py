"""The points that rules look at: present and included, of every series, one after another.

Where a point is missing or excluded, those after it close up, so that it breaks no run. A link joins two neighbours of one
phase; a rebase and the end of a series have no link, so no run crosses them.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans, Integers, spread_over
from qms.spc.phases import Phases
from qms.spc.planes import Plane, every_link, pack


@dataclass(frozen=True)
class Sequence:
    """shape: series × points. linked: series × (points − 1), None where all neighbours are.

    taken_from, moved_to: where the taken points stood and where they stand now, as places in the panel read point by point
    (all series' first points, then all their second ones); None where all stay.
    """

    shape: tuple[int, int]
    linked: Booleans | None = None
    taken_from: Integers | None = None
    moved_to: Integers | None = None

    @classmethod
    def of(cls, taken: Booleans, phases: Phases) -> "Sequence":
        """The taken points (series × points)."""
        ids = phases.ids
        if np.count_nonzero(taken) == taken.size:
            return cls(taken.shape, None if ids is None else ids[:, 1:] == ids[:, :-1])
        if not (taken[:, 1:] > taken[:, :-1]).any():
            # Only at the ends of series is something missing, and nothing has to move.
            linked = taken[:, 1:] if ids is None else taken[:, 1:] & (ids[:, 1:] == ids[:, :-1])
            return cls(taken.shape, linked)
        return cls._closed_up(taken, ids)

    @classmethod
    def _closed_up(cls, taken: Booleans, ids: Integers | None) -> "Sequence":
        series = len(taken)
        rank = np.cumsum(taken.T, axis=0, dtype=np.intp)
        there = np.arange(1, taken.shape[1])[:, None] < rank[-1]
        place = rank  # counted in whole rows of series, and then along the row
        place -= 1
        place *= series
        place += np.arange(series)
        taken_from = np.flatnonzero(taken.T)
        closed = cls(taken.shape, None, taken_from, place.ravel()[taken_from])
        if ids is None:
            return cls(taken.shape, there.T, closed.taken_from, closed.moved_to)
        phase = closed.close_up(ids)
        return cls(taken.shape, there.T & (phase[:, 1:] == phase[:, :-1]), closed.taken_from, closed.moved_to)

    @cached_property
    def links(self) -> Plane:
        """The points that are linked to the next, as a plane."""
        if self.linked is None:
            return every_link(self.shape)
        linked = np.zeros(self.shape[::-1], dtype=bool)
        linked[:-1] = self.linked.T
        return pack(linked)[0]

    def close_up(self, points: NDArray) -> NDArray:
        """Series × points (or what broadcasts to it) with the taken ones moved together; what lies after them is zero."""
        points = spread_over(points, self.shape)
        return points if self.taken_from is None else _moved(points, self.taken_from, self.moved_to)

    def close_up_marks(self, marks: Booleans) -> Booleans:
        """As `close_up`, for up to eight marks a point at once: … × points × series."""
        if self.taken_from is None:
            return marks
        codes = np.zeros(self.shape[::-1], dtype=np.uint8)
        for place, mark in enumerate(marks.reshape(-1, *codes.shape)):
            codes |= mark.view(np.uint8) << np.uint8(place)
        codes = self.close_up(codes.T).T
        closed = np.empty_like(marks)
        for place, mark in enumerate(closed.reshape(-1, *codes.shape)):
            np.not_equal(codes & np.uint8(1 << place), 0, out=mark)
        return closed

    def open_out(self, points: NDArray, *, missing: float = 0) -> NDArray:
        """The taken points back where they stood; `missing` where no point was taken."""
        return points if self.taken_from is None else _moved(points, self.moved_to, self.taken_from, missing)


def _moved(points: NDArray, source: Integers | None, target: Integers | None, elsewhere: float = 0) -> NDArray:
    rows = points.T
    moved = np.full(rows.shape, elsewhere, dtype=points.dtype)
    moved.ravel()[target] = rows.ravel()[source]
    return moved.T
