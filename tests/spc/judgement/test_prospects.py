"""The chance of meeting the target next time."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.spc import analyse, chance_of_target
from tests.spc.series import STEADY, months


def chance(values, target, direction="decrease", **settings):
    return chance_of_target(analyse(values, target=target, direction=direction, **settings))


def test_the_sentence_names_the_target_the_time_and_the_chance():
    found = chance(STEADY, 5.5, periods=months(16))
    assert found.sentence == (
        "If the process stays as it is, the chance that the target of 5.5 is met next month is about 72%."
    )


def test_a_target_at_the_average_is_a_toss_of_a_coin():
    values = STEADY + STEADY
    assert chance(values, float(np.mean(values))).probability == pytest.approx(0.5)


@pytest.mark.parametrize("chart", ["c", "u", "p"])
def test_counts_have_the_chance_of_their_own_distribution(chart):
    counts, sizes = [2, 3, 1, 4, 2, 3, 2, 1, 3, 4, 2, 3, 2, 3], [50] * 14
    mean = np.mean(counts)
    given_sizes = {} if chart == "c" else {"denominators": sizes}
    target = 0 if chart == "c" else 0.0
    expected = (1 - mean / 50) ** 50 if chart == "p" else math.exp(-mean)
    assert chance(counts, target, chart=chart, **given_sizes).probability == pytest.approx(expected, rel=1e-9)
    best = {} if chart == "c" else {"denominators": sizes}
    assert chance(counts, 3 if chart == "c" else 0.06, "increase", chart=chart, **best).probability == pytest.approx(
        1 - sum(_chance_of(chart, events, mean) for events in range(3)), rel=1e-9
    )


def _chance_of(chart: str, events: int, mean: float) -> float:
    if chart == "p":
        return math.comb(50, events) * (mean / 50) ** events * (1 - mean / 50) ** (50 - events)
    return math.exp(-mean) * mean**events / math.factorial(events)


def test_a_run_chart_counts_the_points_that_met_the_target():
    assert chance(STEADY, 5.0, chart="run").probability == pytest.approx((9 + 0.5) / 17)


def test_certainty_is_not_overstated():
    assert "less than 1%" in chance(STEADY, -5.0).sentence
    assert "more than 99%" in chance(STEADY, 50.0).sentence
    assert chance([4.0] * 14, 4.0).probability == 1.0
    assert chance([4.0] * 14, 3.0).probability == 0.0


@pytest.mark.parametrize(
    ("values", "settings"),
    [
        (STEADY, {"target": None}),
        (STEADY, {"target": 5.0, "direction": "neutral"}),
        (STEADY[:12], {"target": 5.0}),
        (STEADY, {"target": 5.0, "chart": "mr"}),
        (STEADY, {"target": 5.0, "chart": "cusum"}),
    ],
)
def test_without_grounds_there_is_no_forecast(values, settings):
    assert chance_of_target(analyse(values, **({"direction": "decrease"} | settings))) is None


@pytest.mark.parametrize("chart", ["t", "g"])
def test_waiting_times_are_forecast_too(chart):
    waits = [12, 40, 7, 22, 55, 31, 18, 9, 27, 63, 14, 35, 20, 48]
    low, high = (chance(waits, target, "increase", chart=chart).probability for target in (5, 60))
    assert 0.75 < low < 1
    assert 0 < high < 0.3


@given(
    st.lists(st.integers(0, 30).map(float), min_size=13, max_size=30),
    st.integers(-5, 40),
    st.sampled_from(["xmr", "c", "run"]),
)
def test_chances_are_chances_and_an_easier_target_is_never_less_likely(values, target, kind):
    hard, easy = (chance(values, limit, chart=kind).probability for limit in (target, target + 1))
    assert 0 <= hard <= easy <= 1
