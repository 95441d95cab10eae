"""Constants of charts of subgroups, for subgroups of any size (Montgomery, Introduction to Statistical Quality Control,
appendix "Factors for constructing variables control charts").

All rest on c4(n) = √(2/(n − 1)) Γ(n/2) / Γ((n − 1)/2), what standard deviations of n normal observations average as a part of
the true one. With m = (n − 1)/2 it is Γ(m + ½) / (√m Γ(m)). Small sizes come from Γ(x + 1) = xΓ(x) step by step. Large ones,
where the gamma function overflows and 1 − c4² loses its digits, come from the expansion in 1/m (Tricomi and Erdélyi 1951,
Pacific Journal of Mathematics 1(1): 133-142).
"""

from functools import lru_cache
from math import pi, sqrt

import numpy as np

from qms.spc.arrays import Floats

LARGE = 61
"""From this size on both ways agree to twelve digits in 1 − c4²."""

_C4 = (1, -1 / 8, 1 / 128, 5 / 1024, -21 / 32768, -399 / 262144, 869 / 4194304, 39325 / 33554432)
_SHORT_OF_ONE = (0, 1 / 4, -1 / 32, -1 / 128, 5 / 2048, 23 / 8192, -53 / 65536, -593 / 262144)


def c4(sizes: Floats) -> Floats:
    """What standard deviations of n observations average, as a part of the true one; NaN below 2 observations."""
    return _by_size(sizes, _small()[0], _C4)


def spread_of_deviations(sizes: Floats) -> Floats:
    """√(1 − c4²) / c4: how much standard deviations of n observations vary, as a part of their own average."""
    return np.sqrt(_by_size(sizes, _small()[1], _SHORT_OF_ONE)) / c4(sizes)


def a3(sizes: Floats) -> Floats:
    """A3 = 3 / (c4 √n): average standard deviations from the centre of an xbar chart to a limit."""
    return 3 / (c4(sizes) * np.sqrt(sizes))


@lru_cache(maxsize=1)
def _small() -> tuple[Floats, Floats]:
    """c4 and 1 − c4² of sizes below LARGE, by size."""
    ratios = np.full(LARGE, np.nan)  # Γ(m + ½) / Γ(m)
    ratios[2], ratios[3] = 1 / sqrt(pi), sqrt(pi) / 2
    for size in range(4, LARGE):
        ratios[size] = ratios[size - 2] * (size - 2) / (size - 3)
    factors = ratios / np.sqrt(np.maximum(np.arange(LARGE) - 1, 1) / 2)
    return factors, 1 - factors**2


def _by_size(sizes: Floats, small: Floats, expansion: tuple[float, ...]) -> Floats:
    known = np.nan_to_num(sizes, nan=0.0)
    large = np.polynomial.polynomial.polyval(2 / np.maximum(known - 1, LARGE - 1), expansion)
    return np.where(known < LARGE, small[np.minimum(known, LARGE - 1).astype(int)], large)
