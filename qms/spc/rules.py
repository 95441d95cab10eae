"""The rules for special causes, each a function of planes (see qms.spc.planes).

Which of them apply, and their lengths, the rule set says; docs/decisions/0008 has the definitions and their sources.
"""

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans
from qms.spc.enums import SpecialCause
from qms.spc.planes import Plane, ahead, behind, in_runs, neighbours, widened, windows

Sides = tuple[Booleans, Booleans]
Broken = NDArray[np.unsignedinteger]
"""A bit for each rule and side that a point breaks."""

BothSides = tuple[Plane, Plane]
"""Planes of the high and the low side."""

RULE_ORDER = tuple(SpecialCause)


def bit(rule: SpecialCause, high: bool) -> int:
    """The bit that says that a point breaks the rule on the high or low side."""
    return 1 << (2 * RULE_ORDER.index(rule) + (0 if high else 1))


def shift(pairs: Plane, length: int) -> Plane:
    """Points in a run of `length` or more on one side of the centre; a point on the centre breaks the run.

    pairs: points that are, as the next one, on that side.
    """
    return widened(windows(pairs, length - 1), length)


def trend(rising: Plane, falling: Plane, length: int) -> BothSides:
    """Points in a run of `length` or more strictly rising, or strictly falling; a tie breaks it.

    rising, falling: points that are below, or above, the next. A peak or trough that ends one trend and begins the next
    belongs to the later one.
    """
    up, down = in_runs(rising, length - 1), in_runs(falling, length - 1)
    return up | (behind(up, 1) & ~down), down | (behind(down, 1) & ~up)


def two_of_three(near: Plane, together: Plane) -> Plane:
    """The near points of any three neighbours of which two or more are near the limit on one side.

    together: points that may stand in one such group with the next.
    """
    second, third = ahead(near, 1), ahead(near, 2)
    found = (near & second) | (third & (near | second))
    return near & widened(found & windows(together, 2), 3)


def four_of_five(near: Plane, together: Plane) -> Plane:
    """The near points of any five neighbours of which four or more are beyond one standard deviation on one side.

    together: points that may stand in one such group with the next.
    """
    second, third, fourth, fifth = (ahead(near, place) for place in range(1, 5))
    left, right = near & second, fourth & fifth
    found = (left & right) | (third & ((left & (fourth | fifth)) | (right & (near | second))))
    return near & widened(found & windows(together, 4), 5)


def alternating(rising: Plane, falling: Plane, length: int) -> Plane:
    """Points in a run of `length` or more that rise and fall in turn; a tie breaks it."""
    turns = (rising & ahead(falling, 1)) | (falling & ahead(rising, 1))
    return widened(windows(turns, length - 2), length)


def hugging(within: Plane, links: Plane, length: int) -> Plane:
    """Points in a run of `length` or more that are all within one standard deviation of the centre."""
    return widened(windows(neighbours(within, links), length - 1), length)


def avoiding(high: Plane, low: Plane, links: Plane, length: int) -> Plane:
    """Points of any `length` neighbours that are all beyond one standard deviation, some above and some below."""
    together = windows(neighbours(high | low, links), length - 1)
    return widened(together & ~(windows(high, length) | windows(low, length)), length)


def by_side(points: Plane, below: Plane) -> BothSides:
    """A pattern of both sides, each of its points on its own side of the centre; one on the centre counts as high."""
    return points & ~below, points & below
