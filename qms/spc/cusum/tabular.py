"""The tabular CUSUM (Page 1954, Biometrika 41; Montgomery, Introduction to Statistical Quality Control, section 9.1) with
fast initial response (Lucas and Crosier 1982, Technometrics 24(3))."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qms.spc.arrays import Booleans, Floats, Integers
from qms.spc.cusum.counting import counts_off_zero, first_off_zero, newly
from qms.spc.cusum.given import check_setting, read_given
from qms.spc.cusum.recursion import arm
from qms.spc.cusum.words import Crossing, explain_tabular, one_series, plain


@dataclass(frozen=True)
class TabularCusum:
    """Both arms, in the units of the values. Arrays have the shape of what was given: points, or series × points.

    upper, lower: C⁺ and C⁻, both 0 or more; NaN at gaps. limit: H. begins: where the arms began.
    """

    values: Floats
    mean: Floats
    sigma: Floats
    upper: Floats
    lower: Floats
    limit: Floats
    begins: Booleans
    k: float
    h: float
    head_start: float

    @cached_property
    def signals_high(self) -> Booleans:
        """Where C⁺ is above H."""
        return self.upper > self.limit + _rounding(self.mean, self.limit)

    @cached_property
    def signals_low(self) -> Booleans:
        """Where C⁻ is above H."""
        return self.lower > self.limit + _rounding(self.mean, self.limit)

    @cached_property
    def upper_count(self) -> Integers:
        """N⁺: the points in a row at which C⁺ is above 0."""
        return counts_off_zero(self.upper, self.begins)

    @cached_property
    def lower_count(self) -> Integers:
        """N⁻: the points in a row at which C⁻ is above 0."""
        return counts_off_zero(self.lower, self.begins)

    @cached_property
    def upper_since(self) -> Integers:
        """The first position after C⁺ was last at 0, −1 where it is at 0."""
        return first_off_zero(self.upper, self.begins)

    @cached_property
    def lower_since(self) -> Integers:
        """The first position after C⁻ was last at 0, −1 where it is at 0."""
        return first_off_zero(self.lower, self.begins)

    @cached_property
    def crossings(self) -> tuple[Crossing, ...]:
        """Each time that one series goes above its limit, in order."""
        one_series(self.upper)
        found = []
        sides = (
            ("high", self.signals_high, self.upper, self.upper_since),
            ("low", self.signals_low, self.lower, self.lower_since),
        )
        for side, crossed, track, since in sides:
            for at in np.flatnonzero(newly(crossed, track, self.begins)).tolist():
                found.append(Crossing(at, int(since[at]), side))
        return tuple(sorted(found, key=lambda crossing: crossing.position))

    @property
    def explanation(self) -> str:
        """What one series shows, in plain English."""
        return self.explain()

    def explain(self, labels: Sequence[str] | None = None) -> str:
        """The same with the points named (dates in words, say) in place of their numbers."""
        return explain_tabular(self, labels)

    def to_dict(self) -> dict[str, object]:
        """One series as plain JSON types; None at gaps."""
        one_series(self.upper)
        columns = {
            "value": plain(self.values),
            "upper": plain(self.upper),
            "lower": plain(self.lower),
            "upper_count": self.upper_count.tolist(),
            "lower_count": self.lower_count.tolist(),
            "signal_high": self.signals_high.tolist(),
            "signal_low": self.signals_low.tolist(),
        }
        return {
            "chart": "cusum",
            "mean": plain(self.mean)[-1],
            "sigma": plain(self.sigma)[-1],
            "k": self.k,
            "h": self.h,
            "limit": plain(self.limit)[-1],
            "head_start": self.head_start,
            "points": [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)],
            "crossings": [vars(crossing).copy() for crossing in self.crossings],
            "explanation": self.explanation,
        }


def tabular_cusum(
    values: object,
    *,
    mean: object,
    sigma: object,
    k: float = 0.5,
    h: float = 5.0,
    head_start: float = 0.0,
    starts: object = None,
) -> TabularCusum:
    """C⁺ = max(0, x − (μ + K) + C⁺) and C⁻ = max(0, (μ − K) − x + C⁻) with K = kσ; a signal is strictly above H = hσ.

    values: points, or series × points; None and NaN are gaps, which leave the sums as they are. mean, sigma: one number, one
    per series, or one per point. head_start: the share of H at which both arms begin (0.5 is the fast initial response).
    starts: true at the points where the arms begin again. Raises SeriesError naming what cannot be used.
    """
    given = read_given(values)
    centre, spread = given.each(mean, "mean"), given.each(sigma, "sigma")
    given.check.refuse(np.isinf(centre), "the mean is infinite. Give a number", "mean")
    given.check.refuse((spread < 0) | np.isinf(spread), "sigma is {value}. Give a number, 0 or more", "sigma", spread)
    check_setting(0 <= k < np.inf, f"k is {k}. Give a number, 0 or more; 0.5 finds a shift of one sigma", "k")
    check_setting(0 < h < np.inf, f"h is {h}. Give a number above 0; 4 or 5 is usual", "h")
    check_setting(
        0 <= head_start < 1, f"head_start is {head_start}. Give a share of the limit, from 0 to below 1", "head_start"
    )
    begins, limit = given.begins(starts), h * spread
    off = given.values - centre
    heads = head_start * limit
    rounding = _rounding(centre, limit)
    upper = _clean(arm(off - k * spread, heads, begins), rounding)
    lower = _clean(arm(-off - k * spread, heads, begins), rounding)
    return TabularCusum(
        values=given.shaped(given.values),
        mean=given.shaped(centre),
        sigma=given.shaped(spread),
        upper=given.shaped(upper),
        lower=given.shaped(lower),
        limit=given.shaped(limit),
        begins=given.shaped(begins),
        k=k,
        h=h,
        head_start=head_start,
    )


def _rounding(mean: Floats, limit: Floats) -> Floats:
    """How far from 0 or from the limit a sum must be before it counts as off it: what floating point may lose."""
    return 1e-12 * (np.abs(mean) + limit)


def _clean(sums: Floats, rounding: Floats) -> Floats:
    return np.where(sums <= rounding, 0.0, sums)
