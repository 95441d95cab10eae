"""Centre and limits of each point by each chart's published formula, one point after another."""

from dataclasses import dataclass
from itertools import pairwise
from math import exp, gamma, inf, isnan, lgamma, nan, pi, sqrt

from tests.spc.oracle.series import Numbers, Series, average_range, known, mean, median, ranges


@dataclass
class Drawn:
    """What is plotted at each point and its lines; level: its distance from the centre in standard deviations."""

    plotted: Numbers
    centre: Numbers
    lower: Numbers
    upper: Numbers
    sigma: Numbers
    level: Numbers

    @classmethod
    def empty(cls, points: int) -> "Drawn":
        """Nothing drawn yet."""
        return cls(*([nan] * points for _ in range(6)))

    def put(
        self, at: int, plotted: float, lines: tuple[float, float, float], sigma: float, level: float | None = None
    ) -> None:
        """One point with its centre, lower and upper limit. Its level is as symmetric limits have it unless given."""
        self.plotted[at], self.sigma[at] = plotted, sigma
        self.centre[at], self.lower[at], self.upper[at] = lines
        if level is None:
            level = (plotted - lines[0]) / sigma if sigma > 0 else nan if isnan(sigma) else 0.0
        self.level[at] = level


def draw(series: Series) -> Drawn:
    """The chart of a series."""
    drawn = Drawn.empty(len(series.values))
    for stretch in series.stretches():
        _BY_KIND[series.kind](series, stretch, drawn)
    return drawn


def _given(series: Series, calculated: float) -> float:
    return calculated if series.centre is None else series.centre


def _around(centre: float, sigma: float, low: float = -inf, high: float = inf) -> tuple[float, float, float]:
    """The centre, and three standard deviations below and above it within what is possible."""
    if isnan(centre) or isnan(sigma):
        return centre, nan, nan
    return centre, max(low, centre - 3 * sigma), min(high, centre + 3 * sigma)


def _run(series: Series, stretch: list[int], drawn: Drawn) -> None:
    centre = _given(series, median([series.ratio(at) for at in series.limits_from(stretch, True)]))
    for at in stretch:
        drawn.put(at, series.ratio(at), (centre, nan, nan), nan)


def _individuals(series: Series, stretch: list[int], drawn: Drawn) -> None:
    textbook = series.kind == "i" or series.rules.startswith("anhoej")
    chosen = [series.ratio(at) for at in series.limits_from(stretch, textbook)]
    centre = mean(chosen)
    moving = average_range(ranges(chosen if textbook else known(chosen)), series.screened, chosen, centre)
    reach = (3 / 1.128 if textbook else 2.66) * moving
    for at in stretch:
        middle = _given(series, centre)
        drawn.put(at, series.ratio(at), (middle, middle - reach, middle + reach), reach / 3)


def _moving_range(series: Series, stretch: list[int], drawn: Drawn) -> None:
    moved = dict(zip(stretch[1:], ranges([series.ratio(at) for at in stretch]), strict=True))
    centre = _given(series, mean([moved.get(at, nan) for at in series.limits_from(stretch, True)]))
    for at in stretch:
        drawn.put(at, moved.get(at, nan), (centre, 0.0, 3.267 * centre), (3.267 - 1) * centre / 3)


def _c4(size: float) -> float:
    return (
        sqrt(2 / (size - 1)) * exp(lgamma(size / 2) - lgamma((size - 1) / 2))
        if size > 100
        else (sqrt(2 / (size - 1)) * gamma(size / 2) / gamma((size - 1) / 2))
    )


def _spread(series: Series, stretch: list[int]) -> float:
    """The average standard deviation of subgroups; pooled where their sizes differ."""
    taken = [
        at for at in series.limits_from(stretch, True) if not isnan(series.deviations[at]) and not isnan(series.values[at])
    ]
    if len({series.sizes[at] for at in taken}) <= 1:
        return mean([series.deviations[at] for at in taken])
    freedom = sum(series.sizes[at] - 1 for at in taken)
    return sqrt(sum((series.sizes[at] - 1) * series.deviations[at] ** 2 for at in taken) / freedom) if freedom else nan


def _xbar(series: Series, stretch: list[int], drawn: Drawn) -> None:
    taken = [at for at in series.limits_from(stretch, True) if not isnan(series.values[at])]
    observed = sum(series.sizes[at] for at in taken)
    centre = _given(series, sum(series.sizes[at] * series.values[at] for at in taken) / observed if observed else nan)
    spread = _spread(series, stretch)
    for at in stretch:
        size = series.sizes[at]
        known_size = not isnan(size) and size > 1
        sigma = spread / (_c4(size) * sqrt(size)) if known_size else nan
        drawn.put(at, series.values[at], _around(centre, sigma), sigma)


def _s(series: Series, stretch: list[int], drawn: Drawn) -> None:
    centre = _given(series, _spread(series, stretch))
    for at in stretch:
        size = series.sizes[at]
        known_size = not isnan(size) and size > 1
        sigma = centre * sqrt(1 - _c4(size) ** 2) / _c4(size) if known_size else nan
        drawn.put(at, nan if isnan(series.values[at]) else series.deviations[at], _around(centre, sigma, 0.0), sigma)


def _pooled(series: Series, stretch: list[int]) -> float:
    taken = [at for at in series.limits_from(stretch, True) if not isnan(series.values[at])]
    below = [series.over(at) for at in taken]
    return _given(series, sum(series.values[at] for at in taken) / sum(below) if below else nan)


def _by_chance(series: Series, at: int, centre: float) -> float:
    chance = centre * (1 - centre) if series.kind in ("p", "pp") else centre
    below = 1.0 if series.kind == "c" else series.over(at)
    return sqrt(max(chance, 0.0) / below) if not isnan(chance) else nan


def _attributes(series: Series, stretch: list[int], drawn: Drawn) -> None:
    centre = _pooled(series, stretch)
    for at in stretch:
        sigma = _by_chance(series, at, centre)
        drawn.put(at, series.ratio(at), _around(centre, sigma, 0.0, 1.0 if series.kind == "p" else inf), sigma)


def _laney(series: Series, stretch: list[int], drawn: Drawn) -> None:
    centre = _pooled(series, stretch)

    def z(at: int) -> float:
        chance, away = _by_chance(series, at, centre), series.ratio(at) - centre
        return away / chance if chance > 0 else away * 0.0 if not isnan(chance) else nan

    chosen = [z(at) for at in series.limits_from(stretch, True)]
    wider = average_range(ranges(chosen), series.screened, chosen, 0.0) / 1.128
    for at in stretch:
        sigma = _by_chance(series, at, centre) * wider
        drawn.put(at, series.ratio(at), _around(centre, sigma, 0.0, 1.0 if series.kind == "pp" else inf), sigma)


def _i_prime(series: Series, stretch: list[int], drawn: Drawn) -> None:
    centre = _pooled(series, stretch)
    at_all = stretch if series.rules.startswith("anhoej") else series.limits_from(stretch, True)
    normalised = [
        abs(series.ratio(b) - series.ratio(a)) / sqrt(1 / series.denominators[a] + 1 / series.denominators[b])
        for a, b in pairwise(at_all)
    ]
    chosen = series.limits_from(stretch, True)
    own = sum(series.values[at] for at in chosen if not isnan(series.values[at]))
    below = sum(series.denominators[at] for at in chosen if not isnan(series.values[at]))
    moving = average_range(normalised, series.screened, [series.ratio(at) for at in chosen], own / below if below else nan)
    for at in stretch:
        sigma = sqrt(pi / 2) * moving / sqrt(series.over(at))
        drawn.put(at, series.ratio(at), _around(centre, sigma), sigma)


def _g(series: Series, stretch: list[int], drawn: Drawn) -> None:
    chosen = [series.values[at] for at in series.limits_from(stretch, True)]
    average = _given(series, mean(chosen))
    centre = median(chosen) if series.centre is None else 0.693 * series.centre
    sigma = sqrt(average * (average + 1))
    for at in stretch:
        level = (series.values[at] - average) / sigma if sigma > 0 else 0.0
        lower = nan if isnan(average) else max(0.0, average - 3 * sigma)
        drawn.put(at, series.values[at], (centre, lower, average + 3 * sigma), sigma, level)


def _t(series: Series, stretch: list[int], drawn: Drawn) -> None:
    def turned(at: int) -> float:
        return series.values[at] ** (1 / 3.6)

    chosen = [turned(at) for at in series.limits_from(stretch, True)]
    sigma = average_range(ranges(chosen), series.screened, chosen, mean(chosen)) / 1.128
    centre = mean(chosen) if series.centre is None else series.centre ** (1 / 3.6)
    for at in stretch:
        lower = nan if isnan(sigma) else max(0.0, centre - 3 * sigma) ** 3.6
        upper = (centre + 3 * sigma) ** 3.6
        level = nan if isnan(sigma) else (turned(at) - centre) / sigma if sigma > 0 else 0.0
        drawn.put(at, series.values[at], (centre**3.6, lower, upper), (upper - centre**3.6) / 3, level)


def _process(series: Series, stretch: list[int]) -> tuple[float, float]:
    chosen = [series.ratio(at) for at in series.limits_from(stretch, True)]
    moving = average_range(ranges(chosen), series.screened, chosen, mean(chosen))
    return _given(series, mean(chosen)), moving / 1.128


def _ewma(series: Series, stretch: list[int], drawn: Drawn) -> None:
    centre, sigma = _process(series, stretch)
    z, seen = centre, 0
    for at in stretch:
        there = series.included(at) and not isnan(series.ratio(at))
        if there:
            z, seen = 0.2 * series.ratio(at) + 0.8 * z, seen + 1
        reach = 3 * sigma * sqrt(0.2 / 1.8 * (1 - 0.8 ** (2 * max(seen, 1))))
        drawn.put(at, z if there else nan, (centre, centre - reach, centre + reach), reach / 3)


def _cusum(series: Series, stretch: list[int], drawn: Drawn) -> None:
    centre, sigma = _process(series, stretch)
    high = low = 0.0
    for at in stretch:
        there = series.included(at) and not isnan(series.ratio(at))
        if there:
            away = (series.ratio(at) - centre) / (sigma if sigma > 0 else 1.0)
            slack = 0.5 if sigma > 0 else 0.0
            high, low = max(0.0, high + away - slack), max(0.0, low - away - slack)
        limit = nan if isnan(sigma) else 5.0 if sigma > 0 else 0.0
        plotted = (high if high >= low else -low) if there else nan
        drawn.put(at, plotted, (0.0 if not isnan(centre) else nan, -limit, limit), limit / 3)


_BY_KIND = {
    "run": _run,
    "xmr": _individuals,
    "i": _individuals,
    "mr": _moving_range,
    "xbar": _xbar,
    "s": _s,
    "p": _attributes,
    "u": _attributes,
    "c": _attributes,
    "pp": _laney,
    "up": _laney,
    "ip": _i_prime,
    "g": _g,
    "t": _t,
    "ewma": _ewma,
    "cusum": _cusum,
}
KINDS = tuple(_BY_KIND)
