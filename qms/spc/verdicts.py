"""From broken rules to verdicts: what each point means, the chart's variation, and assurance against the target."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans, Floats, Integers
from qms.spc.enums import ASSURANCES, DIRECTIONS, POINT_TYPES, SPECIAL_CAUSES, Assurance, Direction, PointType, SpecialCause
from qms.spc.rules import RULE_ORDER, Broken, bit

Codes = NDArray[np.int8]

PROVISIONAL_BELOW = 13
"""With fewer points in the last phase the limits are provisional."""

REGULAR = frozenset({SpecialCause.ALTERNATING, SpecialCause.HUGGING, SpecialCause.AVOIDING})

_WAYS = np.array([{Direction.INCREASE: 1.0, Direction.DECREASE: -1.0}.get(way, np.nan) for way in DIRECTIONS])
_PASS, _FAIL, _HIT_OR_MISS = (
    np.int8(ASSURANCES.index(verdict)) for verdict in (Assurance.PASS, Assurance.FAIL, Assurance.HIT_OR_MISS)
)

_IMPROVING = {Direction.INCREASE: True, Direction.DECREASE: False, Direction.NEUTRAL: None}


def point_verdicts(broken: Broken, directions: Integers, improvement_wins: bool) -> tuple[Codes, Codes]:
    """The special cause and the type of every point, as codes of SPECIAL_CAUSES and POINT_TYPES.

    directions: one code of DIRECTIONS per series.
    """
    verdicts = _verdicts(8 * broken.itemsize, improvement_wins)
    rows = broken.T  # as they lie in memory: all series' first points, then all their second ones
    found = np.zeros((2, *rows.shape), dtype=np.int8)
    (at,) = (rows != 0).ravel().nonzero()  # most points break no rule
    if len(at):
        ways = directions[0] if _alike(directions) else directions[at % len(directions)]
        places = ways * verdicts.shape[2] + rows.ravel()[at]
        found.reshape(2, -1)[:, at] = verdicts.reshape(2, -1).take(places, axis=1)
    return found[0].T, found[1].T


def _alike(directions: Integers) -> bool:
    return len(directions) == 1 or bool((directions == directions[0]).all())


@lru_cache(maxsize=4)
def _verdicts(bits: int, improvement_wins: bool) -> Codes:
    """Special cause and type for each combination of broken rules that has so many bits: 2 × directions × combinations."""
    combinations = np.arange(1 << bits)
    verdicts = np.zeros((2, len(DIRECTIONS), len(combinations)), dtype=np.int8)
    for row, direction in enumerate(DIRECTIONS):
        ways = [(rule, high) for rule in RULE_ORDER for high in (True, False)]
        if improvement_wins:
            ways.sort(key=lambda way: not type_of(direction, *way).startswith("improvement"))
        for rule, high in reversed(ways):  # the first has the last word
            found = (combinations & bit(rule, high)) > 0
            verdicts[0, row, found] = SPECIAL_CAUSES.index(rule)
            verdicts[1, row, found] = POINT_TYPES.index(type_of(direction, rule, high))
    return verdicts


def type_of(direction: Direction, rule: SpecialCause, high: bool) -> PointType:
    """What breaking a rule on the high or low side means where `direction` is better.

    Too regular a pattern (up and down in turn, too near the centre, too far from it) is neither better nor worse: it says
    that something other than chance is at work, often in how the figures are gathered.
    """
    improving = None if rule in REGULAR else _IMPROVING[direction]
    word = "neutral" if improving is None else "improvement" if high is improving else "concern"
    return PointType(f"{word}-{'high' if high else 'low'}")


def assure(lower: Floats, upper: Floats, rounding: Floats, targets: Floats, directions: Integers) -> Codes:
    """The target of each series against the limits at its last point, as codes of ASSURANCES.

    Strict, as Making Data Count has it: a target on a limit is hit or miss. Limits without width mean that the process
    always does the same; then meeting the target is enough, so that a process always at its target passes.
    """
    way = _WAYS[directions]
    ends, goal = (lower * way, upper * way), targets * way  # turned so that more is better
    near, far = np.minimum(*ends), np.maximum(*ends)
    margin = near - goal
    passes, fails = margin > rounding, goal - far > rounding
    constant = far - near <= 2 * rounding
    if np.count_nonzero(constant):
        passes |= constant & (margin >= -rounding)
    judged = margin == margin  # noqa: PLR0124 - where a limit, the target or an aim is missing it is not a number
    return judged * np.where(passes, _PASS, np.where(fails, _FAIL, _HIT_OR_MISS))


def last_positions(active: Booleans) -> Integers:
    """The last active point of each series; the last point where none is."""
    if np.count_nonzero(active[:, -1]) == len(active):
        return np.array([active.shape[1] - 1]).repeat(len(active))
    return active.shape[1] - 1 - np.argmax(active[:, ::-1], axis=1)
