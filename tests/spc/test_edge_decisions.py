"""What we do where the references give no sensible answer: each decision of the documentation, as a test."""

import json

import pytest

from qms.spc import analyse
from tests.spc.series import STEADY, months


def lines(chart) -> list[tuple[float | None, ...]]:
    return [(point["centre"], point["lower"], point["upper"]) for point in chart.to_dict()["points"]]


@pytest.mark.parametrize("value", [0.0, 0.1, 100.0, 1 / 3])
@pytest.mark.parametrize("chart", ["xmr", "i"])
def test_limits_of_a_constant_series_equal_its_mean(value, chart):
    series = analyse([value] * 24, chart=chart)
    assert set(lines(series)) == {(value, value, value)}
    assert set(series.special_causes) == {None}
    assert series.variation == "common-cause"


@pytest.mark.parametrize(
    ("direction", "target", "verdict"),
    [
        ("increase", 0.1, "pass"),
        ("decrease", 0.1, "pass"),
        ("increase", 0.2, "fail"),
        ("decrease", 0.2, "pass"),
        ("decrease", 0.0, "fail"),
        ("neutral", 0.1, None),
    ],
)
def test_a_process_always_at_its_target_passes(direction, target, verdict):
    assert analyse([0.1] * 24, direction=direction, target=target).assurance == verdict


def test_a_target_on_a_limit_of_a_process_that_varies_is_hit_or_miss():
    chart = analyse(STEADY)
    for direction in ("increase", "decrease"):
        for limit in (chart.lower[0], chart.upper[0]):
            assert analyse(STEADY, direction=direction, target=float(limit)).assurance == "hit-or-miss"


def test_the_constant_cases_of_the_reference_have_our_answer(shared_truth):
    answers = {"edge_constant_100pct": "pass", "edge_constant_100pct_target100": "pass", "edge_constant_zero": "pass"}
    for case in shared_truth.ptd_cases:
        if case["case"] in answers:
            values = [float(row["y"]) for row in shared_truth.ptd_input[case["case"]]]
            chart = analyse(values, direction=case["improvement_direction"], target=case["target"])
            assert chart.assurance == answers[case["case"]]
            assert set(lines(chart)) == {(values[0],) * 3}


def test_constant_but_for_one_miss_falls_back_to_all_moving_ranges_and_says_so():
    values = [100.0] * 24
    values[10] = 90.0
    chart = analyse(values, direction="increase")
    average_moving_range = 20 / 23
    assert chart.upper[0] == pytest.approx(sum(values) / 24 + 2.66 * average_moving_range, rel=1e-12)
    assert chart.special_causes[10] == "outside-limits"
    assert chart.special_causes.count("outside-limits") == 1
    assert chart.phases[0].screening_fell_back
    assert "not screened" in chart.explanation
    unscreened = analyse(values, direction="increase", screen_moving_ranges=False)
    assert unscreened.upper[0] == chart.upper[0]
    assert not unscreened.phases[0].screening_fell_back


def test_two_equal_misses_fall_back_too():
    values = [0.0] * 30
    values[8] = values[20] = 3.0
    chart = analyse(values, direction="decrease")
    assert chart.phases[0].screening_fell_back
    assert [at for at, cause in enumerate(chart.special_causes) if cause == "outside-limits"] == [8, 20]


def test_a_missing_value_is_a_gap_that_breaks_no_run():
    rising = [*STEADY, 5.5, 5.6, 5.7, None, 5.8, 5.9, 6.0, 6.05]
    chart = analyse(rising, periods=months(len(rising)))
    point = chart.to_dict()["points"][19]
    assert point["value"] is None
    assert (point["special_cause"], point["type"], point["excluded"]) == (None, "common-cause", False)
    assert point["centre"] == chart.centre[0]
    assert chart.special_causes[-1] == "trend"


def test_a_gap_changes_no_limit_of_an_xmr_chart():
    with_gap = analyse([*STEADY[:6], None, *STEADY[6:]])
    without = analyse(STEADY)
    assert with_gap.lower[0] == without.lower[0]
    assert [cause for at, cause in enumerate(with_gap.special_causes) if at != 6] == without.special_causes


def test_the_verdict_is_of_the_last_point_that_is_there():
    high = [*STEADY, 12.0]
    assert analyse([*high, None], direction="decrease").variation == "concern-high"
    assert analyse(high, direction="decrease", exclude=[len(high) - 1]).variation == "common-cause"


def test_an_excluded_point_leaves_limits_but_may_lie_outside_them():
    values = [*STEADY[:8], 30.0, *STEADY[8:]]
    chart = analyse(values, exclude=[8], direction="decrease")
    assert chart.centre[0] == analyse(STEADY).centre[0]
    point = chart.to_dict()["points"][8]
    assert (point["excluded"], point["special_cause"], point["type"]) == (True, "outside-limits", "concern-high")
    assert chart.signals == ()


@pytest.mark.parametrize("chart", ["run", "xmr", "i", "mr", "c"])
def test_one_point(chart):
    result = analyse([5.0], chart=chart, target=5.0, direction="increase", periods=["2026-03-01"])
    point = result.to_dict()["points"][0]
    assert point["centre"] == (None if chart == "mr" else 5.0)
    if chart in ("run", "xmr", "i"):
        assert (point["lower"], point["upper"], result.assurance) == (None, None, None)
    assert result.variation == "common-cause"
    assert result.provisional
    json.dumps(result.to_dict(), allow_nan=False)


def test_a_phase_of_one_point_has_a_mean_and_no_limits():
    chart = analyse(STEADY, rebase=[15])
    assert [(phase.start, phase.points, phase.lower is None) for phase in chart.phases] == [(0, 15, False), (15, 1, True)]
    assert chart.centre[15] == STEADY[15]


def test_provisional_below_13_points_of_the_last_phase():
    assert analyse(STEADY[:12]).provisional
    assert not analyse(STEADY[:13]).provisional
    assert analyse(STEADY * 2, rebase=[20]).provisional


def test_limits_of_proportions_stay_between_0_and_1_and_rates_above_0():
    p = analyse([0, 1, 9, 10] * 5, denominators=[10] * 20, chart="p")
    assert (p.lower[0], p.upper[0]) == (pytest.approx(0.5 - 3 * 0.025**0.5), pytest.approx(0.5 + 3 * 0.025**0.5))
    assert (analyse([1] * 9, denominators=[10] * 9, chart="p").lower[0]) == 0
    assert (analyse([9] * 9, denominators=[10] * 9, chart="p").upper[0]) == 1
    assert (analyse([1] * 9, denominators=[10] * 9, chart="u").lower[0]) == 0


def test_an_xmr_chart_of_values_near_zero_keeps_its_limit_below_zero():
    assert analyse([1.0, 0.0, 2.0, 0.0, 1.0, 3.0] * 3).lower[0] < 0


def test_assurance_of_a_p_chart_goes_by_the_limits_of_its_last_point():
    events, patients = [90] * 19 + [9], [100] * 19 + [10]
    assert analyse(events, denominators=patients, chart="p", direction="increase", target=0.8).assurance == "hit-or-miss"
    assert analyse(events[:-1], denominators=patients[:-1], chart="p", direction="increase", target=0.8).assurance == "pass"


def test_moving_ranges_have_no_runs_rules_no_runs_analysis_and_no_assurance():
    values = [float(place**2) for place in range(20)]
    chart = analyse(values, chart="mr", direction="decrease", target=3.0)
    assert chart.runs is None
    assert chart.to_dict()["runs"] is None
    assert chart.assurance is None
    assert set(chart.special_causes) <= {None, "outside-limits"}


def test_limits_of_times_that_are_all_alike_are_that_time():
    for value in (5.0, 101.0, 0.3, 1e9):
        assert set(lines(analyse([value] * 24, chart="t"))) == {(value, value, value)}
        assert set(lines(analyse([7.0] * 24, chart="t", centre=value))) == {(value, value, value)}


@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_a_large_moving_range_is_neither_better_nor_worse(direction):
    """A fall from 100 to 90 is a large moving range, and no improvement where more is better."""
    fallen = analyse([100.0, 99.0] * 12 + [60.0], chart="mr", direction=direction)
    assert fallen.variation == "neutral-high"
    assert [signal.type for signal in fallen.signals] == ["neutral-high"]


def test_ten_thousand_points():
    runs = analyse([float(place % 7) for place in range(10_000)], chart="run", centre=2.5).runs
    assert (runs.useful, runs.longest_run_max, runs.crossings_min) == (10_000, 16, 4917)
