"""Best box and cut box: limits of the runs analysis that weigh the longest run and the crossings together.

Anhøj J, Wentzel-Larsen T (2020), Smooth operator: modifying the Anhøj rules to improve runs analysis in statistical process
control, PLoS ONE 15(6): e0233920. For 10 to 100 useful points. A process is called steady while it is in the box: crossings
are not below one limit and the longest run is not above another.

Best box: of the boxes that hold a steady process with a chance of 92.5 % or more, the one that least often holds a process
whose level moved by 0.8 standard deviations. Cut box: the same box without as many cells along its two inner edges, outwards
from their corner, as that chance allows, the cell that a moved process is likelier to be in first.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import erf, sqrt

import numpy as np

from qms.spc.arrays import Floats

FEWEST, MOST = 10, 100
STEADY = 0.925
MOVED = 0.8

_LONGEST = 24
"""No longer run needs looking at: even of 100 points, only one steady process in 100,000 has one."""


@dataclass(frozen=True)
class Box:
    """crossings: the fewest of the box; longest: its longest run.

    crossings_at_longest: the fewest where the longest run is `longest` itself; longest_at_fewest: the longest run where there
    are only `crossings` crossings. A best box has the same limits there as everywhere.
    """

    crossings: int
    longest: int
    crossings_at_longest: int
    longest_at_fewest: int


def box(useful: int, cut: bool) -> Box | None:
    """The box for so many useful points; None where the method knows none."""
    return _boxes()[useful - FEWEST][cut] if FEWEST <= useful <= MOST else None


@lru_cache(maxsize=1)
def _boxes() -> tuple[tuple[Box, Box], ...]:
    steady, moved = _chances(0.5), _chances((1 + erf(MOVED / sqrt(2))) / 2)
    return tuple(_both(steady[useful], moved[useful]) for useful in range(FEWEST, MOST + 1))


def _chances(above: float) -> Floats:
    """Points × crossings × longest run: the chance of exactly so many crossings and no longer run, where each point lies
    above the centre with the chance given.

    Runs lie above and below in turn, so each further crossing is one more convolution with the chances of a run's length.
    """
    points = np.arange(MOST + 1)
    chances = np.zeros((MOST + 1, MOST + 1, _LONGEST + 1))
    for longest in range(1, _LONGEST + 1):
        fits = (points >= 1) & (points <= longest)
        high, low = np.where(fits, above**points, 0.0), np.where(fits, (1 - above) ** points, 0.0)
        ends_high, ends_low = high, low
        for crossings in range(MOST):
            chances[:, crossings, longest] = ends_high + ends_low
            ends_high, ends_low = np.convolve(ends_low, high)[: MOST + 1], np.convolve(ends_high, low)[: MOST + 1]
    return chances


def _both(steady: Floats, moved: Floats) -> tuple[Box, Box]:
    """Best box and cut box from the chances by crossings (exactly) and longest run (at most)."""
    cells, moved_cells = np.diff(steady, axis=1, prepend=0), np.diff(moved, axis=1, prepend=0)
    held, missed = _or_more(steady), _or_more(moved)
    possible = (held >= STEADY) & (cells > 0)
    crossings, longest = (int(place) for place in np.unravel_index(np.argmin(np.where(possible, missed, 2.0)), held.shape))
    spare = held[crossings, longest] - STEADY
    best = Box(crossings, longest, crossings, longest)
    return best, _cut(best, spare, cells, moved_cells)


def _cut(best: Box, spare: float, cells: Floats, moved: Floats) -> Box:
    """The best box without the cells that `spare` pays for. A cell that is impossible ends its edge."""
    row, column = cells[best.crossings], cells[:, best.longest]
    fewest, longest = best.crossings, best.longest
    if row[longest] > spare:
        return best
    spare -= row[longest]
    fewest, longest = fewest + 1, longest - 1
    while True:
        by_crossings, by_run = 0 < column[fewest] <= spare, 0 < row[longest] <= spare
        if not by_crossings and not by_run:
            return Box(best.crossings, best.longest, fewest, longest)
        likelier = moved[fewest, best.longest] >= moved[best.crossings, longest]
        if by_crossings and (likelier or not by_run):
            spare -= column[fewest]
            fewest += 1
        else:
            spare -= row[longest]
            longest -= 1


def _or_more(chances: Floats) -> Floats:
    """Of so many crossings or more."""
    return chances[::-1].cumsum(axis=0)[::-1]
