"""Funnel limits as a function of the denominator.

As FunnelPlotR 0.6.0 draws them, with `corrected` False. It differs in four places from what its own scores mean, which
`corrected` puts right: see the decision record on funnel plots.
"""

from dataclasses import dataclass

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.funnel.gamma import chi_square_quantile
from qms.spc.funnel.methods import FunnelMethod, standard_errors, transformed_target

LEVELS = (95, 99)  # per cent; the second stands for 99.8
LARGEST_EXPONENT = 700.0
"""Its power of e is still a number: as good as no limit."""

_Z = {95: 1.959964, 99: 3.090232}
_TAIL = {95: 0.025, 99: 0.001}  # chance of a point beyond one side


@dataclass(frozen=True)
class Limits:
    """Lower and upper limits of the ratio, one for each denominator."""

    lower: Floats
    upper: Floats

    def times(self, factor: float) -> "Limits":
        """The limits of the ratio times a factor."""
        return Limits(self.lower * factor, self.upper * factor)


@dataclass(frozen=True)
class LimitRule:
    """Everything that the limits depend on beside the denominator."""

    method: FunnelMethod
    target: float
    tau2: float
    corrected: bool
    units: Floats  # denominators of the units

    def plain(self, denominators: Floats, level: int) -> Limits:
        """Limits of chance alone: exact Poisson for standardised ratios, transformed normal for the others."""
        if not self.method.standardised:
            return self._floored(self._transformed(denominators, level, 0.0), denominators, level)
        tail = _TAIL[level]
        lower = chi_square_quantile(tail, 2 * denominators) / 2 / denominators
        upper = chi_square_quantile(1 - tail, 2 * (denominators + 1)) / 2 / denominators
        return self._floored(Limits(lower, upper), denominators, level)

    def adjusted(self, denominators: Floats, level: int) -> Limits:
        """Limits of chance and of the variance τ² between units together."""
        return self._floored(self._transformed(denominators, level, self.tau2), denominators, level)

    def _transformed(self, denominators: Floats, level: int, tau2: float) -> Limits:
        reach = _Z[level] * np.sqrt(self._errors(denominators) ** 2 + tau2)
        centre = transformed_target(self.method, self.target)
        if self.method is FunnelMethod.PR:
            if self.corrected:
                return _within_bounds(centre - reach, centre + reach)
            following = self._following(denominators)
            turned = _turned_back(centre, reach, _Z[level] * np.sqrt(self._errors(following) ** 2 + tau2))
            # the largest has no next one to be compared with
            return _chosen(following > denominators, turned, _within_bounds(centre - reach, centre + reach))
        if self.method is FunnelMethod.SR_CQC:
            if self.corrected:
                return Limits(np.maximum(centre - reach, 0.0) ** 2, (centre + reach) ** 2)
            return Limits(centre - reach, centre + reach)
        if not np.isfinite(centre):  # a target of 0 on the log scale
            return Limits(np.zeros_like(reach), np.zeros_like(reach))
        return Limits(np.exp(centre - reach), np.exp(np.minimum(centre + reach, LARGEST_EXPONENT)))

    def _errors(self, denominators: Floats) -> Floats:
        """Standard errors of a unit that lies on the target."""
        if self.method is not FunnelMethod.RC:
            return standard_errors(self.method, denominators, denominators)
        if self.corrected:
            return standard_errors(self.method, denominators * self.target, denominators)
        return 1 / (2 * np.sqrt(denominators))

    def _following(self, denominators: Floats) -> Floats:
        """The next larger denominator in the table from which the reference draws: a grid of 1,000 and the units' own."""
        largest = np.ceil(self.units.max())
        table = np.unique(np.concatenate([np.linspace(3, largest, 1000), self.units]))
        place = np.searchsorted(table, denominators, side="right")
        return np.where(place < len(table), table[np.minimum(place, len(table) - 1)], denominators)

    def _floored(self, limits: Limits, denominators: Floats, level: int) -> Limits:
        """With `corrected`, no limit that a unit crosses by having no event (or nothing else) where that is likely."""
        if not self.corrected:
            return limits
        tail = _TAIL[level]
        if self.method is not FunnelMethod.PR:
            none = np.exp(-denominators * self.target) >= tail
            return Limits(np.where(none, 0.0, limits.lower), limits.upper)
        none, every = (1 - self.target) ** denominators >= tail, self.target**denominators >= tail
        return Limits(np.where(none, 0.0, limits.lower), np.where(every, 1.0, limits.upper))


def _within_bounds(low: Floats, high: Floats) -> Limits:
    """Angles back to proportions, none below 0 or above 1."""
    return Limits(np.sin(np.maximum(low, 0.0)) ** 2, np.sin(np.minimum(high, np.pi / 2)) ** 2)


def _chosen(where: Booleans, one: Limits, other: Limits) -> Limits:
    return Limits(np.where(where, one.lower, other.lower), np.where(where, one.upper, other.upper))


def _turned_back(centre: float, reach: Floats, further: Floats) -> Limits:
    """Angles back to proportions; 0 or 1 where a limit would come nearer to the target at the next smaller denominator.

    The reference finds these places by comparing each limit with that of the next larger denominator of its table.
    """
    lower, upper = np.sin(centre - reach) ** 2, np.sin(centre + reach) ** 2
    lower_next, upper_next = np.sin(centre - further) ** 2, np.sin(centre + further) ** 2
    return Limits(np.where(lower > lower_next, 0.0, lower), np.where(upper < upper_next, 1.0, upper))
