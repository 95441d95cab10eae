"""Worked example of D. C. Montgomery, Introduction to Statistical Quality Control (Wiley), control charts for x̄ and s.

Inside diameters (mm) of forged piston rings, 25 samples of five. Figures as printed there.
"""

import numpy as np
import pytest

from qms.spc import analyse

# Thousandths of a millimetre from 74.
RINGS = np.array([
    [30, 2, 19, -8, 8], [-5, -8, 1, 11, 4], [-12, 24, 21, 5, 2], [2, -4, -7, 15, 9], [-8, 7, 15, -11, 14],
    [9, -6, -3, -15, -7], [-5, 6, -6, 0, 5], [-15, 3, -7, 15, -12], [8, -5, 9, 5, 4], [-2, 0, -10, 7, -5],
    [-6, -2, -6, -5, -10], [4, 0, 7, 0, -4], [-17, 2, -2, -3, 12], [6, -33, -6, 0, -16], [12, 14, -2, -1, 7],
    [0, -16, 5, -2, -4], [-6, 12, -14, 5, 7], [6, 10, 18, 3, 0], [-16, 2, 3, 5, -3], [0, 10, 13, 20, 3],
    [-18, 1, 15, 5, -4], [4, -1, -10, 6, 9], [10, -11, -10, 9, 14], [15, 8, -7, 0, 10], [-18, -16, -5, 17, 13],
])  # fmt: skip
DIAMETERS = 74 + RINGS / 1000


def test_x_bar_chart():
    chart = analyse(DIAMETERS, chart="xbar", rules="anhoej")
    assert chart.centre[0] == pytest.approx(74.001, abs=0.0005)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((73.988, 74.014), abs=0.001)
    assert set(chart.special_causes) == {None}


def test_s_chart():
    chart = analyse(DIAMETERS, chart="s", rules="anhoej")
    assert chart.centre[0] == pytest.approx(0.0094, abs=0.00005)
    assert (chart.lower[0], chart.upper[0]) == (0, pytest.approx(0.0196, abs=0.00005))
    assert set(chart.special_causes) == {None}
