"""Constants for subgroups of any size: against the table made by numerical integration, and beyond where it ends."""

from math import exp, lgamma, sqrt

import numpy as np
import pytest

from qms.spc.limits.constants import LARGE, a3, c4, spread_of_deviations


def test_the_published_table(shared_truth):
    rows = shared_truth.subgroup_constants
    sizes = np.array([float(row["n"]) for row in rows])
    assert sizes.tolist() == list(range(2, 26))
    reach = 3 * spread_of_deviations(sizes)
    for name, ours in (("c4", c4(sizes)), ("A3", a3(sizes)), ("B3", np.maximum(1 - reach, 0)), ("B4", 1 + reach)):
        wanted = [float(row[name]) for row in rows]
        np.testing.assert_allclose(ours, wanted, rtol=1e-12, atol=1e-13, err_msg=name)


@pytest.mark.parametrize("size", [2, 5, 30, LARGE - 1, LARGE, 80, 150, 340])
def test_the_formula(size):
    wanted = sqrt(2 / (size - 1)) * exp(lgamma(size / 2) - lgamma((size - 1) / 2))
    assert c4(np.array([float(size)]))[0] == pytest.approx(wanted, rel=1e-12)


def test_both_ways_to_work_them_out_meet():
    """From one size to the next but one, Γ(x + 1) = xΓ(x) must hold across the change of method."""
    sizes = np.array([float(LARGE - 2), float(LARGE - 1)])
    larger = c4(sizes) * np.sqrt(sizes - 1) * sizes / (sizes - 1) / np.sqrt(sizes + 1)
    np.testing.assert_allclose(c4(sizes + 2), larger, rtol=1e-14)
    np.testing.assert_allclose(spread_of_deviations(sizes + 2), np.sqrt(1 - larger**2) / larger, rtol=1e-11)


def test_huge_subgroups_neither_overflow_nor_lose_their_limits():
    sizes = np.array([1e3, 1e6, 1e12])
    np.testing.assert_allclose(a3(sizes), 3 / np.sqrt(sizes) * (1 + 1 / (4 * sizes)), rtol=1e-6)
    np.testing.assert_allclose(spread_of_deviations(sizes), 1 / np.sqrt(2 * sizes), rtol=1e-3)
    assert (spread_of_deviations(sizes) > 0).all()


def test_one_observation_has_no_spread():
    sizes = np.array([1.0, np.nan])
    assert np.isnan(c4(sizes)).all()
    assert np.isnan(spread_of_deviations(sizes)).all()
    assert np.isnan(a3(sizes)).all()
