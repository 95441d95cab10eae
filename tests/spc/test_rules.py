"""Each rule for special causes, its borders, and what rule sets change."""

from dataclasses import replace

import pytest

from qms.spc import ANHOEJ, MAKING_DATA_COUNT, analyse
from tests.spc.series import STEADY

# Limits frozen on these twelve: mean 5, average moving range 4 / 11 × … as computed; values then appended as needed.
CALM = [4.5, 5.5] * 6
"""Mean 5, every moving range 1: limits at 5 ± 2.66, two standard deviations at 5 ± 1.7733."""


def causes(values: list[float], **settings) -> list[str | None]:
    return list(analyse([*CALM, *values], freeze=12, **settings).special_causes[12:])


def test_limits_of_the_calm_series():
    chart = analyse(CALM, freeze=12)
    assert (chart.centre[0], chart.lower[0], chart.upper[0]) == (5, pytest.approx(2.34), pytest.approx(7.66))


def test_outside_limits_is_strict():
    upper = float(analyse(CALM).upper[0])
    assert causes([upper]) == [None]
    assert causes([upper + 0.001]) == ["outside-limits"]
    assert causes([2.3]) == ["outside-limits"]


def test_shift_needs_seven_on_one_side_and_a_point_on_the_mean_breaks_it():
    assert causes([4.9, *[5.2, 5.1] * 3, 4.9])[1:7] == [None] * 6
    assert causes([4.9, *[5.2, 5.1] * 3, 5.2, 4.9])[1:8] == ["shift"] * 7
    assert "shift" not in causes([4.9, 5.2, 5.1, 5.2, 5.0, 5.1, 5.2, 5.1, 4.9])


def test_a_shift_of_eight_where_the_rule_set_says_so():
    seven = [4.9, *[5.2, 5.1] * 3, 5.2, 4.9]
    assert "shift" not in causes(seven, rules="making-data-count-shift-8")
    assert causes([*seven[:-1], 5.1], rules="making-data-count-shift-8").count("shift") == 8


def test_trend_needs_six_steps_and_a_tie_breaks_it():
    rising = [4.7, 4.8, 4.9, 5.1, 5.2, 5.3, 5.4]
    assert causes(rising)[-7:] == ["trend"] * 7
    assert "trend" not in causes([5.2, *rising[1:]])
    assert "trend" not in causes([4.7, 4.8, 4.9, 4.9, 5.1, 5.2, 5.3, 4.6])


def test_a_trend_of_six_where_the_rule_set_says_so():
    six = [4.8, 4.9, 5.1, 5.2, 5.3, 5.4]
    assert "trend" not in causes([5.6, *six[:-1], 5.35, 4.9])
    assert causes([5.6, *six], rules="making-data-count-trend-6").count("trend") == 6


def test_a_shared_peak_belongs_to_the_later_trend():
    peak = [4.1, 4.3, 4.5, 4.7, 4.9, 5.3, 6.0]
    chart = analyse([*CALM, *peak, *reversed(peak[:-1])], freeze=12, direction="increase")
    types = [type_.value for type_ in chart.types[-13:]]
    assert types[:6] == ["improvement-high"] * 6
    assert types[6:] == ["concern-low"] * 7


def test_two_of_three_flags_only_the_close_points():
    assert causes([4.9, 7.0, 5.5, 7.1, 4.9]) == [None, "two-of-three", None, "two-of-three", None]
    assert causes([4.9, 7.0, 4.5, 7.1, 4.9]) == [None] * 5, "the third must be on the same side"
    assert causes([4.9, 7.0, 5.0, 7.1, 4.9]) == [None] * 5, "a point on the mean is on no side"
    assert causes([4.9, 3.0, 2.9, 4.8, 5.2]) == [None, "two-of-three", "two-of-three", None, None]


def test_points_beyond_the_limits_count_towards_two_of_three_only_where_the_rule_set_says_so():
    assert causes([4.9, 8.0, 7.0, 5.5, 4.9]) == [None, "outside-limits", None, None, None]
    counting = causes([4.9, 8.0, 7.0, 5.5, 4.9], rules="making-data-count-beyond-limits")
    assert counting == [None, "outside-limits", "two-of-three", None, None]


def test_precedence_is_outside_then_trend_then_two_of_three_then_shift():
    assert causes([4.9, 5.1, 5.2, 5.3, 5.4, 5.5, 7.0, 7.1, 8.0, 5.2])[-4:] == ["trend", "trend", "outside-limits", "shift"]
    assert causes([4.9, 5.2, 5.1, 5.3, 5.2, 7.0, 7.1, 5.2])[-3:-1] == ["two-of-three", "two-of-three"]


def test_improvement_wins_where_the_rule_set_says_so():
    falling_from_above = [9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0]
    plain = analyse([*CALM, *falling_from_above], freeze=12, direction="decrease")
    kind = analyse([*CALM, *falling_from_above], freeze=12, direction="decrease", rules="making-data-count-improvement-wins")
    assert (plain.types[12], plain.special_causes[12]) == ("concern-high", "outside-limits")
    assert (kind.types[12], kind.special_causes[12]) == ("improvement-low", "trend")


def test_runs_do_not_cross_a_rebase():
    values = [*STEADY, *[5.3, 5.2] * 3]
    assert "shift" not in analyse([*CALM, 4.9, *[5.2, 5.1] * 4], rebase=[16], freeze=12).special_causes[12:16]
    assert analyse(values, rebase=[3]).special_causes == analyse([5.0, 4.0, 6.0, *values[3:]], rebase=[3]).special_causes


def test_a_rebase_applies_from_the_first_point_on_or_after_it():
    dates = ["2026-01-01", "2026-02-01", "2026-04-01", "2026-05-01"]
    chart = analyse([1.0, 2.0, 8.0, 9.0], periods=dates, rebase=["2026-03-15"])
    assert [(phase.start, phase.first_period, phase.centre) for phase in chart.phases] == [
        (0, "2026-01-01", 1.5),
        (2, "2026-04-01", 8.5),
    ]


def test_freeze_is_by_phase_for_xmr_and_gives_way_to_a_rebase_elsewhere():
    values = [*CALM, *[6.0, 7.0] * 3, *[value + 10 for value in CALM], 30.0]
    frozen = analyse(values, freeze=12, rebase=[18])
    assert [phase.centre for phase in frozen.phases] == [5, 15]
    counted = analyse(values, chart="c", freeze=12, rebase=[18])
    assert counted.phases[0].centre == pytest.approx(sum(values[:18]) / 18)
    assert analyse(values[:18], chart="c", freeze=12).phases[0].centre == 5


def test_the_rules_that_need_no_limits_hold_on_a_run_chart():
    shifted = [4.0, 5.0, 4.1, 5.1, 4.2, 5.2, 4.3, 4.4, *[6.0, 6.1] * 3, 6.0]
    chart = analyse(shifted, chart="run")
    point = chart.to_dict()["points"][-1]
    assert (point["lower"], point["upper"], point["centre"]) == (None, None, 5.2)
    assert point["special_cause"] == "shift"
    assert analyse([float(place) for place in range(9)], chart="run").special_causes[-1] == "trend"


def test_anhoej_flags_the_points_of_a_run_that_is_too_long_and_single_points_outside():
    values = [*[4.0, 6.0] * 5, *[6.1] * 9, *[4.1] * 9]
    chart = analyse(values, chart="run", rules="anhoej")
    assert chart.runs.longest_run > chart.runs.longest_run_max
    assert chart.runs.signal
    assert "shift" in chart.special_causes
    assert set(chart.special_causes) == {None, "shift"}
    assert analyse([*STEADY, 30.0], rules="anhoej").special_causes[-1] == "outside-limits"
    assert analyse([*STEADY, 30.0], rules=ANHOEJ).to_dict()["rules"] == "anhoej"


def test_a_rule_set_of_ones_own():
    rules = replace(MAKING_DATA_COUNT, name="ours", shift_length=3, trend_length=None, two_of_three=False)
    chart = analyse([*CALM, 5.2, 5.1, 5.2], rules=rules)
    assert chart.to_dict()["rules"] == "ours"
    assert chart.special_causes[-3:] == ["shift"] * 3


def test_screening_leaves_out_large_moving_ranges_once():
    values = [*STEADY, 30.0, *STEADY]
    screened, every = analyse(values), analyse(values, screen_moving_ranges=False)
    assert screened.upper[0] < every.upper[0]
    assert screened.centre[0] == every.centre[0]
    assert analyse(values, rules="making-data-count-unscreened").upper[0] == every.upper[0]


def test_the_xmr_chart_uses_the_rounded_factor_and_the_i_chart_the_exact_one():
    xmr, individuals = analyse(CALM), analyse(CALM, chart="i")
    assert xmr.upper[0] - 5 == pytest.approx(2.66, rel=1e-12)
    assert individuals.upper[0] - 5 == pytest.approx(3 / 1.128, rel=1e-12)
