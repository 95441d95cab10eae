"""Which rules every point of a panel breaks, as one number a point: a bit for each rule and side."""

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.enums import SpecialCause
from qms.spc.limits.lines import Lines
from qms.spc.planes import Plane, pack, unpack
from qms.spc.rule_sets import RuleSet
from qms.spc.rules import RULE_ORDER, Broken, alternating, avoiding, four_of_five, hugging, shift, trend, two_of_three
from qms.spc.sequence import Sequence

Planes = dict[SpecialCause, Plane]


def broken_rules(lines: Lines, sequence: Sequence, rules: RuleSet, independent: bool) -> Broken:
    """One bit per broken rule and side for every point (series × points).

    Excluded points may still lie outside the limits; they break no other rule. `independent`: False for charts whose
    points are not independent of each other, so that runs among them mean nothing.
    """
    outside = lines.outside(sequence.shape)
    planes: Planes = {SpecialCause.OUTSIDE_LIMITS: pack(outside)}
    if not independent:
        return coded(planes, sequence.shape)
    if sequence.taken_from is None:
        return coded(planes | _of_runs(lines, sequence, rules, planes[SpecialCause.OUTSIDE_LIMITS]), sequence.shape)
    runs = _of_runs(lines, sequence, rules, pack(sequence.close_up_marks(outside)))
    return sequence.open_out(coded(runs, sequence.shape)) | coded(planes, sequence.shape)


def coded(planes: Planes, shape: tuple[int, int]) -> Broken:
    """The bits of all rules in one number a point (series × points)."""
    series, points = shape
    width = 8 * ((series + 7) // 8)
    halves = [np.zeros((points, width), dtype=np.uint8)]
    for rule, sides in planes.items():
        for side, plane in enumerate(sides):
            if plane.any():
                half, place = divmod(2 * RULE_ORDER.index(rule) + side, 8)
                if half == len(halves):
                    halves.append(np.zeros((points, width), dtype=np.uint8))
                # Eight points at a time: every byte is 0 or 1, so that no bit leaves its own.
                halves[half].view(np.uint64)[:] |= unpack(plane, width).view(np.uint64) << np.uint64(place)
    broken = halves[0] if len(halves) == 1 else halves[0] | halves[1].astype(np.uint16) << np.uint16(8)
    return np.ascontiguousarray(broken[:, :series]).T


def _of_runs(lines: Lines, sequence: Sequence, rules: RuleSet, outside: Plane) -> Planes:
    """The planes of all rules that look at more than one point, over the points closed up."""
    links, found = sequence.links, {}

    def beyond(sigmas: float) -> Plane:
        return pack(sequence.close_up_marks(lines.beyond(sigmas, sequence.shape)))

    sides = beyond(0)
    counted = np.uint8(255) if rules.beyond_limits_count else ~outside
    if rules.shift_length:
        found[SpecialCause.SHIFT] = shift(sides, links, rules.shift_length)
    if rules.two_of_three:
        near = beyond(2) & counted
        found[SpecialCause.TWO_OF_THREE] = two_of_three(sides, near, links, on_one_side=rules.neighbours_on_one_side)
    if rules.trend_length or rules.alternating_length:
        steps = pack(_steps(sequence.close_up(lines.plotted)))
        steps = steps if links is None else steps & links
        if rules.trend_length:
            found[SpecialCause.TREND] = trend(steps, rules.trend_length)
        if rules.alternating_length:
            found[SpecialCause.ALTERNATING] = alternating(steps, sides, rules.alternating_length)
    if rules.four_of_five or rules.avoiding_length or rules.hugging_length:
        away = beyond(1)
        if rules.four_of_five:
            near = away & counted
            found[SpecialCause.FOUR_OF_FIVE] = four_of_five(sides, near, links, on_one_side=rules.neighbours_on_one_side)
        if rules.hugging_length:
            within = pack(_has_width(lines, sequence)) & ~(away[0] | away[1])
            found[SpecialCause.HUGGING] = hugging(within, sides, links, rules.hugging_length)
        if rules.avoiding_length:
            found[SpecialCause.AVOIDING] = avoiding(away, sides, links, rules.avoiding_length)
    return found


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
