"""Anhøj's runs analysis: is the longest run too long, or are the crossings of the centre too few, for chance alone?

Anhøj J, Olesen AV (2014), Run charts revisited, PLoS ONE 9(11): e113825.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import comb, log2

import numpy as np

from qms.spc.arrays import Booleans, Integers
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
    chances, crossings = 1, 0
    while 20 * chances < 2**tosses:
        crossings += 1
        chances += comb(tosses, crossings)
    return crossings


def analyse_runs(sides: Sides, taken: Booleans, phases: Phases) -> RunsAnalysis:
    """Runs of the taken points (series × points) about their centre. Points on the centre are not useful and left out."""
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
    longest_max, crossings_min = _limits(useful)
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


def _limits(useful: Integers) -> tuple[Integers, Integers]:
    """Both limits for each count of useful points, -1 where there is none."""
    table = np.full((int(useful.max(initial=0)) + 1, 2), -1)
    for count in np.unique(useful):
        if count:
            table[count] = longest_run_limit(int(count)), crossings_limit(int(count))
    return table[useful, 0], table[useful, 1]


def _scatter(at: Integers, shape: tuple[int, int]) -> Booleans:
    points = np.zeros(shape, dtype=bool)
    points.ravel()[at] = True
    return points
