"""How likely the next point meets the target, if the process stays as it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import exp, floor, log, sqrt
from statistics import NormalDist

import numpy as np

from qms.spc.chart import ControlChart
from qms.spc.enums import Direction
from qms.spc.explain import Wording
from qms.spc.judgement.points import NORMAL_POWER, Points, last_phase
from qms.spc.judgement.student import incomplete_beta, t_upper_tail
from qms.spc.periods import cadence
from qms.spc.speech import Rounding

FEWEST = 13
"""Limits on fewer points are provisional, and so would a forecast be."""

UNSUITED = ("mr", "s", "ewma", "cusum")
"""Kinds whose points are not what a target is set for."""

RANGE_DEGREES = 0.62
"""Degrees of freedom that an average moving range is worth, for each of its ranges (Wheeler DJ, Advanced Topics in
Statistical Process Control: moving ranges of two)."""

_NEXT = {"day": "the next day", "week": "next week", "month": "next month", "quarter": "next quarter", "year": "next year"}
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Chance:
    """probability: from 0 to 1."""

    probability: float
    sentence: str


def chance_of_target(chart: ControlChart) -> Chance | None:
    """The chance that the next point meets the target, with the limits at the chart's end and the last denominator.

    p, u and c: binomial and Poisson counts. g: the geometric distribution of its mean. xmr, i and other charts of single
    values or means: Student's t around the centre, wider than the limits because centre and sigma are estimates
    (σ √(1 + 1/n), 0.62 (n - 1) degrees of freedom). t: the same on y^(1/3.6). run: how many of its points met it.
    None without a target or a better direction, with fewer than 13 points, and for mr, s, ewma and cusum charts.
    """
    points = last_phase(chart)
    target = chart.target
    if target is None or chart.direction is Direction.NEUTRAL or len(points) < FEWEST or chart.kind.value in UNSUITED:
        return None
    up = chart.direction is Direction.INCREASE
    probability = min(max(_chance(points, target, up), 0.0), 1.0)
    plain = Chance(probability, sentence="")
    return replace(plain, sentence=describe_chance(chart, plain))


def describe_chance(chart: ControlChart, chance: Chance, wording: Callable[[list[float]], Wording] = Rounding) -> str:
    """The chance in words, the target said by `wording` as in `explain`."""
    known = [float(line) for line in (chart.centre[chart.last], chart.lower[chart.last], chart.upper[chart.last])]
    target = wording([*known, chart.target or 0.0]).say_given(chart.target or 0.0)
    point = _NEXT.get("point" if chart.periods is None else cadence(chart.periods), "the next point")
    share = chance.probability * 100
    said = "less than 1%" if share < 1 else "more than 99%" if share > 99 else f"about {share:.0f}%"
    when = f"is met {point}" if point != "the next point" else "is met by the next point"
    return f"If the process stays as it is, the chance that the target of {target} {when} is {said}."


def _chance(points: Points, target: float, up: bool) -> float:
    centre, sigma = float(points.centre[-1]), float(points.sigma[-1])
    kind, size = points.kind.value, float(points.weights[-1])
    if kind == "run":
        met = points.plotted >= target if up else points.plotted <= target
        return float((met.sum() + 0.5) / (len(points) + 1))
    if kind in ("p", "u", "c"):
        events = _events(target * size, up)
        below = _binomial(events, size, centre) if kind == "p" else _poisson(events, centre * size)
        return 1 - below if up else below
    if kind == "g":
        return _geometric(target, float(points.plotted.mean()), up)
    if kind == "t":
        values = points.level
        return _single(target**NORMAL_POWER if target > 0 else 0.0, float(values.mean()), _ranged(values), len(points), up)
    return _single(target, centre, sigma, len(points), up)


def _single(target: float, centre: float, sigma: float, points: int, up: bool) -> float:
    away = centre - target if up else target - centre
    spread = sigma * sqrt(1 + 1 / points)
    if not spread > _ROUNDING * max(abs(centre), abs(target)):
        return 1.0 if away >= -_ROUNDING * max(abs(centre), abs(target)) else 0.0
    return t_upper_tail(-away / spread, RANGE_DEGREES * (points - 1))


def _ranged(values: np.ndarray) -> float:
    return float(np.mean(np.abs(np.diff(values)))) / 1.128


def _events(count: float, up: bool) -> int:
    """The most events of which the chance is summed: those that meet a target to stay below, or miss one to reach."""
    return floor(count + _ROUNDING) if not up else floor(count - _ROUNDING * max(count, 1))


def _binomial(events: int, size: float, share: float) -> float:
    """The chance of so many events or fewer among `size` cases."""
    if events < 0:
        return 0.0
    if events >= size or share <= 0:
        return 1.0
    return 0.0 if share >= 1 else incomplete_beta(size - events, events + 1, 1 - share)


def _poisson(events: int, expected: float) -> float:
    """The chance of so many events or fewer where `expected` are usual."""
    if events < 0:
        return 0.0
    if expected <= 0:
        return 1.0
    if expected > 1e4:
        return NormalDist(expected, sqrt(expected)).cdf(events + 0.5)
    counts = np.arange(1, events + 1)
    terms = np.concatenate(([0.0], np.cumsum(np.log(expected) - np.log(counts)))) - expected
    return float(np.exp(terms).sum())


def _geometric(target: float, mean: float, up: bool) -> float:
    """Cases before an event: P(Y >= y) = (m / (1 + m))^y."""
    if mean <= 0:
        return float(target <= 0 or not up)
    least = -floor(-target + _ROUNDING) if up else floor(target + _ROUNDING) + 1
    reached = exp(max(least, 0) * log(mean / (1 + mean)))
    return reached if up else 1 - reached
