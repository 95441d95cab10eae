"""Which rules every point of a panel breaks, as one number a point: a bit for each rule and side."""

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.enums import SpecialCause
from qms.spc.limits.lines import Lines
from qms.spc.planes import Plane, neighbours, pack, padded, unpack
from qms.spc.rule_sets import RuleSet
from qms.spc.rules import RULE_ORDER, Broken, alternating, avoiding, four_of_five, hugging, shift, trend, two_of_three
from qms.spc.sequence import Sequence

Planes = dict[SpecialCause, Plane]

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
        return coded({SpecialCause.OUTSIDE_LIMITS: pack(marks[0])}, sequence.shape)
    beyond = dict(zip(levels, pack(sequence.close_up_marks(marks)), strict=True))
    runs = _of_runs(beyond, lines, sequence, rules)
    if sequence.taken_from is None:
        return coded({SpecialCause.OUTSIDE_LIMITS: beyond[LIMITS], **runs}, sequence.shape)
    outside = coded({SpecialCause.OUTSIDE_LIMITS: pack(marks[0])}, sequence.shape)
    return outside | sequence.open_out(coded(runs, sequence.shape))


def _levels(rules: RuleSet) -> tuple[int, ...]:
    """How far from the centre the rules look, the limits first."""
    zones = rules.four_of_five or rules.hugging_length or rules.avoiding_length
    return (LIMITS, 0, *((1,) if zones else ()), *((2,) if rules.two_of_three else ()))


def coded(planes: Planes, shape: tuple[int, int]) -> Broken:
    """The bits of all rules in one number a point (series × points)."""
    series, points = shape
    halves = [np.zeros((points, padded(series)), dtype=np.uint8)]
    for rule, sides in planes.items():
        for side, plane in enumerate(sides) if np.count_nonzero(sides) else ():
            if np.count_nonzero(plane):
                half, place = divmod(2 * RULE_ORDER.index(rule) + side, 8)
                if half == len(halves):
                    halves.append(np.zeros_like(halves[0]))
                halves[half] |= unpack(plane, series, place)
    broken = halves[0] if len(halves) == 1 else halves[0] | halves[1].astype(np.uint16) << np.uint16(8)
    return np.ascontiguousarray(broken[:, :series]).T


def _of_runs(beyond: dict[int, Plane], lines: Lines, sequence: Sequence, rules: RuleSet) -> Planes:
    """The planes of all rules that look at more than one point, over the points closed up.

    beyond: the points beyond each level on either side.
    """
    links, sides = sequence.links, beyond[0]
    pairs = neighbours(sides, links)
    together = pairs if rules.neighbours_on_one_side else links
    found: Planes = {}
    if rules.shift_length:
        found[SpecialCause.SHIFT] = shift(pairs, rules.shift_length)
    if rules.two_of_three:
        found[SpecialCause.TWO_OF_THREE] = two_of_three(_near(2, beyond, rules), together)
    if rules.four_of_five:
        found[SpecialCause.FOUR_OF_FIVE] = four_of_five(_near(1, beyond, rules), together)
    if rules.trend_length or rules.alternating_length:
        steps = pack(_steps(sequence.close_up(lines.plotted)))
        steps = steps if links is None else steps & links
        if rules.trend_length:
            found[SpecialCause.TREND] = trend(steps, rules.trend_length)
        if rules.alternating_length:
            found[SpecialCause.ALTERNATING] = alternating(steps, sides, rules.alternating_length)
    if rules.hugging_length:
        within = pack(_has_width(lines, sequence)) & ~(beyond[1][0] | beyond[1][1])
        found[SpecialCause.HUGGING] = hugging(within, sides, links, rules.hugging_length)
    if rules.avoiding_length:
        found[SpecialCause.AVOIDING] = avoiding(beyond[1], sides, links, rules.avoiding_length)
    return found


def _near(sigmas: int, beyond: dict[int, Plane], rules: RuleSet) -> Plane:
    """The points beyond so many standard deviations that count."""
    return beyond[sigmas] if rules.beyond_limits_count else beyond[sigmas] & ~beyond[LIMITS]


def _steps(points: Floats) -> Booleans:
    """Which points (series × points) are below the next, and which above: sides × (points − 1) × series."""
    rows = points.T
    found = np.empty((2, len(rows) - 1, rows.shape[1]), dtype=bool)
    np.less(rows[:-1], rows[1:], out=found[0])
    np.greater(rows[:-1], rows[1:], out=found[1])
    return found


def _has_width(lines: Lines, sequence: Sequence) -> Booleans:
    """Points × series where there are limits apart from the centre: a process that never varies hugs nothing."""
    return sequence.close_up(lines.sigma > lines.rounding).T
