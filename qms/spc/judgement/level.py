"""Where one series changes its level: the split into two stretches that leaves the least variation within them.

For normal values of equal spread that is the split of maximum likelihood (Hinkley DV, 1970, Biometrika 57: 1-17); applied
to each half again it is binary segmentation (Scott AJ, Knott M, 1974, Biometrics 30: 507-512).
"""

from dataclasses import dataclass, replace

import numpy as np

from qms.spc.arrays import Floats

CLEAR_SPLIT = 12.0
"""A split is clear where what it explains is at least so many times the variance that remains. The best split of values that
change by chance alone goes beyond it in about one series in a hundred (Andrews DWK, 1993, Econometrica 61: 821-856, table 1:
12.35 where each stretch holds 15 % of the points)."""

SAME_SPLIT = 7.35
"""Splits that explain less than this much less than the best one, in units of the remaining variance, are as likely (Hansen
BE, 2000, Econometrica 68: 575-603: the 95 % critical value of the likelihood ratio of a place where a level changes)."""


@dataclass(frozen=True)
class Split:
    """at: the first place of the second stretch. gain: what the split explains, in units of the variance that remains.
    earliest, latest: the range of places that explain the series nearly as well."""

    at: int
    gain: float
    before: float
    after: float
    earliest: int
    latest: int

    @property
    def is_clear(self) -> bool:
        """Whether chance alone rarely makes such a split."""
        return self.gain >= CLEAR_SPLIT

    def moved(self, places: int) -> "Split":
        """The same split of a series that begins so many places earlier."""
        places_of = {name: getattr(self, name) + places for name in ("at", "earliest", "latest")}
        return replace(self, **places_of)


def best_split(level: Floats, weights: Floats, *, before: int, after: int) -> Split | None:
    """The best split that leaves so many values before and after; None where there are too few, or no variation.

    level: values in order, each with a variance in proportion to 1 / its weight.
    """
    places = np.arange(before, len(level) - after + 1)
    if not len(places) or before < 1 or after < 1:
        return None
    middle = float(np.average(level, weights=weights))
    away = level - middle
    total = float(np.sum(weights * away**2))
    known, moved = np.cumsum(weights), np.cumsum(weights * away)
    left, right = known[places - 1], known[-1] - known[places - 1]
    explained = moved[places - 1] ** 2 * (1 / left + 1 / right)
    best = int(np.argmax(explained))
    scale = float(np.max(np.abs(level))) ** 2 * float(known[-1])
    if explained[best] <= 1e-20 * scale:
        return None
    remains = max(total - float(explained[best]), 1e-20 * scale) / max(len(level) - 2, 1)
    likely = places[explained >= explained[best] - SAME_SPLIT * remains]
    at = int(places[best])
    return Split(
        at=at,
        gain=float(explained[best]) / remains,
        before=middle + float(moved[at - 1] / known[at - 1]),
        after=middle + float((moved[-1] - moved[at - 1]) / (known[-1] - known[at - 1])),
        earliest=int(likely[0]),
        latest=int(likely[-1]),
    )


def latest_split(level: Floats, weights: Floats, *, fewest: int, clear: float) -> Split | None:
    """The last change of level, with so many values on either side; None where there is none. The first found must explain
    `clear`; what follows it is split again where that is clear beyond doubt."""
    start, found = 0, None
    while split := best_split(level[start:], weights[start:], before=fewest, after=fewest):
        if split.gain < (CLEAR_SPLIT if found else clear):
            break
        found = split.moved(start)
        start = found.at
    return found


def clear_splits(level: Floats, weights: Floats, *, fewest: int) -> list[Split]:
    """All clear changes of level in order, none closer to another or to an end than so many values."""
    split = best_split(level, weights, before=fewest, after=fewest)
    if split is None or not split.is_clear:
        return []
    left = clear_splits(level[: split.at], weights[: split.at], fewest=fewest)
    right = clear_splits(level[split.at :], weights[split.at :], fewest=fewest)
    return [*left, split, *(each.moved(split.at) for each in right)]


def without_step(level: Floats, weights: Floats) -> Floats:
    """The values less the averages of the two stretches of their best split, where it is clear; else less their average.

    What is left tells of memory and season without taking one lasting change for either.
    """
    split = best_split(level, weights, before=4, after=4)
    if split is None or not split.is_clear:
        return level - np.average(level, weights=weights)
    return level - np.where(np.arange(len(level)) < split.at, split.before, split.after)
