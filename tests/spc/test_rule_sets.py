"""Western Electric and Nelson, rule sets that make no sense, and what sets say that they look for."""

from dataclasses import replace

import pytest

from qms.spc import (
    MAKING_DATA_COUNT,
    NELSON,
    RULE_SETS,
    WESTERN_ELECTRIC,
    ChartKind,
    RuleSet,
    SeriesError,
    analyse,
    rule_sentences,
)
from qms.spc.explain import describe
from tests.spc.test_rules import CALM, causes


def test_western_electric_has_four_tests_and_its_neighbours_may_be_anywhere():
    assert causes([4.9, 7.0, 4.5, 7.1, 4.9], rules="western-electric")[1:4] == ["two-of-three", None, "two-of-three"]
    assert causes([4.9, 8.0, 4.9, 7.0, 4.9], rules="western-electric")[1:4] == ["outside-limits", None, "two-of-three"]
    assert causes([4.9, 6.0, 6.1, 4.9, 6.2, 6.0, 4.9], rules="western-electric") == [
        None,
        "four-of-five",
        "four-of-five",
        None,
        "four-of-five",
        "four-of-five",
        None,
    ]
    assert "shift" not in causes([4.9, *[5.2, 5.1] * 3, 5.2, 4.9], rules="western-electric")
    assert causes([4.9, *[5.2, 5.1] * 4, 4.9], rules="western-electric").count("shift") == 8
    assert "trend" not in causes([4.7, 4.8, 4.9, 5.1, 5.2, 5.3, 5.4, 5.45], rules="western-electric")


def test_one_standard_deviation_itself_is_near_and_beyond_it_is_away():
    line = 5 + 2.66 / 3
    assert causes([4.9, line, 6.1, 6.2, 6.0, 4.9], rules="western-electric") == [None] * 6
    assert causes([4.9, line + 1e-9, 6.1, 6.2, 6.0, 4.9], rules="western-electric").count("four-of-five") == 4


def test_nelson_nine_on_a_side_and_a_trend_of_six():
    assert "shift" not in causes([4.9, *[5.2, 5.1] * 4, 4.9], rules="nelson")
    assert causes([4.9, *[5.2, 5.1] * 4, 5.2, 4.9], rules="nelson").count("shift") == 9
    assert causes([5.6, 4.8, 4.9, 5.1, 5.2, 5.3, 5.4, 5.3], rules="nelson").count("trend") == 6


def only(**lengths) -> RuleSet:
    """The limits and one rule more: the calm points themselves would break several of Nelson's."""
    nothing = {"shift_length": None, "trend_length": None, "two_of_three": False}
    return replace(MAKING_DATA_COUNT, name="one rule", **nothing, **lengths)


def test_nelson_fourteen_that_rise_and_fall_in_turn():
    rules = only(alternating_length=NELSON.alternating_length)
    swing = [5.2, 5.2, *[4.6, 5.4] * 6]
    assert causes([*swing, 5.4], rules=rules) == [None] * 15
    assert causes([*swing, 4.6, 4.6], rules=rules) == [None, *["alternating"] * 14, None]
    chart = analyse([*CALM, *swing, 4.6, 4.6], freeze=12, rules=rules, direction="increase")
    assert set(chart.types) == {"common-cause", "neutral-high", "neutral-low"}, "a pattern of both sides is no improvement"
    (signal,) = chart.signals
    assert (signal.first, signal.points, signal.type) == (13, 14, "neutral-high")
    assert "Rising and falling in turn for 14 points in a row: a pattern that chance rarely makes" in describe(chart, signal)


def test_nelson_fifteen_near_the_centre():
    rules = only(hugging_length=NELSON.hugging_length)
    near = [5.1, 5.1, 4.9, 4.9, 5.0] * 3
    assert "hugging" not in causes([7.0, *near[1:], 3.0], rules=rules)
    assert causes([7.0, *near, 3.0], rules=rules) == [None, *["hugging"] * 15, None]
    chart = analyse([*CALM, 7.0, *near], freeze=12, rules=rules, direction="decrease")
    assert chart.types[-5:] == ["neutral-high", "neutral-high", "neutral-low", "neutral-low", "neutral-high"]
    assert [(signal.points, signal.current) for signal in chart.signals] == [(15, True)]
    assert "15 points in a row close to the average of 5.0" in chart.explanation
    assert set(analyse([5.0] * 30, rules=rules).special_causes) == {None}, "a process that never varies hugs nothing"


def test_nelson_eight_away_from_the_centre_on_both_sides():
    rules = only(avoiding_length=NELSON.avoiding_length)
    away = [6.2, 3.8, 3.7, 6.3, 6.4, 3.8, 6.2, 3.9]
    assert causes([5.0, *away, 5.0], rules=rules) == [None, *["avoiding"] * 8, None]
    assert causes([5.0, *away[1:], 5.0], rules=rules) == [None] * 9
    assert causes([5.0, *[6.2, 6.3] * 4, 5.0], rules=rules) == [None] * 10, "one side alone is another pattern"
    chart = analyse([*CALM, 5.0, *away], freeze=12, rules=rules, direction="increase")
    assert "8 points in a row well above or well below the average of 5.0" in chart.explanation
    assert chart.variation == "neutral-low"


def test_four_of_five_is_one_signal_and_has_its_words():
    chart = analyse([*CALM, 4.9, 6.0, 6.1, 4.9, 6.2, 6.0], freeze=12, rules="western-electric", direction="decrease")
    assert [(signal.rule, signal.first, signal.points) for signal in chart.signals] == [("four-of-five", 13, 4)]
    assert chart.explanation.startswith("At least 4 of 5 neighbouring points are well above the average of 5.0: a concern.")


def test_on_a_run_chart_only_the_order_of_points_counts():
    chart = analyse([*[4.0, 6.0] * 9, 6.5], chart="run", rules="nelson")
    assert set(chart.special_causes) <= {"alternating", None}
    assert rule_sentences(chart.rules, "run") == [
        "6 or more points in a row all rise, or all fall.",
        "9 or more points in a row are on one side of the median.",
        "14 or more points in a row rise and fall in turn.",
    ]


def test_rule_sets_say_what_they_look_for():
    for rules in RULE_SETS.values():
        assert rules.title
        for kind in ChartKind:
            sentences = rule_sentences(rules, kind)
            assert sentences
            assert len(set(sentences)) == len(sentences)
            assert all(sentence[0].isupper() or sentence[0].isdigit() for sentence in sentences)
    assert len(rule_sentences(NELSON, "xmr")) == 8
    assert len(rule_sentences(WESTERN_ELECTRIC, "xmr")) == 4
    assert rule_sentences(MAKING_DATA_COUNT, "mr") == ["A point is outside the limits."]
    assert rule_sentences(MAKING_DATA_COUNT, "xmr") == [
        "A point is outside the limits.",
        "7 or more points in a row all rise, or all fall.",
        "2 of 3 points in a row are more than two thirds of the way from the average to the same limit but not outside it, "
        "and the third is on that side too.",
        "7 or more points in a row are on one side of the average.",
    ]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"shift_length": 1}, "shift_length is 1: a rule needs 2 or more points"),
        ({"alternating_length": 2}, "alternating_length is 2: a rule needs 3 or more points"),
        ({"hugging_length": 0}, "hugging_length is 0"),
        ({"runs_method": "box"}, "no runs_method 'box'. Use one of: anhoej, bestbox, cutbox"),
    ],
)
def test_a_rule_set_that_makes_no_sense_is_refused(fields, problem):
    with pytest.raises(SeriesError, match=problem):
        replace(MAKING_DATA_COUNT, **fields)
