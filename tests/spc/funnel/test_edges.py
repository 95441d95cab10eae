"""Data at the edge: no events, one unit, equal units, and what is refused."""

import json

import numpy as np
import pytest

from qms.spc import SeriesError
from qms.spc.funnel import FunnelMethod, funnel

ALL = tuple(FunnelMethod)


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize("overdispersion", [False, True])
def test_units_without_an_event_break_nothing(method, overdispersion):
    found = funnel([0, 0, 0, 4, 9], [5, 8, 40, 45, 60], method=method, overdispersion=overdispersion)
    json.dumps(found.to_dict(), allow_nan=False)
    assert np.isfinite([found.phi, found.tau2, found.dispersion]).all()
    for limits in (*found.limits.values(), *found.adjusted_limits.values()):
        assert np.isfinite(limits.lower).all()
        assert np.isfinite(limits.upper).all()


@pytest.mark.parametrize("method", ["sr", "sr-shmi"])
def test_a_zero_on_the_log_scale_takes_no_part_in_the_dispersion(method):
    """More zeros than truncation takes away: in the reference φ would be infinite."""
    found = funnel([0, 0, 0, 0, 10, 12, 8], [9, 9, 9, 9, 10, 10, 10], method=method, overdispersion=True)
    assert found.trimmed[:4].all()
    assert found.dispersion < 2


@pytest.mark.parametrize("method", ALL)
def test_nothing_happened_anywhere(method):
    found = funnel([0, 0, 0], [0.5, 0.7, 0.9] if method.standardised else [10, 20, 30], method=method, corrected=True)
    assert found.outliers == ()
    assert "None of the 3 units lies outside" in found.explanation


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize("overdispersion", [False, True])
def test_one_unit(method, overdispersion):
    found = funnel([5], [10], method=method, overdispersion=overdispersion, groups=["Ward 1"])
    assert found.tau2 == 0
    alone = "There is one unit only, so there is nothing to compare it with."
    assert found.explanation == alone or (method.standardised and "about what is expected" in found.explanation)
    json.dumps(found.to_dict(), allow_nan=False)


@pytest.mark.parametrize("method", ALL)
def test_equal_units_have_no_variance_between_them(method):
    found = funnel([20] * 6, [20 if method.standardised else 200] * 6, method=method, overdispersion=True)
    assert found.tau2 == 0
    assert found.outliers == ()


def test_every_case_an_event():
    found = funnel([10, 20, 30], [10, 20, 30], method="pr")
    assert found.target == 1
    assert found.outliers == ()
    np.testing.assert_allclose(found.upper, 1)


def test_rows_of_one_unit_are_summed():
    apart = funnel([1, 2, 3, 4], [10, 10, 10, 10], groups=["a", "b", "a", "b"])
    assert apart.units == ("a", "b")
    assert apart.numerators.tolist() == [4, 6]
    assert apart.denominators.tolist() == [20, 20]


@pytest.mark.parametrize(
    ("given", "words", "position"),
    [
        ({"numerators": [1, 2], "denominators": [10, 0]}, "Row 2: the denominator is 0", 1),
        ({"numerators": [1, 20], "denominators": [10, 10]}, "Row 2: the numerator 20 is above the denominator", 1),
        ({"numerators": [-1, 2], "denominators": [10, 10]}, "Row 1: the numerator -1 is negative", 0),
        ({"numerators": [1, None], "denominators": [10, 10]}, "Row 2: the numerator is missing", 1),
        ({"numerators": [1, 1], "denominators": [10, float("nan")]}, "Row 2: the denominator is missing", 1),
        ({"numerators": [1, 1], "denominators": [10, float("inf")]}, "Row 2: the denominator is infinite", 1),
        ({"numerators": [1, "x"], "denominators": [10, 10]}, "Row 2: 'x' is not a number", 1),
        ({"numerators": [], "denominators": []}, "there are no units", None),
        ({"numerators": [1], "denominators": [1, 2]}, "1 numerators and 2 denominators", None),
        ({"numerators": [1], "denominators": [2], "groups": ["a", "b"]}, "2 unit names for 1 rows", None),
        ({"numerators": [1], "denominators": [2], "method": "xx"}, "Use one of: pr, rc, sr, sr-shmi, sr-cqc", None),
        ({"numerators": [1], "denominators": [2], "limit": 90}, "Use 95, or 99", None),
        ({"numerators": [1], "denominators": [2], "multiplier": 0}, "the multiplier is 0", None),
        ({"numerators": [1], "denominators": [2], "trim": 0.5}, "trim is 0.5", None),
        (
            {"numerators": [1, 1], "denominators": [2, 0.004], "method": "sr-shmi"},
            "2 has 0.004 expected events, 0 when rounded",
            None,
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_by_name(given, words, position):
    with pytest.raises(SeriesError, match=words) as refused:
        funnel(**given)
    assert refused.value.position == position


def test_expected_events_round_half_way_to_the_even_hundredth():
    assert funnel([1, 1, 1], [2.125, 2.135, 0.15], method="sr-shmi").denominators.tolist() == [2.12, 2.13, 0.15]


def test_no_trimming_uses_every_score():
    scores = funnel([3, 9, 30, 2], [50, 60, 70, 80], trim=0)
    np.testing.assert_array_equal(scores.trimmed_z, scores.z)
    left_out = funnel([0, 9, 30, 2], [50, 60, 70, 80], method="sr", trim=0)
    assert left_out.trimmed.tolist() == [True, False, False, False]


@pytest.mark.parametrize("method", ALL)
def test_scales_from_tiny_to_huge(method):
    below = np.array([3.0, 1e3, 1e6, 1e9, 1e11])
    above = below * (1 if method.standardised else 0.1)
    found = funnel(above, below, method=method, overdispersion=True, corrected=True)
    for level in (95, 99):
        width = found.limits[level].upper - found.limits[level].lower
        assert (np.diff(width) < 0).all()
    assert found.outliers == ()


@pytest.mark.parametrize("method", ["sr", "sr-shmi", "sr-cqc"])
def test_one_unit_is_compared_with_what_is_expected(method):
    found = funnel([40], [10], method=method)
    assert found.explanation == "The one unit lies above the 99.8% limits about what is expected."
    assert found.outliers == ("1",)
    assert "lies within" in funnel([10], [10], method=method).explanation


@pytest.mark.parametrize("method", tuple(FunnelMethod))
def test_limits_wider_than_numbers_reach_are_still_numbers(method):
    found = funnel([1, 1], [1e9, 1], method=method, overdispersion=True, multiplier=100)
    for limits in (*found.limits.values(), *found.adjusted_limits.values()):
        assert np.isfinite(limits.lower).all()
        assert np.isfinite(limits.upper).all()


@pytest.mark.parametrize(
    ("above", "below", "problem"),
    [
        (1e300, 1e300, "too large to count events"),
        (2, 1e300, "the denominator 1e[+]300 is too large"),
        (0, 1e-300, "the denominator 1e-300 is as good as 0"),
    ],
)
def test_numbers_that_are_no_counts_are_refused_with_their_row(above, below, problem):
    with pytest.raises(SeriesError, match=f"Row 2: .*{problem}"):
        funnel([5, above], [10, below], method="rc")
