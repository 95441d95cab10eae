"""Signals: one for each run of special cause, with an identity that new data keep."""

from qms.spc import analyse
from tests.spc.series import STEADY, months
from tests.spc.test_rules import CALM


def signals(values, **settings):
    return [
        (signal.rule.value, signal.first, signal.last, signal.type.value, signal.current)
        for signal in analyse(values, **settings).signals
    ]


def test_no_signal_in_common_cause():
    assert analyse(STEADY).signals == ()


def test_a_shift_is_one_signal_also_where_a_point_in_it_lies_outside():
    values = [*CALM, 4.9, 5.2, 5.1, 5.3, 9.0, 5.2, 5.1, 5.2, 5.3]
    assert signals(values, freeze=12, direction="decrease") == [
        ("shift", 13, 20, "concern-high", True),
        ("outside-limits", 16, 16, "concern-high", False),
    ]


def test_a_signal_keeps_its_identity_when_points_are_added():
    values = [*CALM, 4.9, *[5.2, 5.1] * 4]
    for count in range(20, 22):
        chart = analyse(values[:count], periods=months(count), freeze=12)
        (signal,) = chart.signals
        assert (signal.rule, signal.first_period) == ("shift", "2025-02-01")
        assert signal.last == count - 1
        assert signal.points == count - 13


def test_two_of_three_is_one_signal_with_a_point_between():
    assert signals([*CALM, 4.9, 7.0, 5.5, 7.1, 4.9], freeze=12) == [("two-of-three", 13, 15, "neutral-high", False)]


def test_signals_do_not_join_over_a_rebase():
    values = [*CALM, 4.9, *[5.2, 5.1] * 4, *[value + 5 for value in CALM], 9.9, *[10.2, 10.1] * 4]
    found = signals(values, freeze=12, rebase=[21])
    assert [(rule, first, last) for rule, first, last, *_ in found] == [("shift", 13, 20), ("shift", 34, 41)]


def test_a_run_that_another_rule_tells_of_wholly_is_no_signal_of_its_own():
    rising = [*CALM, 4.9, 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7]
    assert [rule for rule, *_ in signals(rising, freeze=12)] == ["trend"]


def test_anhoej_signals_pass_over_points_on_the_median():
    values = [*[4.0, 6.0] * 4, 5.0, *[4.0] * 5, 5.0, *[4.0] * 5, 6.0, 6.0, 6.1, 6.2, 6.3, 6.4, 6.1, 6.2, 6.3]
    chart = analyse(values, chart="run", rules="anhoej")
    lows = [signal for signal in chart.signals if signal.type == "neutral-low"]
    assert chart.centre[0] == 5.0
    assert [(signal.first, signal.last, signal.points) for signal in lows] == [(9, 19, 10)]


def test_a_pattern_of_both_sides_stays_the_same_signal_as_points_are_added():
    values = [5.2, 5.2, *[4.6, 5.4] * 9]
    charts = [analyse(values[:count], periods=months(count), rules="nelson") for count in (17, 18, 19)]
    found = [next(signal for signal in chart.signals if signal.rule == "alternating") for chart in charts]
    assert {(signal.type, signal.first_period) for signal in found} == {("neutral-high", "2024-02-01")}
    assert [signal.points for signal in found] == [16, 17, 18]
