"""Which rules every point of a panel breaks, as one number a point: a bit for each rule and side."""

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.enums import SpecialCause
from qms.spc.limits.lines import Lines
from qms.spc.planes import empty, neighbours, pack, padded, unpack
from qms.spc.rule_sets import RuleSet
from qms.spc.rules import (
    RULE_ORDER,
    BothSides,
    Broken,
    alternating,
    avoiding,
    by_side,
    four_of_five,
    hugging,
    shift,
    trend,
    two_of_three,
)
from qms.spc.sequence import Sequence

Found = dict[SpecialCause, BothSides]

LIMITS = -1
"""The level of a mark beyond the limits; the other levels are standard deviations from the centre."""


def broken_rules(lines: Lines, sequence: Sequence, rules: RuleSet, independent: bool) -> Broken:
    """One bit per broken rule and side for every point (series × points).

    Excluded points may still lie outside the limits; they break no other rule. `independent`: False for charts whose
    points are not independent of each other, so that runs among them mean nothing.
    """
    levels = _levels(rules) if independent else (LIMITS,)
    marks = np.empty((len(levels), 2, *sequence.shape[::-1]), dtype=bool)
    for level, into in zip(levels, marks, strict=True):
        lines.mark(None if level == LIMITS else level, into)
    if not independent:
        return coded({SpecialCause.OUTSIDE_LIMITS: _sides(marks[0])}, sequence.shape)
    planes = iter(pack(sequence.close_up_marks(marks)))
    beyond = dict(zip(levels, zip(planes, planes, strict=True), strict=True))
    found = _of_runs(beyond, lines, sequence, rules)
    if sequence.taken_from is None:
        return coded({SpecialCause.OUTSIDE_LIMITS: beyond[LIMITS], **found}, sequence.shape)
    outside = coded({SpecialCause.OUTSIDE_LIMITS: _sides(marks[0])}, sequence.shape)
    return outside | sequence.open_out(coded(found, sequence.shape))


def _levels(rules: RuleSet) -> tuple[int, ...]:
    """How far from the centre the rules look, the limits first."""
    zones = rules.four_of_five or rules.hugging_length or rules.avoiding_length
    return (LIMITS, 0, *((1,) if zones else ()), *((2,) if rules.two_of_three else ()))


def _sides(marks: Booleans) -> BothSides:
    high, low = pack(marks)
    return high, low


def coded(found: Found, shape: tuple[int, int]) -> Broken:
    """The bits of all rules in one number a point (series × points)."""
    series, points = shape
    halves = [np.zeros((points, padded(series)), dtype=np.uint8)]
    for rule, sides in found.items():
        for side, plane in enumerate(sides):
            if not empty(plane):
                half, place = divmod(2 * RULE_ORDER.index(rule) + side, 8)
                if half == len(halves):
                    halves.append(np.zeros_like(halves[0]))
                halves[half] |= unpack(plane, shape, place)
    broken = halves[0] if len(halves) == 1 else halves[0] | halves[1].astype(np.uint16) << np.uint16(8)
    return np.ascontiguousarray(broken[:, :series]).T


def _of_runs(beyond: dict[int, BothSides], lines: Lines, sequence: Sequence, rules: RuleSet) -> Found:
    """What breaks the rules that look at more than one point, over the points closed up.

    beyond: the points beyond each level on either side.
    """
    links, (above, below) = sequence.links, beyond[0]
    pairs = neighbours(above, links), neighbours(below, links)
    together = pairs if rules.neighbours_on_one_side else (links, links)
    found: Found = {}
    if rules.shift_length:
        found[SpecialCause.SHIFT] = shift(pairs[0], rules.shift_length), shift(pairs[1], rules.shift_length)
    if rules.two_of_three:
        high, low = _near(2, beyond, rules)
        found[SpecialCause.TWO_OF_THREE] = two_of_three(high, together[0]), two_of_three(low, together[1])
    if rules.four_of_five:
        high, low = _near(1, beyond, rules)
        found[SpecialCause.FOUR_OF_FIVE] = four_of_five(high, together[0]), four_of_five(low, together[1])
    if rules.trend_length or rules.alternating_length:
        rising, falling = (steps & links for steps in pack(_steps(sequence.close_up(lines.plotted))))
        if rules.trend_length:
            found[SpecialCause.TREND] = trend(rising, falling, rules.trend_length)
        if rules.alternating_length:
            found[SpecialCause.ALTERNATING] = by_side(alternating(rising, falling, rules.alternating_length), below)
    if rules.hugging_length:
        (wide,) = pack(_has_width(lines, sequence))
        within = wide & ~(beyond[1][0] | beyond[1][1])
        found[SpecialCause.HUGGING] = by_side(hugging(within, links, rules.hugging_length), below)
    if rules.avoiding_length:
        found[SpecialCause.AVOIDING] = by_side(avoiding(*beyond[1], links, rules.avoiding_length), below)
    return found


def _near(sigmas: int, beyond: dict[int, BothSides], rules: RuleSet) -> BothSides:
    """The points beyond so many standard deviations that count."""
    high, low = beyond[sigmas]
    outside = beyond[LIMITS]
    return (high, low) if rules.beyond_limits_count else (high & ~outside[0], low & ~outside[1])


def _steps(points: Floats) -> Booleans:
    """Which points (series × points) are below the next, and which above: sides × points × series."""
    rows = points.T
    found = np.empty((2, *rows.shape), dtype=bool)
    found[:, -1] = False
    np.less(rows[:-1], rows[1:], out=found[0, :-1])
    np.greater(rows[:-1], rows[1:], out=found[1, :-1])
    return found


def _has_width(lines: Lines, sequence: Sequence) -> Booleans:
    """Points × series where there are limits apart from the centre: a process that never varies hugs nothing."""
    return sequence.close_up(lines.sigma > lines.rounding).T
