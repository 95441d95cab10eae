"""A sequence of a file to its CUSUM or VLAD."""

from dataclasses import dataclass

import numpy as np

from qms.commands.cusum_reading import OneSequence
from qms.spc import (
    RiskAdjustedCusum,
    SeriesError,
    TabularCusum,
    Vlad,
    analyse,
    risk_adjusted_cusum,
    tabular_cusum,
    vlad,
)


@dataclass(frozen=True)
class Options:
    """What the command asks of every sequence alike. cases: outcomes, not values. limits: for more events, and for fewer."""

    cases: bool = False
    mean: float | None = None
    sigma: float | None = None
    expected: float | None = None
    k: float = 0.5
    h: float = 5.0
    head_start: float = 0.0
    odds_ratio: float = 2.0
    limits: tuple[float, float] = (4.5, 4.5)
    reset: bool = True
    vlad: bool = False


@dataclass(frozen=True)
class Charted:
    """A sequence and its charts: one tabular CUSUM, one VLAD, or the risk-adjusted CUSUMs for more and fewer events."""

    sequence: OneSequence
    charts: tuple[TabularCusum | Vlad, ...] | tuple[RiskAdjustedCusum, RiskAdjustedCusum]

    @property
    def labels(self) -> list[str]:
        """What each point is called: its date, or its number."""
        noun = "point" if isinstance(self.charts[0], TabularCusum) else "case"
        return [f"{noun} {at + 1}" + (f" ({day.isoformat()})" if day else "") for at, day in enumerate(self.sequence.dates)]

    @property
    def explanation(self) -> str:
        """What the charts say, each sentence once."""
        said = [chart.explanation if isinstance(chart, Vlad) else chart.explain(self.labels) for chart in self.charts]
        return " ".join(dict.fromkeys(said))


def chart(one: OneSequence, options: Options) -> Charted:
    """Raises SeriesError naming what cannot be charted."""
    if options.cases:
        return _of_cases(one, options)
    mean, sigma = _centre(one, options)
    made = tabular_cusum(one.values, mean=mean, sigma=sigma, k=options.k, h=options.h, head_start=options.head_start)
    return Charted(one, (made,))


def _of_cases(one: OneSequence, options: Options) -> Charted:
    risks: object = one.risks if options.expected is None else options.expected
    if options.vlad:
        return Charted(one, (vlad(one.values, risks),))
    ratio = max(options.odds_ratio, 1 / options.odds_ratio) if options.odds_ratio > 0 else options.odds_ratio

    def direction(odds_ratio: float, limit: float) -> RiskAdjustedCusum:
        return risk_adjusted_cusum(
            one.values,
            risks,
            odds_ratio=odds_ratio,
            limit=limit,
            reset=options.reset,
            head_start=options.head_start,
        )

    worse = direction(ratio, options.limits[0])
    return Charted(one, (worse, direction(1 / ratio, options.limits[1])))


def _centre(one: OneSequence, options: Options) -> tuple[float, float]:
    """The mean and sigma asked for, else those of an individuals chart of the values."""
    if options.mean is not None and options.sigma is not None:
        return options.mean, options.sigma
    found = analyse(one.values, chart="i")
    last = found.last
    mean, sigma = float(found.centre[last]), float((found.upper[last] - found.centre[last]) / 3)
    if options.sigma is None and np.isnan(sigma):
        raise SeriesError("one value has no standard deviation. Give --sigma, or more values")
    return (mean if options.mean is None else options.mean), (sigma if options.sigma is None else options.sigma)
