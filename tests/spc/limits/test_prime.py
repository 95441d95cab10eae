"""p′, u′ and I′: limits from the variation between points, with the width that each denominator calls for."""

import numpy as np
import pytest

from qms.spc import analyse

EVENTS = [12, 15, 8, 22, 9, 14, 30, 11, 18, 7, 16, 25]


def test_with_equal_denominators_p_prime_is_the_individuals_chart_of_the_proportions():
    """As Laney (2002) notes: σ_p cancels, and what is left is the moving range of the proportions themselves."""
    plain = analyse(np.array(EVENTS) / 400, chart="i")
    for kind in ("pp", "up"):
        prime = analyse(EVENTS, denominators=[400] * 12, chart=kind)
        np.testing.assert_allclose(prime.upper, plain.upper, rtol=1e-12)
        np.testing.assert_allclose(prime.centre, plain.centre, rtol=1e-12)


def test_with_equal_denominators_i_prime_differs_from_i_by_the_rounding_of_its_constant_alone():
    plain = analyse(np.array(EVENTS) / 400, chart="i")
    prime = analyse(EVENTS, denominators=[400] * 12, chart="ip")
    np.testing.assert_allclose(prime.upper - prime.centre, (plain.upper - plain.centre) * 1.128 * np.sqrt(np.pi) / 2)


def test_large_denominators_do_not_make_every_month_special():
    random = np.random.default_rng(2)
    patients = random.integers(90_000, 110_000, 36)
    waits = np.round(patients * random.normal(0.2, 0.01, 36))
    p, prime = (analyse(waits, denominators=patients, chart=kind) for kind in ("p", "pp"))
    assert sum(cause == "outside-limits" for cause in p.special_causes) > 20
    assert sum(cause == "outside-limits" for cause in prime.special_causes) == 0


def test_points_that_vary_less_than_by_chance_have_narrower_limits():
    """σ_z is not raised to 1: a process tamer than chance is worth seeing."""
    events = [20, 21, 19, 20, 21, 20, 19, 20, 21, 19, 20, 20]
    p, prime = (analyse(events, denominators=[100] * 12, chart=kind) for kind in ("p", "pp"))
    assert prime.upper[0] - prime.centre[0] < 0.3 * (p.upper[0] - p.centre[0])


def test_a_constant_proportion_has_limits_on_it_whatever_the_denominators():
    patients = np.array([10, 10_000, 40, 2_000] * 6)
    for kind in ("pp", "up", "ip"):
        chart = analyse(patients // 10, denominators=patients, chart=kind)
        np.testing.assert_allclose(chart.upper, 0.1, rtol=1e-9)
        assert set(chart.special_causes) == {None}


@pytest.mark.parametrize("kind", ["pp", "up", "ip"])
def test_a_proportion_of_0_or_1_throughout(kind):
    for events in ([0] * 15, [50] * 15):
        chart = analyse(events, denominators=[50] * 15, chart=kind, direction="decrease", target=0.0)
        assert set(chart.upper) == set(chart.lower) == {events[0] / 50}
        assert chart.assurance == ("pass" if events[0] == 0 else "fail")


@pytest.mark.parametrize("kind", ["p", "pp", "u", "up", "ip"])
def test_denominators_that_change_a_thousandfold(kind):
    patients = np.array([20, 20_000] * 12)
    chart = analyse(np.round(patients * 0.15), denominators=patients, chart=kind)
    small, large = chart.upper[0] - chart.centre[0], chart.upper[1] - chart.centre[1]
    # A constant proportion leaves the primed charts no width at all; p and u know only the chance of the draw.
    assert small == pytest.approx(large * np.sqrt(1000), rel=1e-6, abs=1e-9)
    assert np.isfinite(chart.centre).all()


def test_one_point_has_a_centre_and_no_limits():
    for kind in ("pp", "up", "ip"):
        chart = analyse([3], denominators=[10], chart=kind)
        assert chart.centre[0] == pytest.approx(0.3)
        assert np.isnan([chart.lower[0], chart.upper[0]]).all()


def test_a_supplied_centre_moves_scores_and_limits():
    chart = analyse(EVENTS, denominators=[400] * 12, chart="pp", centre=0.05)
    assert set(chart.centre) == {0.05}
    assert chart.upper[0] > analyse(EVENTS, denominators=[400] * 12, chart="pp").upper[0]
    run = analyse([*EVENTS, *[12] * 7], denominators=[400] * 19, chart="up", centre=0.05, direction="decrease")
    assert run.explanation.startswith("7 points in a row below the centre line of 0.050: an improvement.")


def test_screening_can_be_switched_off():
    events = [*EVENTS, 300, *EVENTS]
    for kind in ("pp", "up", "ip"):
        screened, not_screened = (
            analyse(events, denominators=[400] * 25, chart=kind, screen_moving_ranges=screen) for screen in (True, False)
        )
        assert screened.upper[0] < not_screened.upper[0]
