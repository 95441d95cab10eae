"""Special causes, variation and assurance by their definitions, every window of neighbours read one after another."""

from dataclasses import dataclass
from itertools import pairwise
from math import comb, isnan, log2

from tests.spc.oracle.limits import Drawn, draw
from tests.spc.oracle.series import Numbers, Series

LIMITS_ONLY = ("mr", "ewma", "cusum")

# name: shift, trend, two of three, four of five, third on the same side, outside counts, alternating, hugging, avoiding
Lengths = tuple[int | None, int | None, bool, bool, bool, bool, int | None, int | None, int | None]
Runs = tuple[int, int | None, int | None, int | None, int | None, bool]

MAKING: Lengths = (7, 7, True, False, True, False, None, None, None)
RULES: dict[str, Lengths] = {
    "making-data-count": MAKING,
    "making-data-count-trend-6": (7, 6, *MAKING[2:]),
    "making-data-count-shift-8": (8, *MAKING[1:]),
    "making-data-count-unscreened": MAKING,
    "making-data-count-beyond-limits": (*MAKING[:5], True, *MAKING[6:]),
    "making-data-count-improvement-wins": MAKING,
    "western-electric": (8, None, True, True, False, True, None, None, None),
    "nelson": (9, 6, True, True, False, True, 14, 15, 8),
    "anhoej": (None, None, False, False, True, False, None, None, None),
}
ORDER = ("outside-limits", "trend", "two-of-three", "shift", "four-of-five", "alternating", "hugging", "avoiding")

Flags = dict[tuple[str, bool], set[int]]


@dataclass
class Verdict:
    """By point: the rule that it breaks and what it means; and what the chart says."""

    drawn: Drawn
    causes: list[str | None]
    types: list[str]
    variation: str
    assurance: str | None
    provisional: bool
    runs: Runs | None


def judge(series: Series) -> Verdict:
    """The verdict on a series."""
    drawn = draw(series)
    active = [series.included(at) and not isnan(point) for at, point in enumerate(drawn.plotted)]
    flags, last = _flags(series, drawn, active), max((at for at, there in enumerate(active) if there), default=0)
    runs, points = None, 0
    for stretch in series.stretches():
        there = [at for at in stretch if active[at]]
        found = None if series.kind in LIMITS_ONLY else _runs(there, _sides(drawn), flags, series)
        if last in stretch:
            runs, points = found, len(there)
    causes: list[str | None] = []
    types = []
    for at in range(len(active)):
        cause, type_ = _point(at, flags, series)
        causes.append(cause)
        types.append(type_)
    variation = types[last] if any(active) else "common-cause"
    return Verdict(drawn, causes, types, variation, _assurance(series, drawn, last), points < 13, runs)


def _near(drawn: Drawn, at: int) -> float:
    sigma = drawn.sigma[at]
    return 1e-12 * (abs(drawn.centre[at]) + (0.0 if isnan(sigma) else sigma))


def _sides(drawn: Drawn) -> list[int]:
    """1 above the centre, −1 below it, 0 on it."""
    sides = []
    for at, point in enumerate(drawn.plotted):
        away = point - drawn.centre[at]
        sides.append(0 if not abs(away) > _near(drawn, at) else 1 if away > 0 else -1)
    return sides


def _flags(series: Series, drawn: Drawn, active: list[bool]) -> Flags:
    flags: Flags = {(rule, high): set() for rule in ORDER for high in (True, False)}
    for at, point in enumerate(drawn.plotted):
        if point > drawn.upper[at] + _near(drawn, at):
            flags["outside-limits", True].add(at)
        if point < drawn.lower[at] - _near(drawn, at):
            flags["outside-limits", False].add(at)
    if series.kind not in LIMITS_ONLY:
        for stretch in series.stretches():
            _windows([at for at in stretch if active[at]], drawn, RULES[series.rules], flags)
    return flags


def _windows(points: list[int], drawn: Drawn, rules: Lengths, flags: Flags) -> None:
    shift, trend, two, four, together, outside_counts, alternating, hugging, avoiding = rules
    sides, outside = _sides(drawn), flags["outside-limits", True] | flags["outside-limits", False]

    def steps(window: list[int]) -> list[int]:
        pairs = [(drawn.plotted[a], drawn.plotted[b]) for a, b in pairwise(window)]
        return [(later > earlier) - (later < earlier) for earlier, later in pairs]

    def beyond(at: int, sigmas: int) -> int:
        """1 above so many standard deviations, −1 below as many, 0 within."""
        level = drawn.level[at]
        return (level > sigmas * (1 + 1e-11)) - (level < -sigmas * (1 + 1e-11))

    ways: dict[int, bool] = {}
    for window in _of(points, trend):
        if len(set(steps(window))) == 1 and steps(window)[0]:
            ways.update(dict.fromkeys(window, steps(window)[0] > 0))  # a turning point belongs to the later trend
    for at, rising in ways.items():
        flags["trend", rising].add(at)
    for sign in (1, -1):
        for window in _of(points, shift):
            if all(sides[at] == sign for at in window):
                flags["shift", sign > 0].update(window)
        for rule, length, sigmas in (("two-of-three", 3 if two else None, 2), ("four-of-five", 5 if four else None, 1)):
            for window in _of(points, length):
                near = [at for at in window if beyond(at, sigmas) == sign and (outside_counts or at not in outside)]
                if len(near) >= len(window) - 1 and (not together or all(sides[at] == sign for at in window)):
                    flags[rule, sign > 0].update(near)
    wide = {at for at in points if drawn.sigma[at] > _near(drawn, at)}
    for rule, length, fits in (
        ("alternating", alternating, lambda window: all(a * b < 0 for a, b in pairwise(steps(window)))),
        ("hugging", hugging, lambda window: all(at in wide and not beyond(at, 1) for at in window)),
        ("avoiding", avoiding, lambda window: {beyond(at, 1) for at in window} == {1, -1}),
    ):
        found = {at for window in _of(points, length) if fits(window) for at in window}
        flags[rule, True].update(at for at in found if sides[at] >= 0)
        flags[rule, False].update(at for at in found if sides[at] < 0)


def _of(points: list[int], length: int | None) -> list[list[int]]:
    """Every so many neighbours."""
    return [points[start : start + length] for start in range(len(points) - length + 1)] if length else []


def _runs(points: list[int], sides: list[int], flags: Flags, series: Series) -> Runs:
    """Useful points, longest run and its limit, crossings and their limit, signal."""
    useful = [at for at in points if sides[at]]
    if not useful:
        return 0, None, None, None, None, False
    groups: list[list[int]] = []
    for at in useful:
        if groups and sides[groups[-1][0]] == sides[at]:
            groups[-1].append(at)
        else:
            groups.append([at])
    longest, limit, crossings, tosses = max(map(len, groups)), round(log2(len(useful))) + 3, len(groups) - 1, len(useful) - 1
    fewest = next(few for few in range(tosses + 1) if 20 * sum(comb(tosses, k) for k in range(few + 1)) >= 2**tosses)
    if series.rules.startswith("anhoej"):
        for group in groups:
            if len(group) > limit:
                flags["shift", sides[group[0]] > 0].update(group)
    return len(useful), longest, limit, crossings, fewest, longest > limit or crossings < fewest


def _point(at: int, flags: Flags, series: Series) -> tuple[str | None, str]:
    way = "neutral" if series.kind == "mr" else series.direction
    broken = [(rule, high) for rule in ORDER for high in (True, False) if at in flags[rule, high]]
    if not broken:
        return None, "common-cause"
    if series.rules.endswith("improvement-wins"):
        broken.sort(key=lambda each: not _meaning(each[0], each[1], way).startswith("improvement"))
    rule, high = broken[0]
    return rule, _meaning(rule, high, way)


def _meaning(rule: str, high: bool, direction: str) -> str:
    side = "high" if high else "low"
    if direction == "neutral" or rule in ("alternating", "hugging", "avoiding"):
        return f"neutral-{side}"
    return f"{'improvement' if high == (direction == 'increase') else 'concern'}-{side}"


def _assurance(series: Series, drawn: Drawn, last: int) -> str | None:
    given: Numbers = [target for target in series.targets if not isnan(target)]
    lower, upper = drawn.lower[last], drawn.upper[last]
    if series.direction == "neutral" or not given or isnan(lower) or isnan(upper) or series.kind in (*LIMITS_ONLY, "s"):
        return None
    target, near = given[-1], _near(drawn, last)
    if upper - lower <= 2 * near:
        met = lower >= target - near if series.direction == "increase" else upper <= target + near
        return "pass" if met else "fail"
    above, below = target > upper + near, target < lower - near
    if not above and not below:
        return "hit-or-miss"
    return "pass" if below == (series.direction == "increase") else "fail"
