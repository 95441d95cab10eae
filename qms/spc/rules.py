"""The rules for special causes. Each point carries one bit per rule and side; precedence is decided in verdicts.

Definitions: NHS England, Making Data Count; the rule set says lengths and variants.
"""

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans, Floats, spread_over
from qms.spc.enums import SpecialCause
from qms.spc.limits.lines import Lines
from qms.spc.rule_sets import RuleSet
from qms.spc.sequence import Sequence, after, before, in_linked_runs, in_runs

Broken = NDArray[np.uint16]
Sides = tuple[Booleans, Booleans]

RULE_ORDER = tuple(SpecialCause)


def bit(rule: SpecialCause, high: bool) -> int:
    """The bit that says that a point breaks the rule on the high or low side."""
    return 1 << (2 * RULE_ORDER.index(rule) + (0 if high else 1))


def outside_limits(lines: Lines) -> Sides:
    """Points strictly above the upper and strictly below the lower limit."""
    return lines.plotted > lines.upper + lines.rounding, lines.plotted < lines.lower - lines.rounding


def sides_of_centre(lines: Lines) -> Sides:
    """Points strictly above and strictly below the centre line."""
    away: Floats = lines.plotted - lines.centre
    return away > lines.rounding, away < -lines.rounding


def shift(above: Booleans, linked: Booleans, length: int) -> Booleans:
    """Points in a run of `length` or more on this side of the centre; a point on the centre breaks the run."""
    return in_linked_runs(above, linked, length)


def trend(values: Floats, linked: Booleans, length: int) -> Sides:
    """Points in a run of `length` or more strictly rising, or strictly falling; a tie breaks it.

    A peak or trough that ends one trend and begins the next belongs to the later one.
    """
    rising = in_runs((values[1:] > values[:-1]) & linked, length - 1)
    falling = in_runs((values[1:] < values[:-1]) & linked, length - 1)
    return (
        after(rising) | (before(rising) & ~after(falling)),
        after(falling) | (before(falling) & ~after(rising)),
    )


def two_of_three(above: Booleans, close: Booleans, linked: Booleans) -> Booleans:
    """Close points of any three neighbours, all on this side of the centre, of which two or more are close to the limit."""
    if len(above) < 3:
        return np.zeros(len(above), dtype=bool)
    joined = linked[:-1] & linked[1:] & above[:-2] & above[1:-1] & above[2:]
    first, second, third = close[:-2], close[1:-1], close[2:]
    triples = joined & ((first & second) | (second & third) | (first & third))
    edge = np.zeros(2, dtype=bool)
    padded = np.concatenate((edge, triples, edge))
    return close & (padded[:-2] | padded[1:-1] | padded[2:])


def broken_rules(lines: Lines, sequence: Sequence, rules: RuleSet, every_rule: bool) -> Broken:
    """One bit per broken rule and side for every point (series × points).

    Excluded points may still lie outside the limits; they break no other rule. `every_rule` is False for moving ranges,
    which are not independent of each other, so that runs among them mean nothing.
    """
    high, low = outside_limits(lines)
    broken = _bits(SpecialCause.OUTSIDE_LIMITS, high, low)
    if not every_rule:
        return spread_over(broken, lines.plotted.shape)
    return broken | sequence.scatter(_rules_of_runs(lines, sequence, rules, (high, low)))


def _rules_of_runs(lines: Lines, sequence: Sequence, rules: RuleSet, outside: Sides) -> Broken:
    sides = sides_of_centre(lines)
    above, below = sequence.flat(sides[0]), sequence.flat(sides[1])
    linked = sequence.linked
    broken = np.zeros(len(above), dtype=np.uint16)
    if rules.shift_length:
        broken |= _bits(
            SpecialCause.SHIFT,
            shift(above, linked, rules.shift_length),
            shift(below, linked, rules.shift_length),
        )
    if rules.trend_length:
        broken |= _bits(SpecialCause.TREND, *trend(sequence.flat(lines.plotted), linked, rules.trend_length))
    if rules.two_of_three:
        close_high, close_low = (sequence.flat(close) for close in _close(lines, rules, outside))
        broken |= _bits(
            SpecialCause.TWO_OF_THREE,
            two_of_three(above, close_high, linked),
            two_of_three(below, close_low, linked),
        )
    return broken


def _close(lines: Lines, rules: RuleSet, outside: Sides) -> Sides:
    """Points beyond two standard deviations; those outside the limits count only where the rule set says so."""
    high, low = lines.beyond(2)
    return (high, low) if rules.beyond_limits_count else (high & ~outside[0], low & ~outside[1])


def _bits(rule: SpecialCause, high: Booleans, low: Booleans) -> Broken:
    return high * np.uint16(bit(rule, True)) | low * np.uint16(bit(rule, False))
