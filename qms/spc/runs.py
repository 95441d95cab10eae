"""Anhøj's runs analysis: is the longest run too long, or are the crossings of the centre too few, for chance alone?

Anhøj J, Olesen AV (2014), Run charts revisited, PLoS ONE 9(11): e113825. The limits may also be those of a best box or a cut
box, see qms.spc.boxes.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import log2

import numpy as np

from qms.spc.arrays import Booleans, Integers
from qms.spc.boxes import box
from qms.spc.phases import Phases
from qms.spc.rules import Sides


@dataclass(frozen=True)
class RunsAnalysis:
    """Per series × phase; -1 where a phase has no useful point. `too_long`: points (high, low) of runs over the limit."""

    useful: Integers
    longest_run: Integers
    longest_run_max: Integers
    crossings: Integers
    crossings_min: Integers
    signal: Booleans
    too_long: Sides


@lru_cache(maxsize=4096)
def longest_run_limit(useful: int) -> int:
    """The longest run that chance explains among `useful` points: round(log2 n) + 3."""
    return round(log2(useful)) + 3


@lru_cache(maxsize=4096)
def crossings_limit(useful: int) -> int:
    """The fewest crossings that chance explains: the 5 % quantile of Binomial(n − 1, ½), in exact whole numbers."""
    tosses = useful - 1
    ways, wanted, crossings = 1, -(2**tosses // -20), 0  # a twentieth of all ways, rounded up
    while wanted > ways:
        wanted -= ways
        ways = ways * (tosses - crossings) // (crossings + 1)  # one from another, so that thousands of points stay quick
        crossings += 1
    return crossings


def analyse_runs(sides: Sides, taken: Booleans, phases: Phases, method: str = "anhoej") -> RunsAnalysis:
    """Runs of the taken points (series × points) about their centre. Points on the centre are not useful and left out.

    method: how the limits are found, "anhoej", "bestbox" or "cutbox"; a box that there is none of for so many points leaves
    Anhøj's.
    """
    useful_points = (sides[0] | sides[1]) & taken
    at = np.flatnonzero(useful_points)
    above = sides[0].ravel()[at]
    keys = phases.keys.ravel()[at]
    shape = (phases.shape[0], phases.count)
    useful = np.bincount(keys, minlength=shape[0] * shape[1])
    crossed = (above[1:] != above[:-1]) & (keys[1:] == keys[:-1])
    crossings = np.bincount(keys[1:][crossed], minlength=useful.size)
    starts, lengths = _runs(above, keys)
    longest = np.zeros(useful.size, dtype=int)
    np.maximum.at(longest, keys[starts], lengths)
    longest_max, crossings_min = _limits(useful, longest, crossings, method)
    nothing = useful == 0
    signal = ((longest > longest_max) | (crossings < crossings_min)) & ~nothing
    long = np.repeat(lengths > longest_max[keys[starts]], lengths)
    return RunsAnalysis(
        useful.reshape(shape),
        np.where(nothing, -1, longest).reshape(shape),
        longest_max.reshape(shape),
        np.where(nothing, -1, crossings).reshape(shape),
        crossings_min.reshape(shape),
        signal.reshape(shape),
        (_scatter(at[long & above], phases.shape), _scatter(at[long & ~above], phases.shape)),
    )


def _runs(above: Booleans, keys: Integers) -> tuple[Integers, Integers]:
    """Where runs start in the flat row of useful points, and how long they are."""
    if not len(above):
        return np.zeros(0, dtype=int), np.zeros(0, dtype=int)
    new = np.ones(len(above), dtype=bool)
    new[1:] = (above[1:] != above[:-1]) | (keys[1:] != keys[:-1])
    starts = np.flatnonzero(new)
    return starts, np.diff(starts, append=len(above))


def _limits(useful: Integers, longest: Integers, crossings: Integers, method: str) -> tuple[Integers, Integers]:
    """Both limits for each count of useful points, -1 where there is none.

    A cut box has narrower limits where a count lies on the other limit of its box; so the limits depend on both counts.
    """
    table = np.full((int(useful.max(initial=0)) + 1, 4), -1)
    for count in np.unique(useful):
        if count:
            table[count] = _box_limits(int(count), method)
    longest_max, crossings_min, longest_at_fewest, crossings_at_longest = table[useful].T
    return (
        np.where(crossings == crossings_min, longest_at_fewest, longest_max),
        np.where(longest == longest_max, crossings_at_longest, crossings_min),
    )


def _box_limits(useful: int, method: str) -> tuple[int, int, int, int]:
    """Longest run and fewest crossings; the longest run among fewest crossings; the fewest crossings with a longest run."""
    found = None if method == "anhoej" else box(useful, cut=method == "cutbox")
    if found is None:
        longest, crossings = longest_run_limit(useful), crossings_limit(useful)
        return longest, crossings, longest, crossings
    return found.longest, found.crossings, found.longest_at_fewest, found.crossings_at_longest


def _scatter(at: Integers, shape: tuple[int, int]) -> Booleans:
    points = np.zeros(shape, dtype=bool)
    points.ravel()[at] = True
    return points
