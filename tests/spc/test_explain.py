"""The sentence says what the verdict is, in plain English, and is never wrong about it."""

import re

import pytest

from qms.spc import analyse
from qms.spc.explain import describe, explain
from tests.spc.series import STEADY, months
from tests.spc.test_rules import CALM


def said(values, **settings) -> str:
    settings.setdefault("periods", months(len(values)))
    return analyse(values, **settings).explanation


def test_a_shift_with_its_target():
    sentence = said([*CALM, 4.9, *[5.2, 5.1] * 3, 5.3], freeze=12, direction="decrease", target=4.0)
    assert sentence == (
        "7 months in a row above the average of 5.0 since February 2025: a concern. "
        "The target of 4 may be met or missed by chance."
    )


@pytest.mark.parametrize(
    ("values", "settings", "sentence"),
    [
        ([9.0], {"direction": "increase"}, "January 2025, at 9.0, is above the upper limit of 7.7: an improvement."),
        ([1.0], {"direction": "increase"}, "January 2025, at 1.0, is below the lower limit of 2.3: a concern."),
        ([9.0], {}, "January 2025, at 9.0, is above the upper limit of 7.7: a change, neither better nor worse."),
        (
            [4.6, 4.7, 4.8, 4.9, 5.1, 5.2, 5.3],
            {"direction": "decrease"},
            "Rising for 7 months in a row since January 2025: a concern.",
        ),
        (
            [5.2, 7.0, 7.1],
            {"direction": "decrease"},
            "At least 2 of 3 neighbouring points since February 2025 are close to the upper limit of 7.7: a concern.",
        ),
        ([5.2], {}, "January 2025, at 5.2, is within the limits of 2.3 to 7.7: no sign of change."),
    ],
)
def test_each_rule(values, settings, sentence):
    assert said([*CALM, *values], freeze=12, **settings) == sentence


def test_each_assurance():
    for target, words in (
        (1.0, "will be met consistently"),
        (9.0, "will not be met unless"),
        (5.0, "met or missed by chance"),
    ):
        assert f"The target of {target:g}" in (sentence := said(STEADY, direction="increase", target=target))
        assert words in sentence
    assert "target" not in said(STEADY, direction="neutral", target=4.0)


def test_a_target_is_said_as_it_was_given():
    shares = [0.9561, 0.9542, 0.9578, 0.9555] * 5
    assert "The target of 0.95 will" in said(shares, direction="increase", target=0.95)


def test_few_points_are_provisional():
    assert said(STEADY[:9]).endswith("Provisional: 9 points; 13 or more are needed for firm limits.")
    assert said([5.0]).startswith("January 2024, at 5.0, stands alone: too few points for limits. Provisional: 1 point;")
    assert "2 points since the limits were last recalculated" in said(STEADY, rebase=["2025-03-01"])
    assert "for a firm median" in said(STEADY[:9], chart="run")


def test_weeks_days_and_positions():
    weekly = [f"2026-01-{day:02d}" for day in (5, 12, 19, 26)] + [f"2026-02-{day:02d}" for day in (2, 9, 16, 23)]
    values = [4.0, *[5.2, 5.1, 5.3] * 2, 5.2]
    rules = {"freeze": 12, "direction": "decrease"}
    start = [f"2025-{month:02d}-{day:02d}" for month, day in ((10, 13), (10, 20), (10, 27), (11, 3), (11, 10), (11, 17))]
    start += [f"2025-{month:02d}-{day:02d}" for month, day in ((11, 24), (12, 1), (12, 8), (12, 15), (12, 22), (12, 29))]
    sentence = said([*CALM, *values], periods=[*start, *weekly], **rules)
    assert sentence.startswith("7 weeks in a row above the average of 5.0 since 12 January 2026: a concern.")
    plain = analyse([*CALM, *values], **rules).explanation
    assert plain == "7 points in a row above the average of 5.0: a concern."


def test_a_run_with_a_month_left_out_is_counted_in_points():
    dates = [*months(14), *months(20)[15:]]
    values = [*CALM, 4.9, *[5.2, 5.1] * 3, 5.3]
    sentence = said(values, periods=[*dates, "2025-09-01"], freeze=12, direction="decrease")
    assert sentence.startswith("7 points in a row above the average of 5.0 since February 2025")


def test_numbers_are_rounded_alike_and_never_to_a_contradiction():
    thousands = said([12000.0, 13000.0, 12500.0] * 6 + [19000.0])
    assert re.search(r"at 19,000, is above the upper limit of \d\d,\d{3}:", thousands)
    close = said([1.0001, 1.0002] * 8 + [1.0009])
    value, limit = re.findall(r"\d\.\d+", close)[:2]
    assert float(value) > float(limit)
    assert "\u2212" in said([-5.0, -4.0, -6.0] * 6)


def test_anhoej_says_what_is_unusual():
    crossing = [4.0] * 5 + [6.0] * 5 + [4.1] * 5 + [6.1] * 5
    sentence = said(crossing, chart="run", rules="anhoej")
    assert "they cross it 3 times, where 6 or more are expected" in sentence
    assert said(STEADY, chart="run", rules="anhoej").endswith("no sign of change.")


class Percentages:
    """Says shares as percentages."""

    unit = ""

    def __init__(self, numbers: list[float]) -> None:
        self.numbers = numbers

    def say(self, number: float) -> str:
        return f"{number:.0%}"

    say_given = say


def test_numbers_in_the_words_of_their_unit():
    settings = {"denominators": [10] * 20, "chart": "p", "direction": "increase", "target": 0.4}
    chart = analyse([9, 8, 10, 9] * 5, **settings)
    assert explain(chart, Percentages) == (
        "The last point, 90%, is within the limits of 62% to 100%: no sign of change. "
        "The target of 40% will be met consistently."
    )


def test_a_run_chart_never_words_limits_that_it_does_not_have():
    assert "nan" not in explain(analyse(STEADY, chart="run"), Percentages)


def test_an_earlier_signal_is_described_as_it_was_at_its_end():
    chart = analyse([*CALM, 9.0, 4.8, 5.2], periods=months(15), freeze=12, direction="decrease")
    (signal,) = chart.signals
    assert describe(chart, signal) == "January 2025, at 9.0, is above the upper limit of 7.7: a concern."
    assert chart.variation == "common-cause"


def test_counts_are_said_whole():
    counts = [4.0, 5.0, 3.0, 6.0] * 6
    assert said([*counts, 4.0], chart="c").startswith("January 2026, at 4, is within the limits of 0.0 to 10.")
    assert said([*counts, 30.0], chart="c").startswith("January 2026, at 30, is above the upper limit of 1")


@pytest.mark.parametrize("scale", [1e-12, 1e-200, 1e20, 1e200])
def test_numbers_too_small_or_too_large_for_digits_are_said_with_powers_of_ten(scale):
    words = said([value * scale for value in STEADY])
    assert " × 10" in words
    assert "is within the limits of" in words
    assert len(words) < 120


def test_a_point_among_limits_without_width_is_not_said_to_be_like_all_others_where_it_is_not():
    assert said([5.0] * 24).endswith("at 5.0, is as all points are: no variation.")
    recalculated = said([9.0] * 5 + [5.0] * 20, rebase=["2024-06-01"])
    assert "is as all points since the limits were last recalculated are: no variation." in recalculated
    assert "is at the average: no sign of change." in said([*[5.0] * 20, 9.0, 5.0], freeze=12)


def test_a_moving_range_of_one_point():
    assert said([5.0], chart="mr").startswith("There is nothing to judge: a moving range needs two neighbouring points.")
