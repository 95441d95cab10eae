"""Quantiles of the gamma distribution, which the exact limits of a Poisson count need; numpy alone has none.

P(a, x) is the regularised lower incomplete gamma function (NIST Digital Library of Mathematical Functions, 8.2 and 8.11).
"""

import math
from statistics import NormalDist

import numpy as np

from qms.spc.arrays import Floats

_SERIES_UP_TO = 100.0  # shapes above it are integrated: the power series would take thousands of terms
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(96)
_REACH = 12.0  # standard deviations below the mean at which the integral may begin: what lies beyond is under 1e-30


def gamma_quantile(probability: float, shape: Floats) -> Floats:
    """The x at which P(shape, x) is the probability, for each shape above 0; 0 where it is too small for a float.

    Newton's method on the logarithms of both, where P is concave, from the Wilson-Hilferty approximation.
    """
    shape = np.asarray(shape, dtype=float)
    log_x = _first_guess(probability, shape)
    wanted = math.log(probability)
    for _ in range(60):
        log_p, log_slope = _log_lower(shape, log_x)
        step = np.clip((wanted - log_p) / np.exp(np.clip(log_slope - log_p, -700, 700)), -4.0, 4.0)
        log_x = log_x + step
        if not (np.abs(step) > 1e-11 * np.maximum(1.0, np.abs(log_x))).any():  # the next step would be its square
            break
    return np.exp(log_x)


def chi_square_quantile(probability: float, degrees: Floats) -> Floats:
    """The quantile of chi-square with these degrees of freedom, whole or not."""
    return 2 * gamma_quantile(probability, np.asarray(degrees, dtype=float) / 2)


def _first_guess(probability: float, shape: Floats) -> Floats:
    """log x: Wilson and Hilferty (1931) for large shapes, the first term of the power series for small ones."""
    z = NormalDist().inv_cdf(probability)
    cube = 1 - 1 / (9 * shape) + z / (3 * np.sqrt(shape))
    large = np.log(shape) + 3 * np.log(np.maximum(cube, 1e-3))
    small = (math.log(probability) + _log_gamma(shape + 1)) / shape
    return np.where((shape < 1) | (cube < 0.1), np.minimum(small, np.log(shape + 3 * np.sqrt(shape) + 3)), large)


def _log_gamma(numbers: Floats) -> Floats:
    return np.array([math.lgamma(number) for number in numbers])  # numpy has none; units are hundreds


def _log_lower(shape: Floats, log_x: Floats) -> tuple[Floats, Floats]:
    """log P(shape, x), and the log of its derivative by log x."""
    summed = shape <= _SERIES_UP_TO
    log_p, log_slope = np.empty_like(shape), np.empty_like(shape)
    for chosen, method in ((summed, _by_series), (~summed, _by_integral)):
        if chosen.any():
            log_p[chosen], log_slope[chosen] = method(shape[chosen], log_x[chosen])
    return log_p, log_slope


def _by_series(shape: Floats, log_x: Floats) -> tuple[Floats, Floats]:
    """P(a, x) = x^a e^-x / Γ(a + 1) · (1 + x/(a + 1) + x²/((a + 1)(a + 2)) + …); every term is positive."""
    x = np.exp(log_x)
    term, total = np.ones_like(shape), np.ones_like(shape)
    for number in range(1, 5_000):
        term = term * (x / (shape + number))
        total += term
        if (term <= 1e-17 * total).all():
            break
    front = shape * log_x - x - _log_gamma(shape + 1)
    return np.minimum(front + np.log(total), 0.0), front + np.log(shape)


def _by_integral(shape: Floats, log_x: Floats) -> tuple[Floats, Floats]:
    """P(a, x) as the Gauss-Legendre integral of the density from where it begins to matter up to x."""
    x = np.exp(log_x)
    start = np.maximum(shape - _REACH * np.sqrt(shape), 0.0)
    half = np.maximum(x - start, 0.0)[:, None] / 2
    places = start[:, None] + half * (1 + _NODES)
    area = (np.exp(_log_density(shape[:, None], places)) * _WEIGHTS).sum(axis=1) * half[:, 0]
    log_p = np.log(np.clip(area, 1e-300, 1.0))
    return log_p, _log_density(shape, x) + log_x


def _log_density(shape: Floats, x: Floats) -> Floats:
    """The log of the gamma density, written around its mode so that nothing large is subtracted from anything large."""
    mode = shape - 1
    away = (np.maximum(x, 1e-300) - mode) / mode
    correction = 1 / (12 * mode) - 1 / (360 * mode**3) + 1 / (1260 * mode**5)  # Stirling's series for log Γ
    return -mode * (away - np.log1p(away)) - 0.5 * np.log(2 * np.pi * mode) - correction
