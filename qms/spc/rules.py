"""The rules for special causes, each a function of planes (see qms.spc.planes): sides × points × series, high side first.

Which of them apply, and their lengths, the rule set says; docs/decisions/0008 has the definitions and their sources.
"""

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans
from qms.spc.enums import SpecialCause
from qms.spc.planes import Plane, in_runs, in_runs_of_pairs, neighbours, widened, windows

Sides = tuple[Booleans, Booleans]
Broken = NDArray[np.unsignedinteger]
"""A bit for each rule and side that a point breaks."""

RULE_ORDER = tuple(SpecialCause)


def bit(rule: SpecialCause, high: bool) -> int:
    """The bit that says that a point breaks the rule on the high or low side."""
    return 1 << (2 * RULE_ORDER.index(rule) + (0 if high else 1))


def shift(pairs: Plane, length: int) -> Plane:
    """Points in a run of `length` or more on one side of the centre; a point on the centre breaks the run.

    pairs: linked neighbours that are both on that side.
    """
    return in_runs_of_pairs(pairs, length)


def trend(steps: Plane, length: int) -> Plane:
    """Points in a run of `length` or more strictly rising (the high side) or strictly falling; a tie breaks it.

    steps: which neighbours rise, and which fall. A peak or trough that ends one trend and begins the next belongs to the
    later one.
    """
    runs = in_runs(steps, length - 1)
    points = np.zeros((2, runs.shape[1] + 1, runs.shape[2]), dtype=np.uint8)
    if not np.count_nonzero(runs):
        return points
    points[:, :-1] = runs
    runs[:, :-1] &= ~runs[::-1, 1:]
    points[:, 1:] |= runs
    return points


def two_of_three(near: Plane, together: "Plane | None") -> Plane:
    """The near points of any three neighbours of which two or more are near the limit, on one side of the centre.

    together: pairs of neighbours that may stand in the same three; None for all.
    """
    if near.shape[1] < 3 or not np.count_nonzero(near):
        return np.zeros_like(near)
    first, second, third = (near[:, place : near.shape[1] - 2 + place] for place in range(3))
    found = (first & second) | (third & (first | second))
    return near & widened(_joined(found, together, 3), 3)


def four_of_five(near: Plane, together: "Plane | None") -> Plane:
    """The near points of any five neighbours of which four or more are beyond one standard deviation on one side.

    together: pairs of neighbours that may stand in the same five; None for all.
    """
    if near.shape[1] < 5 or not np.count_nonzero(near):
        return np.zeros_like(near)
    first, second, third, fourth, fifth = (near[:, place : near.shape[1] - 4 + place] for place in range(5))
    left, right = first & second, fourth & fifth
    found = (left & right) | (third & ((left & (fourth | fifth)) | (right & (first | second))))
    return near & widened(_joined(found, together, 5), 5)


def alternating(steps: Plane, sides: Plane, length: int) -> Plane:
    """Points in a run of `length` or more that rise and fall in turn; a tie breaks it."""
    rising, falling = steps
    turns = (rising[:-1] & falling[1:]) | (falling[:-1] & rising[1:])
    return _by_side(widened(in_runs(turns, length - 2), 3), sides)


def hugging(within: Plane, sides: Plane, links: Plane | None, length: int) -> Plane:
    """Points in a run of `length` or more that are all within one standard deviation of the centre."""
    return _by_side(in_runs_of_pairs(neighbours(within, links), length), sides)


def avoiding(away: Plane, sides: Plane, links: Plane | None, length: int) -> Plane:
    """Points of any `length` neighbours that are all beyond one standard deviation, some above and some below."""
    if away.shape[1] < length:
        return np.zeros_like(away)
    together = windows(neighbours(away[0] | away[1], links), length - 1)
    one_sided = windows(away, length)
    return _by_side(widened(together & ~(one_sided[0] | one_sided[1]), length), sides)


def _joined(found: Plane, together: "Plane | None", length: int) -> Plane:
    """The windows of so many points, whose neighbours all stand together."""
    return found if together is None else found & windows(together, length - 1)


def _by_side(points: Plane, sides: Plane) -> Plane:
    """A pattern of both sides, each of its points on its own side of the centre; one on the centre counts as high."""
    return np.stack((points & ~sides[1], points & sides[1]))
