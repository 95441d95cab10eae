"""The rules as people would check them with a ruler: every window of neighbours, one after another. Slow and plain."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qms.spc import ControlChart, RuleSet
from qms.spc.arrays import Booleans, Floats

Flags = dict[tuple[str, bool], set[int]]


def special_causes(chart: ControlChart) -> list[str | None]:
    """The rule that each point breaks by the definitions of docs/decisions/0008, and nothing clever."""
    found: list[str | None] = [None] * len(chart.values)
    flags = broken(chart)
    for rule in ORDER:
        for point in sorted(flags.get((rule, True), set()) | flags.get((rule, False), set())):
            found[point] = found[point] or rule
    return found


ORDER = ("outside-limits", "trend", "two-of-three", "shift", "four-of-five", "alternating", "hugging", "avoiding")


@dataclass(frozen=True)
class Measured:
    """A chart's points: their values, side of the centre (−1, 0, 1), standard deviations from it, and if outside limits."""

    rules: RuleSet
    values: Floats
    side: Floats
    level: Floats
    outside: Booleans

    def near(self, at: int, sigmas: int, sign: int) -> bool:
        """Whether a point counts as beyond so many standard deviations on one side."""
        beyond = sign * self.level[at] > sigmas * (1 + 1e-11)
        return bool(beyond and (self.rules.beyond_limits_count or not self.outside[at]))

    def most(self, window: Sequence[int], sigmas: int, sign: int) -> bool:
        """Whether all points of a window but one at most are beyond."""
        together = not self.rules.neighbours_on_one_side or all(self.side[at] == sign for at in window)
        return together and sum(self.near(at, sigmas, sign) for at in window) >= len(window) - 1

    def steps(self, window: Sequence[int]) -> list[float]:
        """From each point of a window to the next."""
        return [float(self.values[b] - self.values[a]) for a, b in pairwise(window)]


def broken(chart: ControlChart) -> Flags:
    """The points that break each rule on each side (under high for rules that have none)."""
    lines = chart.analysis.lines
    rounding, sigma = (np.broadcast_to(line, (1, len(chart.values)))[0] for line in (lines.rounding, lines.sigma))
    away = np.where(np.abs(chart.values - chart.centre) <= rounding, 0.0, chart.values - chart.centre)
    level = away / np.where(sigma > rounding, sigma, np.nan)
    high, low = chart.values > chart.upper + rounding, chart.values < chart.lower - rounding
    points = Measured(chart.rules, chart.values, np.sign(away), level, high | low)
    flags: Flags = {("outside-limits", True): set(np.flatnonzero(high)), ("outside-limits", False): set(np.flatnonzero(low))}
    for neighbours in stretches(chart):
        for high_side, sign in ((True, 1), (False, -1)):
            _one_sided(points, neighbours, sign, high_side, flags)
        _two_sided(points, neighbours, flags)
    return flags


def stretches(chart: ControlChart) -> Iterator[list[int]]:
    """The active points of each phase."""
    ids = chart.analysis.panel.phases.ids
    phase = np.zeros(len(chart.values), dtype=int) if ids is None else ids[0]
    for number in np.unique(phase):
        yield [int(at) for at in np.flatnonzero((phase == number) & chart.analysis.active[0])]


Test = Callable[[Sequence[int]], bool]


def _flag(neighbours: list[int], length: int | None, into: set[int], test: Test, only: Callable[[int], bool] | None = None):
    for start in range(len(neighbours) - length + 1) if length else ():
        window = neighbours[start : start + length]
        if test(window):
            into.update(at for at in window if only is None or only(at))


def _one_sided(points: Measured, neighbours: list[int], sign: int, high: bool, flags: Flags) -> None:
    def into(rule: str) -> set[int]:
        return flags.setdefault((rule, high), set())

    rules = points.rules
    _flag(neighbours, rules.shift_length, into("shift"), lambda window: all(points.side[at] == sign for at in window))
    _flag(
        neighbours,
        rules.trend_length,
        into("trend"),
        lambda window: all(sign * step > 0 for step in points.steps(window)),
    )
    for rule, length, sigmas, wanted in (
        ("two-of-three", 3, 2, rules.two_of_three),
        ("four-of-five", 5, 1, rules.four_of_five),
    ):
        _flag(
            neighbours,
            length if wanted else None,
            into(rule),
            lambda window, sigmas=sigmas: points.most(window, sigmas, sign),
            lambda at, sigmas=sigmas: points.near(at, sigmas, sign),
        )


def _two_sided(points: Measured, neighbours: list[int], flags: Flags) -> None:
    def into(rule: str) -> set[int]:
        return flags.setdefault((rule, True), set())

    def alternates(window: Sequence[int]) -> bool:
        return all(a * b < 0 for a, b in pairwise(points.steps(window)))

    def hugs(window: Sequence[int]) -> bool:
        return all(abs(points.level[at]) <= 1 + 1e-11 for at in window)

    def avoids(window: Sequence[int]) -> bool:
        return all(abs(points.level[at]) > 1 + 1e-11 for at in window) and len({points.side[at] for at in window}) == 2

    rules = points.rules
    _flag(neighbours, rules.alternating_length, into("alternating"), alternates)
    _flag(neighbours, rules.hugging_length, into("hugging"), hugs)
    _flag(neighbours, rules.avoiding_length, into("avoiding"), avoids)
