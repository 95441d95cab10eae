"""When the level turned, and whether the variation about it changed."""

from math import sqrt

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.judgement.level import clear_splits
from qms.spc.judgement.points import Points
from qms.spc.judgement.student import t_upper_tail

FEWEST_OF_A_LEVEL = 4
"""Points that make a level of their own."""

FEWEST_FOR_SPREAD = 12
"""Points on either side before their variation is compared."""

SPREAD_CHANCE = 0.01
"""The variation is called changed where chance alone would do it once in a hundred."""


def began_at(before: Points, after: Points) -> int | None:
    """Points from the change to the level's own turning: 0 where the change is among its likely places, negative before it.

    Of several clear turnings the one at the change counts, else the first after it, else the last before it. None where
    no turning is clear.
    """
    level, weights = np.concatenate([before.level, after.level]), np.concatenate([before.weights, after.weights])
    splits = clear_splits(level, weights, fewest=FEWEST_OF_A_LEVEL)
    change = len(before)
    if not splits:
        return None
    if any(split.earliest <= change <= split.latest for split in splits):
        return 0
    later = [split.at for split in splits if split.at > change]
    return (later[0] if later else splits[-1].at) - change


def spread_ratio(before: Points, after: Points) -> float | None:
    """How many times as much the points vary since the change; None where the difference may be chance.

    Distances from the median, compared by Welch's t (Brown MB, Forsythe AB, 1974, Journal of the American Statistical
    Association 69: 364-367), which long tails do not mislead.
    """
    if min(len(before), len(after)) < FEWEST_FOR_SPREAD:
        return None
    first, second = _distances(before), _distances(after)
    error = float(first.var(ddof=1) / len(first) + second.var(ddof=1) / len(second))
    apart = float(second.mean() - first.mean())
    if error <= 0 or first.mean() <= 0:
        return None
    degrees = error**2 / sum(float(side.var(ddof=1) / len(side)) ** 2 / (len(side) - 1) for side in (first, second))
    if 2 * t_upper_tail(abs(apart) / sqrt(error), degrees) >= SPREAD_CHANCE:
        return None
    return float(second.mean() / first.mean())


def _distances(points: Points) -> Floats:
    """Distances from the median, on the scale on which each point knows as much as the next."""
    scaled: Floats = np.abs(points.level - np.median(points.level)) * np.sqrt(points.weights)
    return scaled
