"""g and t: cases or time between rare events."""

import numpy as np
import pytest

from qms.spc import SeriesError, analyse

BETWEEN = [27.0, 16.0, 18.0, 3.0, 41.0, 9.0, 22.0, 12.0, 60.0, 7.0, 31.0, 14.0, 5.0, 25.0]


def test_g_draws_the_median_and_makes_limits_from_the_mean():
    chart = analyse(BETWEEN, chart="g")
    mean = np.mean(BETWEEN)
    assert chart.centre[0] == np.median(BETWEEN)
    assert (chart.lower[0], chart.upper[0]) == (0, pytest.approx(mean + 3 * np.sqrt(mean * (mean + 1))))


def test_a_supplied_mean_of_g_puts_the_centre_at_the_median_of_it():
    chart = analyse(BETWEEN, chart="g", centre=60)
    assert chart.centre[0] == pytest.approx(0.693 * 60)
    assert chart.upper[0] == pytest.approx(60 + 3 * np.sqrt(60 * 61))


def test_t_is_an_individuals_chart_of_transformed_times():
    chart, plain = analyse(BETWEEN, chart="t"), analyse(np.array(BETWEEN) ** (1 / 3.6), chart="i")
    np.testing.assert_allclose(chart.upper, plain.upper**3.6, rtol=1e-12)
    np.testing.assert_allclose(chart.centre, plain.centre**3.6, rtol=1e-12)
    assert chart.lower[0] == pytest.approx(max(plain.lower[0], 0) ** 3.6)
    assert chart.values.tolist() == BETWEEN


def test_the_rules_of_t_are_judged_where_it_is_symmetric():
    """Two of three close to the lower limit: 2/3 of the way in transformed time, which is much lower in time itself."""
    steady = [20.0, 26.0, 22.0, 18.0, 24.0, 21.0, 25.0, 19.0] * 3
    low = [*steady, 22.0, 14.2, 20.5, 14.2]
    times, plain = analyse(low, chart="t", freeze=24), analyse(np.array(low) ** (1 / 3.6), chart="i", freeze=24)
    assert times.special_causes == plain.special_causes
    assert times.special_causes[-1] == "two-of-three"


def test_a_supplied_centre_of_t_is_a_time():
    assert analyse(BETWEEN, chart="t", centre=15.0).centre[0] == pytest.approx(15.0)


@pytest.mark.parametrize("value", [0.0, -2.0])
def test_a_time_between_events_is_above_0(value):
    with pytest.raises(SeriesError, match=r"Row 2 \(2026-02-01\): -?\d is not above 0.*smaller units.*or use a g chart"):
        analyse([4.0, value], chart="t", periods=["2026-01-01", "2026-02-01"])


def test_g_takes_zeros_and_fractions_and_refuses_less_than_0():
    assert analyse([0.0, 3.0, 0.0, 2.5], chart="g").centre[0] == 1.25
    with pytest.raises(SeriesError, match=r"Row 2: -1 is negative\. A g chart counts what came between two events"):
        analyse([3.0, -1.0], chart="g")


@pytest.mark.parametrize("kind", ["g", "t"])
def test_neither_has_denominators(kind):
    with pytest.raises(SeriesError, match=f"a {kind} chart has no denominators"):
        analyse(BETWEEN, chart=kind, denominators=[100.0] * 14)


def test_constant_and_single_values():
    constant = analyse([5.0] * 20, chart="t")
    np.testing.assert_allclose([constant.lower[0], constant.upper[0]], 5.0, rtol=1e-12)
    assert set(constant.special_causes) == {None}
    one = analyse([5.0], chart="t")
    assert one.centre[0] == pytest.approx(5.0)
    assert np.isnan(one.upper[0])
    assert analyse([0.0] * 20, chart="g").upper[0] == 0
    assert analyse([5.0], chart="g").upper[0] == pytest.approx(5 + 3 * np.sqrt(30))


def test_what_is_said_of_them():
    assert analyse(BETWEEN, chart="g").explanation.startswith("The last point, with 25 between events, is within the")
    falling = analyse([40.0, 30.0, 50.0, 35.0, 45.0] * 3 + [2.0, 3.0] * 4, chart="t", direction="increase", freeze=15)
    assert falling.explanation.startswith("The last point, with 3.0 between events, is below the lower limit")
    below = analyse([30.0, 10.0] * 8 + [9.0, 8.0, 9.5, 8.5, 9.2, 8.1, 9.0], chart="g", direction="increase", freeze=16)
    assert below.explanation.startswith("8 points in a row below the median of 20.0: a concern.")
