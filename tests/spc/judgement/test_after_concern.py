"""A change that followed a concern: what is said beside the verdict, and how often chance alone makes one."""

import numpy as np
import pytest

from qms.spc import Effect, Judgement, did_it_work
from tests.spc.judgement.signal_first import Case, live, share
from tests.spc.series import months

STEADY = [6.0, 5.0, 7.0, 6.0, 5.0, 6.0, 7.0, 5.0, 6.0, 7.0, 6.0, 5.0, 6.0]
LOWER = [3.0, 2.0, 3.0, 4.0, 3.0, 2.0, 3.0, 4.0]


def effect(before: list[float], since: list[float] = LOWER, direction: str = "decrease") -> Effect:
    values = [*before, *since]
    found = did_it_work(values, periods=months(len(values)), change=months(len(values))[len(before)], direction=direction)
    assert found is not None
    return found


def test_the_sentence_says_what_was_there_before_without_the_bad_months():
    found = effect([*STEADY, 15.0, 6.0])
    assert found.judgement is Judgement.IMPROVEMENT
    assert (found.lead.points, found.lead.stands) == (1, True)
    assert found.lead.centre == pytest.approx(np.mean([*STEADY, 6.0]))
    assert found.before.centre == pytest.approx(np.mean([*STEADY, 15.0, 6.0])), "the figures are of all months"
    assert (
        "The change followed a month that gave concern, and such a month often comes back by itself: without it the average "
        "before is 5.9, and the improvement still shows." in found.sentence
    )


def test_a_return_to_the_level_of_before_is_said_to_be_none_without_them():
    found = effect([*STEADY, 14.0, 15.0, 14.0], [5.0, 6, 5, 6, 6, 5, 6, 7])
    assert found.judgement is Judgement.IMPROVEMENT
    assert (found.lead.points, found.lead.stands) == (3, False)
    assert "3 months that gave concern, and such months often come back by themselves: without them" in found.sentence
    assert found.sentence.endswith(", and the chart shows no improvement yet.")


def test_too_few_other_months_say_only_what_they_were():
    found = effect([*STEADY[:10], 14.0, 15.0, 14.0])
    assert found.judgement is Judgement.IMPROVEMENT
    assert found.lead.stands is None
    assert found.sentence.endswith("the average before is 6.0.")


@pytest.mark.parametrize(
    ("before", "since", "direction"),
    [
        (STEADY, LOWER, "decrease"),  # nothing gave concern
        ([*STEADY, 15.0, 6.0, 5.0, 6.0, 7.0], LOWER, "decrease"),  # long ago
        ([*STEADY, 15.0], STEADY[:8], "decrease"),  # nothing is claimed
        ([*STEADY, 15.0], LOWER, "neutral"),
        ([*STEADY, 15.0], LOWER, "increase"),  # it had been better
    ],
)
def test_nothing_is_said_where_no_concern_led_to_a_claim(before, since, direction):
    assert effect(before, since, direction).lead is None


@pytest.mark.parametrize("kind", ["xmr", "p", "c"])
def test_chance_is_as_rarely_called_an_improvement_after_a_concern_as_elsewhere(kind):
    def improved(case: Case) -> bool:
        return case.effect().judgement is Judgement.IMPROVEMENT

    assert share(live(kind, series=100), improved) <= 0.08
    assert share(live(kind, series=100, shift=2.0), improved) >= 0.9
