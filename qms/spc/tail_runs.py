"""The runs of special cause that end at the last points of many series: what `signals_of` finds there, side by side."""

import numpy as np

from qms.spc.analysis import Analysis
from qms.spc.arrays import Booleans, Integers, spread_over
from qms.spc.enums import SPECIAL_CAUSES, SpecialCause
from qms.spc.signals import REACH, runs_apart


def last_signals(block: Analysis, causes: Integers) -> tuple[Integers, Integers]:
    """Where the signal of each series' last point begins and how many points it counts; 0 and 0 where there is none.

    causes: the special cause of each last point, as codes of SPECIAL_CAUSES. Where the last point breaks its rule on both
    sides, which are runs of their own, the count is -1: a chart of its own says which is meant.
    """
    first, points = np.zeros(len(causes), dtype=int), np.zeros(len(causes), dtype=int)
    at_last = block.broken[np.arange(len(causes)), block.last]
    for code in np.unique(causes[causes > 0]).tolist():
        rule = SPECIAL_CAUSES[code]
        for bits in runs_apart(rule) if rule else ():
            rows = np.flatnonzero((causes == code) & ((at_last & bits) > 0))
            begun, counted = _tail_runs(block, rule, bits, rows) if rule else (rows, rows)
            twice = points[rows] > 0
            first[rows], points[rows] = np.where(twice, 0, begun), np.where(twice, -1, counted)
    return first, points


def _tail_runs(block: Analysis, rule: SpecialCause, bits: int, rows: Integers) -> tuple[Integers, Integers]:
    """First places and counts of the runs that hold the last points of these rows, found backwards one point at a time."""
    active = block.active[rows]
    flagged = active & ((block.broken[rows] & bits) > 0)
    rank = np.cumsum(_countable(block, rule, rows, active), axis=1)
    ids = block.panel.phases.ids
    phase = None if ids is None else np.broadcast_to(ids, block.active.shape)[rows]
    own = np.arange(len(rows))
    first, points = block.last[rows].copy(), np.ones(len(rows), dtype=int)
    going = np.ones(len(rows), dtype=bool)
    for place in range(flagged.shape[1] - 2, -1, -1):
        if not going.any():
            break
        before = place < block.last[rows]
        near = rank[own, first] - rank[:, place] <= REACH.get(rule, 1)
        if phase is not None:
            near &= phase[own, first] == phase[:, place]
        going &= near | ~before
        met = flagged[:, place] & going & before
        first[met] = place
        points += met
    return first, points


def _countable(block: Analysis, rule: SpecialCause, rows: Integers, active: Booleans) -> Booleans:
    """The points that separate one run from the next: Anhøj's runs pass over points on the centre line."""
    if not (block.setting.rules.anhoej_runs and rule is SpecialCause.SHIFT):
        return active
    lines, shape = block.lines, block.active.shape
    away = np.abs(np.nan_to_num(lines.plotted - lines.centre))[rows]
    return active & (away > spread_over(lines.rounding, shape)[rows])
