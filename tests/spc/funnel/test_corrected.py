"""Where limits of the reference do not follow from its own scores: docs/decisions, funnel plots."""

import numpy as np
import pytest

from qms.spc.funnel import FunnelMethod, funnel

SIZES = np.array([30.0, 60, 120, 240, 480, 960])


@pytest.mark.parametrize("method", ["rc", "sr-cqc", "pr"])
def test_a_unit_on_the_corrected_limit_has_the_score_of_that_limit(method):
    """Among units so large that this one does not move the target."""
    size, target = 50_000.0, 1.0 if method == "sr-cqc" else 0.2
    below = np.array([size, 1e10, 2e10, 3e10])
    rule = funnel(below * target, below, method=method, corrected=True)
    for level, z in ((95, 1.959964), (99, 3.090232)):
        above = np.append(rule.adjusted_limits[level].upper[0] * size, below[1:] * target)
        assert funnel(above, below, method=method).z[0] == pytest.approx(z, rel=0.02)


def test_the_reference_draws_cqc_limits_half_as_wide():
    plain, corrected = (funnel(SIZES, SIZES, method="sr-cqc", overdispersion=True, corrected=way) for way in (False, True))
    np.testing.assert_allclose(1 - plain.lower, 1 - np.sqrt(corrected.lower), rtol=1e-12)
    np.testing.assert_allclose((corrected.upper - corrected.lower) / (plain.upper - plain.lower), 2, rtol=1e-9)


@pytest.mark.parametrize("method", tuple(FunnelMethod))
def test_none_is_not_called_low_where_none_is_likely(method):
    below = [1.0, 40, 42, 45, 50] if method.standardised else [4.0, 160, 170, 180, 200]
    above = [0, 40, 42, 45, 50]
    corrected = funnel(above, below, method=method, limit=95, corrected=True)
    assert corrected.outside[0] == 0
    assert corrected.lower[0] == 0
    if method is not FunnelMethod.PR:
        assert funnel(above, below, method=method, limit=95, overdispersion=True).outside[0] == -1


def test_none_is_low_where_some_are_expected():
    found = funnel([0, 40, 42, 45, 50], [12, 40, 42, 45, 50], method="sr", corrected=True)
    assert found.outliers == ("1",)


def test_all_is_not_called_high_where_all_is_likely():
    """The reference's 95 % limit for one case lies below 100 % here."""
    above, below = [1, 40, 40, 40], [1, 100, 120, 140]
    assert funnel(above, below, limit=95).upper[0] < 1
    assert funnel(above, below, limit=95, corrected=True).upper[0] == 1


@pytest.mark.parametrize("method", tuple(FunnelMethod))
def test_corrected_limits_never_leave_what_is_possible(method):
    below = np.array([0.2, 1, 3, 10, 50]) if method.standardised else np.array([1.0, 2, 3, 10, 500])
    found = funnel(below * 0.5, below, method=method, overdispersion=True, corrected=True)
    for limits in (*found.limits.values(), *found.adjusted_limits.values()):
        assert (limits.lower >= 0).all()
        if method is FunnelMethod.PR:
            assert (limits.upper <= 1).all()
