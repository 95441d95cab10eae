"""The exponentially weighted moving average (Roberts 1959, Technometrics 1(3); Montgomery, Introduction to Statistical
Quality Control, section 9.2), with limits that widen over time as in the R package qcc."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.cusum.given import check_setting, read_given
from qms.spc.cusum.recursion import smoothed
from qms.spc.cusum.words import explain_ewma, one_series, plain


@dataclass(frozen=True)
class Ewma:
    """The smoothed values z with their limits, in the units of the values and in the shape that was given.

    outside: −1 below the lower limit, 1 above the upper, 0 between or at a gap (where z is NaN).
    """

    values: Floats
    mean: Floats
    sigma: Floats
    weight: float
    width: float
    z: Floats
    lower: Floats
    upper: Floats
    outside: np.ndarray

    @property
    def explanation(self) -> str:
        """What one series shows, in plain English."""
        return self.explain()

    def explain(self, labels: Sequence[str] | None = None) -> str:
        """The same with the points named in place of their numbers."""
        return explain_ewma(self, labels)

    def to_dict(self) -> dict[str, object]:
        """One series as plain JSON types; None at gaps."""
        one_series(self.z)
        columns = {name: plain(getattr(self, name)) for name in ("values", "z", "lower", "upper")}
        columns["outside"] = self.outside.tolist()
        names = ("value", "z", "lower", "upper", "outside")
        return {
            "chart": "ewma",
            "mean": plain(self.mean)[-1],
            "sigma": plain(self.sigma)[-1],
            "weight": self.weight,
            "width": self.width,
            "points": [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)],
            "explanation": self.explanation,
        }


def ewma(
    values: object,
    *,
    mean: object,
    sigma: object,
    weight: float = 0.2,
    width: float = 3.0,
    starts: object = None,
) -> Ewma:
    """z = λx + (1 − λ)z from z = μ; limits μ ± Lσ √(λ/(2 − λ) (1 − (1 − λ)^(2i))) at the i-th point that is there.

    values, mean, sigma and starts as for tabular_cusum(). weight: λ, above 0 up to 1. width: L, above 0. A gap leaves z as it
    is. Raises SeriesError naming what cannot be used.
    """
    given = read_given(values)
    centre, spread = given.each(mean, "mean"), given.each(sigma, "sigma")
    given.check.refuse(np.isinf(centre), "the mean is infinite. Give a number", "mean")
    given.check.refuse((spread < 0) | np.isinf(spread), "sigma is {value}. Give a number, 0 or more", "sigma", spread)
    check_setting(0 < weight <= 1, f"the weight is {weight}. Give a number above 0, up to 1; 0.2 is usual", "weight")
    check_setting(0 < width < np.inf, f"the width is {width}. Give a number above 0; 3 is usual", "width")
    begins = given.begins(starts)
    z = smoothed(given.values, centre, begins, weight)
    reach = width * spread * np.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * _ordinal(given.values, begins))))
    lower, upper = centre - reach, centre + reach
    rounding = 1e-12 * (np.abs(centre) + spread)
    outside = (z > upper + rounding).astype(int) - (z < lower - rounding)
    arrays = {
        "values": given.values,
        "mean": centre,
        "sigma": spread,
        "z": z,
        "lower": lower,
        "upper": upper,
        "outside": outside,
    }
    return Ewma(weight=weight, width=width, **{name: given.shaped(array) for name, array in arrays.items()})


def _ordinal(values: Floats, begins: Booleans) -> Floats:
    """Which point of its stretch each is, from 1; a gap counts as the point before it."""
    present = ~np.isnan(values)
    counted = np.cumsum(present, axis=1)
    before = np.maximum.accumulate(np.where(begins, counted - present, 0), axis=1)
    return np.maximum(counted - before, 1).astype(float)
