"""What holds for every funnel, whatever the numbers."""

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.spc.funnel import FunnelMethod, funnel

METHODS = st.sampled_from(tuple(FunnelMethod))
ROWS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 5000)), min_size=1, max_size=30)


def columns(rows):
    """Numerators never above denominators, so that every method takes them."""
    above = np.array([first for first, _ in rows], dtype=float)
    return above, above + 1 + np.array([second for _, second in rows], dtype=float)


@settings(max_examples=60, deadline=None)
@given(ROWS, METHODS, st.booleans(), st.booleans())
def test_nothing_undefined_comes_out(rows, method, overdispersion, corrected):
    found = funnel(*columns(rows), method=method, overdispersion=overdispersion, corrected=corrected)
    json.dumps(found.to_dict(), allow_nan=False)
    if corrected or method is not FunnelMethod.PR:  # the reference's limits of proportions may cross where units are tiny
        assert (found.limits[99].lower <= found.limits[95].lower).all()
        assert (found.limits[99].upper >= found.limits[95].upper).all()
        assert ((found.outside != 0) == (np.abs(found.position) == 2)).all()


@settings(max_examples=40, deadline=None)
@given(ROWS, METHODS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(rows, method, overdispersion, random):
    names = [f"unit {number}" for number in range(len(rows))]
    order = list(range(len(rows)))
    random.shuffle(order)
    above, below = columns(rows)
    first = funnel(above, below, groups=names, method=method, overdispersion=overdispersion)
    second = funnel(
        above[order], below[order], groups=[names[at] for at in order], method=method, overdispersion=overdispersion
    )
    np.testing.assert_allclose(second.tau2, first.tau2, rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(second.z, first.z[order], rtol=1e-9, atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(ROWS, METHODS, st.booleans(), st.sampled_from([100, 1000, 0.5]))
def test_the_multiplier_changes_the_scale_alone(rows, method, overdispersion, factor):
    above, below = columns(rows)
    plain = funnel(above, below, method=method, overdispersion=overdispersion)
    scaled = funnel(above, below, method=method, overdispersion=overdispersion, multiplier=factor)
    np.testing.assert_allclose(scaled.upper, plain.upper * factor)
    np.testing.assert_array_equal(scaled.z, plain.z)


@settings(max_examples=40, deadline=None)
@given(ROWS, METHODS)
def test_overdispersion_never_makes_limits_narrower(rows, method):
    found = funnel(*columns(rows), method=method, overdispersion=True, corrected=True)
    none = funnel(*columns(rows), method=method, overdispersion=False, corrected=True)
    for level in (95, 99):
        assert (found.adjusted_limits[level].upper >= none.adjusted_limits[level].upper - 1e-12).all()
        assert (found.adjusted_limits[level].lower <= none.adjusted_limits[level].lower + 1e-12).all()


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_proportions_mirror(rows):
    """Counting the cases without the event turns the funnel upside down."""
    above, below = columns(rows)
    one, other = funnel(above, below, corrected=True), funnel(below - above, below, corrected=True)
    np.testing.assert_allclose(one.z, -other.z, atol=1e-6)
    np.testing.assert_allclose(one.lower, 1 - other.upper, atol=1e-9)


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_the_curve_passes_through_the_limits_of_the_units(rows):
    found = funnel(*columns(rows), method="sr", overdispersion=True)
    for at in (0, len(found.units) - 1):
        size = float(found.denominators[at])
        curve = found.curve(size, size)
        np.testing.assert_allclose(curve.outer.upper[0], found.adjusted_limits[99].upper[at])
