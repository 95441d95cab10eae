"""How long a CUSUM of normal values runs before it signals, and the limit for a wanted run length.

The integral equation of Page (1954) is solved at the nodes of a Gauss-Legendre rule (Goel and Wu 1971, Technometrics 13(2)),
which agrees with the Markov chain of Brook and Evans (1972, Biometrika 59(3)) and converges much faster.
"""

from math import ceil, erfc, sqrt

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.cusum.given import check_setting
from qms.spc.cusum.markov import steps_to_signal


def average_run_length(k: float, h: float, shift: float = 0.0, sides: int = 2, head_start: float = 0.0) -> float:
    """The average number of points up to a signal, for independent normal values.

    k, h, shift: in sigmas; shift is how far the mean has moved (0: the run to a false alarm). sides: 1 for the upper arm
    alone, 2 for both. head_start: the share of h at which arms begin. Raises SeriesError on settings out of range.
    """
    check_setting(0 <= k < np.inf, f"k is {k}. Give a number, 0 or more", "k")
    check_setting(0 < h < np.inf, f"h is {h}. Give a number above 0", "h")
    check_setting(sides in (1, 2), f"sides is {sides}. Give 1 or 2", "sides")
    check_setting(0 <= head_start < 1, f"head_start is {head_start}. Give a share from 0 to below 1", "head_start")
    check_setting(abs(shift) < np.inf, f"the shift is {shift}. Give a number", "shift")
    up_zero, up = _one_sided(k, h, shift, head_start)
    if sides == 1:
        return up
    down_zero, down = _one_sided(k, h, -shift, head_start)
    # Lucas and Crosier (1982), appendix: both arms from a head start. Without one it is Kemp's 1/ARL = 1/ARL⁺ + 1/ARL⁻;
    # written with ratios, because a run length may be too large to be multiplied by another.
    return (up * down_zero / up_zero + down - down_zero) / (1 + down_zero / up_zero)


def decision_interval(k: float, arl: float, sides: int = 2) -> float:
    """The limit h at which false alarms are `arl` points apart on average.

    Raises SeriesError where no limit above 0 gives it, or it is above a thousand million points.
    """
    check_setting(0 <= k < np.inf, f"k is {k}. Give a number, 0 or more", "k")
    check_setting(sides in (1, 2), f"sides is {sides}. Give 1 or 2", "sides")
    low, high = 1e-9, 1.0
    least = average_run_length(k, low, sides=sides)
    problem = f"a run of {arl:g} points cannot be had with k = {k}. Give a number between {least:.3g} and 1e9"
    check_setting(least < arl <= 1e9, problem, "arl")
    while average_run_length(k, high, sides=sides) < arl:
        low, high = high, 2 * high
    while high - low > 1e-11 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if average_run_length(k, middle, sides=sides) < arl else (low, middle)
    return (low + high) / 2


def _one_sided(k: float, h: float, shift: float, head_start: float) -> tuple[float, float]:
    """The average run lengths of one arm from 0 and from its head start.

    L(z) = 1 + Φ(k − δ − z) L(0) + ∫₀ʰ φ(y − z + k − δ) L(y) dy.
    """
    nodes, weights = np.polynomial.legendre.leggauss(max(48, ceil(8 * h)))
    nodes, weights = (nodes + 1) * h / 2, weights * h / 2
    at = np.concatenate([[0.0, head_start * h], nodes])
    below = k - shift
    moves = np.zeros((len(at), len(at)))
    moves[:, 0] = [_normal_below(below - place) for place in at.tolist()]
    moves[:, 2:] = _normal_density(nodes[None, :] - at[:, None] + below) * weights
    signals = np.array([_normal_below(place - below - h) for place in at.tolist()])
    return steps_to_signal(moves, signals)


def _normal_below(x: float) -> float:
    return erfc(-x / sqrt(2)) / 2


def _normal_density(x: Floats) -> Floats:
    return np.exp(-x * x / 2) / sqrt(2 * np.pi)
