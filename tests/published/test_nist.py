"""Worked examples of the NIST/SEMATECH e-Handbook of Statistical Methods, figures as printed there.

Sections 6.3.2.3 (CUSUM) and 6.3.2.4 (EWMA).
"""

import numpy as np
import pytest

from qms.spc import analyse

OBSERVED = [
    52.0,
    47.0,
    53.0,
    49.3,
    50.1,
    47.0,
    51.0,
    50.1,
    51.2,
    50.5,
    49.6,
    47.6,
    49.9,
    51.3,
    47.8,
    51.2,
    52.6,
    52.4,
    53.6,
    52.1,
]
SMOOTHED = [
    *(50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33),
    *(50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99),
]
MEANS = [
    *(324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600),
    *(324.625, 325.150, 328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350),
]


def test_ewma():
    chart = analyse(OBSERVED, chart="ewma", parameters={"weight": 0.3, "mean": 50, "sigma": 2.0539})
    assert chart.values == pytest.approx(SMOOTHED, abs=0.006)
    assert (chart.lower[-1], chart.upper[-1]) == pytest.approx((47.4115, 52.5884), abs=0.0005)
    assert set(chart.special_causes) == {None}


def test_cusum():
    sigma = 0.635
    parameters = {"mean": 325, "sigma": sigma, "k": 0.3175 / sigma, "h": 4.1959 / sigma}
    chart = analyse(MEANS, chart="cusum", parameters=parameters)
    high = chart.arms[0] * sigma
    assert high[12:19] == pytest.approx([3.01, 4.94, 7.45, 10.63, 11.99, 14.44, 16.00], abs=0.006)
    assert np.flatnonzero([cause == "outside-limits" for cause in chart.special_causes])[0] == 13
