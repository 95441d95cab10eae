"""The points that a judgement rests on: those of one stretch of a chart that are present and included, in order."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from qms.spc.arrays import Dates, Floats, Integers
from qms.spc.chart import ControlChart
from qms.spc.enums import ChartKind
from qms.spc.judgement.redrawing import active_positions

WAITS = ("t", "g")
"""Charts of times or cases between events."""

NORMAL_POWER = 1 / 3.6
"""Waiting times become nearly normal by this power (Nelson LS, 1994, Journal of Quality Technology 26(1): 70-75)."""


LARGEST = 1e70
"""Tests take the fourth power of differences; above this they would no longer be numbers, so nothing is judged."""

_ARRAYS = ("positions", "plotted", "centre", "sigma", "numerators", "level", "weights")


@dataclass(frozen=True)
class Points:
    """positions: in the chart. plotted, centre, sigma: as drawn. level: on a scale where waiting times are symmetric, the
    plotted values on every other. weights: how much each point knows; the denominator or the size of its subgroup, or 1."""

    kind: ChartKind
    positions: Integers
    periods: Dates | None
    plotted: Floats
    centre: Floats
    sigma: Floats
    numerators: Floats
    level: Floats
    weights: Floats

    def __len__(self) -> int:
        return len(self.positions)

    @property
    def measurable(self) -> bool:
        """Whether the points are of a size that anything measured has."""
        return bool((np.abs(self.level) <= LARGEST).all())

    def part(self, some: slice) -> "Points":
        """Some of the points."""
        periods = None if self.periods is None else self.periods[some]
        return replace(self, periods=periods, **{name: getattr(self, name)[some] for name in _ARRAYS})

    def joined(self, later: "Points") -> "Points":
        """These points and later ones of the same chart."""
        periods = None
        if self.periods is not None and later.periods is not None:
            periods = np.concatenate([self.periods, later.periods])
        arrays: dict[str, Any] = {name: np.concatenate([getattr(self, name), getattr(later, name)]) for name in _ARRAYS}
        return replace(self, periods=periods, **arrays)

    @property
    def standardised(self) -> Floats:
        """Each point's distance from the centre in the chart's own standard deviations; 0 where there is no variation."""
        away = self.plotted - self.centre
        return np.divide(away, self.sigma, out=np.zeros_like(away), where=self.sigma > 0)


def points_of(chart: ControlChart, first: int = 0, end: int | None = None) -> Points:
    """The points of positions first up to, not including, end."""
    at = active_positions(chart, first)
    at = at if end is None else at[at < end]
    panel, plotted = chart.analysis.panel, chart.values[at]
    waits = chart.kind.value in WAITS
    return Points(
        kind=chart.kind,
        positions=at,
        periods=None if chart.periods is None else chart.periods[at],
        plotted=plotted,
        centre=chart.centre[at],
        sigma=np.broadcast_to(chart.analysis.lines.sigma, chart.analysis.active.shape)[0][at],
        numerators=panel.values[0][at],
        level=np.maximum(plotted, 0.0) ** NORMAL_POWER if waits else plotted,
        weights=_weights(chart)[at],
    )


def _weights(chart: ControlChart) -> Floats:
    for known in (chart.sizes, chart.denominators):
        if known is not None:
            return known
    return np.ones(len(chart.values))


def last_phase(chart: ControlChart) -> Points:
    """The points that the limits at the chart's end speak of."""
    return points_of(chart, chart.phases[-1].start)
