"""EWMA and CUSUM as chart kinds: their process is estimated as an individuals chart does, and starts anew at each phase."""

import numpy as np
import pytest

from qms.spc import SeriesError, analyse, analyse_many
from qms.spc.cusum import ewma, tabular_cusum
from tests.spc.series import STEADY, months

SHIFTED = [*STEADY, *[value + 1.2 for value in STEADY]]


def process(values: list[float]) -> tuple[float, float]:
    chart = analyse(values, chart="i")
    return chart.centre[0], (chart.upper[0] - chart.centre[0]) / 3


def test_ewma_about_the_process_of_the_points():
    mean, sigma = process(STEADY)
    chart, wanted = analyse(STEADY, chart="ewma"), ewma(STEADY, mean=mean, sigma=sigma)
    np.testing.assert_allclose(chart.values, wanted.z, rtol=1e-12)
    np.testing.assert_allclose(chart.upper, wanted.upper, rtol=1e-12)
    assert chart.upper[0] < chart.upper[1] < chart.upper[-1]
    assert chart.numerators.tolist() == STEADY


def test_cusum_counts_in_standard_deviations_and_draws_the_sum_farther_from_0():
    mean, sigma = process(STEADY)
    chart, wanted = analyse(STEADY, chart="cusum"), tabular_cusum(STEADY, mean=mean, sigma=sigma)
    high, low = chart.arms
    np.testing.assert_allclose(high, wanted.upper / sigma, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(low, -wanted.lower / sigma, rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal(chart.values, np.where(high >= -low, high, low))
    assert (set(chart.upper), set(chart.lower), set(chart.centre)) == ({5.0}, {-5.0}, {0.0})
    assert analyse(STEADY).arms is None


def test_they_see_a_small_shift_that_a_single_point_does_not_show():
    for kind in ("ewma", "cusum"):
        chart = analyse(SHIFTED, chart=kind, freeze=16, direction="decrease", periods=months(32))
        assert chart.variation == "concern-high"
        assert set(chart.special_causes) == {None, "outside-limits"}
    assert "outside-limits" not in analyse(SHIFTED, chart="i", freeze=16).special_causes


def test_only_limits_judge_them_and_no_target():
    for kind in ("ewma", "cusum"):
        chart = analyse([float(place) for place in range(40)], chart=kind, rules="nelson", target=3.0, direction="increase")
        assert set(chart.special_causes) <= {None, "outside-limits"}
        assert (chart.runs, chart.assurance) == (None, None)


def test_both_begin_anew_at_each_phase():
    for kind in ("ewma", "cusum"):
        whole = analyse(SHIFTED, chart=kind, rebase=[16])
        np.testing.assert_allclose(whole.values[16:], analyse(SHIFTED[16:], chart=kind).values, rtol=1e-9, atol=1e-12)


def test_an_excluded_point_is_passed_over():
    spoilt = [*STEADY[:8], 90.0, *STEADY[8:]]
    for kind in ("ewma", "cusum"):
        chart = analyse(spoilt, chart=kind, exclude=[8])
        assert np.isnan(chart.values[8])
        np.testing.assert_allclose(np.delete(chart.values, 8), analyse(STEADY, chart=kind).values, rtol=0.2, atol=0.6)
        assert set(chart.special_causes) == {None}


def test_a_known_process_needs_no_estimate():
    chart = analyse([11.0, 12.0, 13.0], chart="cusum", parameters={"mean": 10, "sigma": 2, "k": 0.5, "h": 4})
    np.testing.assert_allclose(chart.arms[0], [0.0, 0.5, 1.5])
    assert chart.upper[0] == 4
    by_centre = analyse([11.0, 12.0, 13.0], chart="cusum", centre=10, parameters={"sigma": 2})
    np.testing.assert_allclose(by_centre.arms[0], chart.arms[0])
    fast = analyse([11.0, 12.0, 13.0], chart="cusum", parameters={"mean": 10, "sigma": 2, "h": 4, "head_start": 0.5})
    np.testing.assert_allclose(fast.arms[0], [2.0, 2.5, 3.5])


def test_a_process_without_variation():
    for kind, level in (("ewma", 3.0), ("cusum", 0.0)):
        chart = analyse([3.0] * 20, chart=kind)
        assert set(chart.values) == set(chart.upper) == set(chart.lower) == {level}
        assert "no variation" in chart.explanation
        later = analyse([*[3.0] * 20, 4.0], chart=kind, freeze=20, direction="decrease")
        assert later.variation == "concern-high"
        one = analyse([3.0], chart=kind)
        assert np.isnan(one.upper[0])


def test_ratios_are_what_they_remember():
    below = [100.0, 120.0, 90.0, 110.0] * 4
    ratios = analyse(STEADY, denominators=below, chart="cusum")
    np.testing.assert_allclose(ratios.values, analyse(np.array(STEADY) / below, chart="cusum").values)


def test_many_series_say_what_each_says_alone():
    values = np.random.default_rng(6).normal(50, 5, (9, 30))
    values[3, 4] = np.nan
    for kind, parameters in (("ewma", {"weight": 0.4, "width": 2.7}), ("cusum", {"head_start": 0.5})):
        panel = analyse_many(values, chart=kind, parameters=parameters, rebase=[12])
        for place, row in enumerate(values):
            alone = analyse(row, chart=kind, parameters=parameters, rebase=[12])
            assert panel[place].to_dict() == alone.to_dict()
            if alone.arms is not None:
                np.testing.assert_array_equal(panel[place].arms, alone.arms)


@pytest.mark.parametrize(
    ("kind", "parameters", "words"),
    [
        ("ewma", {"weight": 0}, "weight is 0. It must be above 0 and at most 1"),
        ("ewma", {"lambda": 0.2}, "no parameter 'lambda'. Use weight, width, mean, sigma"),
        ("cusum", {"h": -1}, "h is -1. It must be above 0"),
        ("cusum", {"k": "half"}, "k is 'half'. Give a number"),
        ("cusum", {"head_start": 1}, "head_start is 1. It must be from 0 to below 1"),
        ("cusum", {"sigma": 0}, "sigma is 0. It must be above 0"),
        ("cusum", {"k": None}, "k is None. Give a number"),
        ("cusum", [0.5, 5], "parameters are names with numbers"),
        ("xmr", {"weight": 0.2}, "the xmr chart has no parameters"),
    ],
)
def test_parameters_that_make_no_sense(kind, parameters, words):
    with pytest.raises(SeriesError, match=words):
        analyse(STEADY, chart=kind, parameters=parameters)


def test_what_is_said_of_them():
    ewma_said = analyse(SHIFTED, chart="ewma", freeze=16, direction="decrease", periods=months(32)).explanation
    assert ewma_said.startswith("August 2026, with a weighted average of 6.2, is above the upper limit of 5.8: a concern.")
    said = analyse(SHIFTED, chart="cusum", freeze=16, direction="decrease", periods=months(32)).explanation
    assert said.startswith("By August 2026 the points since May 2025 add up to ")
    assert "standard deviations above the expected level, past the limit of 5: a concern." in said
    calm = analyse(STEADY, chart="cusum").explanation
    assert "the differences from the expected level add up to" in calm
    assert "within the limit of 5: no sign of change." in calm
