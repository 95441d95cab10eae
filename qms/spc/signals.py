"""Signals: the distinct runs of special cause in one series, each with an identity that recomputing keeps."""

from dataclasses import dataclass

import numpy as np

from qms.spc.analysis import Analysis
from qms.spc.arrays import Booleans, Integers, spread_over
from qms.spc.enums import DIRECTIONS, SPECIAL_CAUSES, PointType, SpecialCause
from qms.spc.rules import RULE_ORDER, bit
from qms.spc.verdicts import REGULAR, type_of

REACH = {SpecialCause.TWO_OF_THREE: 2, SpecialCause.FOUR_OF_FIVE: 2}
"""How far apart, in points, two points of one run may be; where not 1, the point between them need not break the rule."""


@dataclass(frozen=True)
class Signal:
    """One run of special cause. Rule and first period (or position) identify it.

    first, last: 0-based positions in the sorted series; points: how many points of the run break the rule.
    current: it reaches the last point, so it speaks of now.
    """

    rule: SpecialCause
    type: PointType
    first: int
    last: int
    points: int
    first_period: str | None
    last_period: str | None
    current: bool


def signals_of(analysis: Analysis) -> tuple[Signal, ...]:
    """The signals of an analysis of one series, in order of their first point.

    A rule's whole run counts, also where a rule of higher precedence names some of its points, but a run of which no
    point is named after the rule is left out: another signal already tells of it. Excluded points signal nothing.
    A pattern that lies on both sides of the centre is one signal, on the side of its first point, which later points leave
    where it is.
    """
    broken = int(np.bitwise_or.reduce(analysis.broken[0]))
    if not broken:
        return ()
    found = [
        signal
        for rule in RULE_ORDER
        for bits in runs_apart(rule)
        if broken & bits
        for signal in _signals_of_rule(analysis, rule, broken & bits)
    ]
    return tuple(sorted(found, key=lambda signal: (signal.first, RULE_ORDER.index(signal.rule))))


def runs_apart(rule: SpecialCause) -> tuple[int, ...]:
    """The bits whose points make runs of their own."""
    high, low = bit(rule, True), bit(rule, False)
    return (high | low,) if rule in REGULAR else (high, low)


def _signals_of_rule(analysis: Analysis, rule: SpecialCause, bits: int) -> list[Signal]:
    flagged = ((analysis.broken[0] & bits) > 0) & analysis.active[0]
    at = np.flatnonzero(flagged)
    if not len(at):
        return []
    rank = np.cumsum(_countable(analysis, rule))
    apart = np.diff(rank[at]) > REACH.get(rule, 1)
    if analysis.panel.phases.ids is not None:
        apart |= np.diff(analysis.panel.phases.ids[0][at]) > 0
    named = analysis.special_causes[0] == SPECIAL_CAUSES.index(rule)
    runs = np.split(at, np.flatnonzero(apart) + 1) if apart.any() else [at]
    return [_signal(analysis, rule, run) for run in runs if named[run].any()]


def _countable(analysis: Analysis, rule: SpecialCause) -> Booleans:
    """The points that separate one run from the next: Anhøj's runs pass over points on the centre line."""
    active = analysis.active[0]
    if not (analysis.setting.rules.anhoej_runs and rule is SpecialCause.SHIFT):
        return active
    centre = spread_over(analysis.lines.centre, analysis.active.shape)[0]
    away = np.abs(np.nan_to_num(analysis.lines.plotted[0] - centre))
    return active & (away > spread_over(analysis.lines.rounding, analysis.active.shape)[0])


def _signal(analysis: Analysis, rule: SpecialCause, run: Integers) -> Signal:
    first, last = int(run[0]), int(run[-1])
    high = bool(int(analysis.broken[0, first]) & bit(rule, True))
    periods = analysis.panel.periods
    return Signal(
        rule=rule,
        type=type_of(DIRECTIONS[analysis.ways[0]], rule, high),
        first=first,
        last=last,
        points=len(run),
        first_period=None if periods is None else str(periods[0, first]),
        last_period=None if periods is None else str(periods[0, last]),
        current=last == int(analysis.last[0]),
    )
