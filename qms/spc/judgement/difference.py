"""How far two stretches of one series lie apart: the 95 % interval of the difference, by what the chart plots."""

from collections.abc import Callable
from dataclasses import dataclass
from math import comb, sqrt
from statistics import NormalDist

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.judgement.memory import neighbour_correlation
from qms.spc.judgement.points import NORMAL_POWER, Points
from qms.spc.judgement.student import chi_square_quantile, t_quantile

CONFIDENCE = 0.95
_UPPER = (1 + CONFIDENCE) / 2
_SHARES, _RATES = ("p", "pp"), ("u", "up", "c")
_EVENTS = (*_SHARES, *_RATES)

Limits = tuple[float, float]


@dataclass(frozen=True)
class Difference:
    """The interval of after less before, and in words how it was made. None where there are too few points."""

    interval: Limits | None
    method: str


def difference_between(before: Points, after: Points) -> Difference:
    """The interval of the difference of the two centres.

    p, p′: Newcombe's hybrid of Wilson's intervals (Newcombe RG, 1998, Statistics in Medicine 17: 873-890, method 10).
    u, u′, c: the same hybrid of score intervals of the two rates (Zou GY, Donner A, 2008, Statistics in Medicine 27: 1693-
    1702). Both with the events divided by the dispersion: Pearson's χ² by its degrees of freedom where that is above 1.
    run: medians (Price RM, Bonett DG, 2002, Journal of Statistical Computation and Simulation 72: 119-124). t: means of
    y^(1/3.6), transformed back. g: 0.693 times the mean of waits that are nearly exponential (χ² interval). Every other
    kind: Welch's t for means weighted by what each point knows, wider by √((1 + r) / (1 − r)) where neighbours resemble
    each other by r more than chance (Bayley GV, Hammersley JM, 1946, Supplement to the Journal of the Royal Statistical
    Society 8: 184-197).
    """
    kind = before.kind.value
    if kind not in _EVENTS and min(len(before), len(after)) < 2:
        return Difference(None, "too few points for an interval")
    return _BY_KIND.get(kind, _of_means)(before, after)


def _hybrid(before: tuple[float, Limits], after: tuple[float, Limits]) -> Limits:
    """The interval of after less before from each one's estimate and interval."""
    (first, (first_low, first_high)), (second, (second_low, second_high)) = before, after
    apart = second - first
    low = apart - sqrt((second - second_low) ** 2 + (first_high - first) ** 2)
    return low, apart + sqrt((second_high - second) ** 2 + (first - first_low) ** 2)


def _of_shares(before: Points, after: Points) -> Difference:
    return _of_events(before, after, _wilson, "Newcombe's interval for two proportions")


def _of_rates(before: Points, after: Points) -> Difference:
    return _of_events(before, after, _rate_score, "a score interval for two rates")


def _of_events(before: Points, after: Points, limits: Callable[[float, float, float], Limits], name: str) -> Difference:
    points = len(before) + len(after)
    dispersion = max(_dispersion(before, after), 1.0)
    z = NormalDist().inv_cdf(_UPPER) if dispersion == 1 else t_quantile(_UPPER, max(points - 2, 1))

    def side(stretch: Points) -> tuple[float, Limits]:
        events, size = float(stretch.numerators.sum()) / dispersion, float(stretch.weights.sum()) / dispersion
        return events / size, limits(events, size, z)

    widened = f", widened for {sqrt(dispersion):.1f} times the variation of pure chance" if dispersion > 1 else ""
    return Difference(_hybrid(side(before), side(after)), f"{name}{widened}")


def _dispersion(*stretches: Points) -> float:
    """Pearson's χ² over its degrees of freedom, each stretch about its own centre."""
    total, degrees = 0.0, 0
    for stretch in stretches:
        share = float(stretch.numerators.sum() / stretch.weights.sum())
        variance = share * (1 - share) if stretch.kind.value in _SHARES else share
        if variance > 0:
            total += float(np.sum(stretch.weights * (stretch.plotted - share) ** 2)) / variance
        degrees += len(stretch) - 1
    return total / degrees if degrees > 0 else 1.0


def _wilson(events: float, size: float, z: float) -> Limits:
    """Wilson EB (1927), Journal of the American Statistical Association 22: 209-212."""
    share, square = events / size, z * z
    middle = (share + square / (2 * size)) / (1 + square / size)
    reach = z * sqrt(max(share * (1 - share), 0.0) / size + square / (4 * size * size)) / (1 + square / size)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def _rate_score(events: float, size: float, z: float) -> Limits:
    """The rates whose expected events lie z standard deviations from those seen."""
    middle, reach = events + z * z / 2, z * sqrt(events + z * z / 4)
    return max(middle - reach, 0.0) / size, (middle + reach) / size


def _of_means(before: Points, after: Points) -> Difference:
    (first, first_error), (second, second_error) = _mean(before), _mean(after)
    memory = _memory(before, after)
    wider = (1 + memory) / (1 - memory)
    errors = np.array([first_error, second_error]) * wider
    name = "Welch's t interval" + (f", widened because neighbours resemble each other (r = {memory:.2f})" if memory else "")
    apart, total = second - first, float(errors.sum())
    if total <= 0:
        return Difference((apart, apart), name)
    degrees = total**2 / float(errors[0] ** 2 / (len(before) - 1) + errors[1] ** 2 / (len(after) - 1))
    reach = t_quantile(_UPPER, degrees) * sqrt(total)
    return Difference((apart - reach, apart + reach), name)


def _mean(stretch: Points) -> tuple[float, float]:
    """The weighted mean and the variance of it, from how the points of the stretch differ."""
    mean = float(np.average(stretch.level, weights=stretch.weights))
    squares = float(np.sum(stretch.weights * (stretch.level - mean) ** 2))
    return mean, squares / (len(stretch) - 1) / float(stretch.weights.sum())


def _memory(before: Points, after: Points) -> float:
    """The correlation of neighbours within the two stretches where it is beyond chance, else 0."""
    within = np.concatenate([side.level - np.average(side.level, weights=side.weights) for side in (before, after)])
    correlation = neighbour_correlation(within)
    return min(correlation, 0.9) if correlation > 2 / sqrt(len(within)) else 0.0


def _of_medians(before: Points, after: Points) -> Difference:
    apart = float(np.median(after.plotted) - np.median(before.plotted))
    errors = [_median_error(side.plotted) for side in (before, after)]
    if None in errors:
        return Difference(None, "too few points for an interval of medians")
    reach = NormalDist().inv_cdf(_UPPER) * sqrt(sum(error or 0.0 for error in errors))
    return Difference((apart - reach, apart + reach), "an interval for two medians from their neighbouring values")


def _median_error(values: Floats) -> float | None:
    """The variance of the median, from the distance of the values about √n places around it."""
    n, ordered = len(values), np.sort(values)
    place = max(round((n + 1) / 2 - sqrt(n)), 1)
    outside = sum(comb(n, below) for below in range(place)) / 2**n
    if n < 5 or outside <= 0:
        return None
    width = 2 * NormalDist().inv_cdf(1 - outside)
    return float((ordered[n - place] - ordered[place - 1]) / width) ** 2


def _of_times(before: Points, after: Points) -> Difference:
    return Difference(_hybrid(_waiting(before), _waiting(after)), "t intervals on the scale of the chart")


def _of_cases(before: Points, after: Points) -> Difference:
    return Difference(_hybrid(_cases(before), _cases(after)), "intervals of the mean number of cases")


def _waiting(stretch: Points) -> tuple[float, Limits]:
    """The centre of a t chart with its interval."""
    middle, variance = _mean(stretch)
    reach = t_quantile(_UPPER, len(stretch) - 1) * sqrt(variance)
    low, high = (max(end, 0.0) ** (1 / NORMAL_POWER) for end in (middle - reach, middle + reach))
    return middle ** (1 / NORMAL_POWER), (low, high)


def _cases(stretch: Points) -> tuple[float, Limits]:
    """The centre of a g chart with its interval: 2 n ȳ / μ is nearly χ² with 2n degrees of freedom."""
    total, degrees = 2 * float(stretch.plotted.sum()), 2 * len(stretch)
    low, high = (total / chi_square_quantile(chance, degrees) for chance in (_UPPER, 1 - _UPPER))
    median = 0.693
    return median * float(stretch.plotted.mean()), (median * low, median * high)


_BY_KIND: dict[str, Callable[[Points, Points], Difference]] = {
    **dict.fromkeys(_SHARES, _of_shares),
    **dict.fromkeys(_RATES, _of_rates),
    "run": _of_medians,
    "t": _of_times,
    "g": _of_cases,
}
