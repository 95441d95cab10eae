"""When the level turned, and whether the variation about it changed."""

from math import sqrt

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.judgement.level import clear_splits
from qms.spc.judgement.points import Points
from qms.spc.judgement.slope import gain_of, slope_of, slopes
from qms.spc.judgement.student import t_quantile, t_upper_tail

FEWEST_OF_A_LEVEL = 4
"""Points that make a level of their own."""

FEWEST_FOR_A_LINE = 12
"""Points before the change, as many as its limits rest on, before their slope is looked at."""

MOVING = 0.995
"""A level is called moving where chance alone would give it such a slope once in a hundred."""

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


def was_moving(before: Points, after: Points, began: int | None = None) -> bool:
    """Whether the level rose or fell before the change already, towards where it is now, and no step at the change adds to
    that: one line through all points explains them as well.

    began: where a step is likely, as `began_at` has it; a step before the change that explains more than a line is one.
    """
    if len(before) < FEWEST_FOR_A_LINE or len(after) < 2:
        return False
    apart = float(np.average(after.level, weights=after.weights) - np.average(before.level, weights=before.weights))
    places = np.arange(len(before) + len(after), dtype=float)
    first = places[: len(before)]
    slope, _ = slope_of(first, before)
    if slope * apart <= 0 or not slopes(first, before, sure=MOVING):
        return False
    both, since = before.joined(after), (places >= len(before)).astype(float)
    if (
        began is not None
        and began < 0
        and gain_of((places >= len(before) + began).astype(float), both) > gain_of(places, both)
    ):
        return False
    step, error = slope_of(since, both, places)
    return step * apart <= 0 or abs(step) <= t_quantile(0.975, len(places) - 3) * error


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
