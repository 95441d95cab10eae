import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.spc import SeriesError, cases_to_signal, risk_adjusted_cusum, vlad

OUTCOMES = st.lists(st.sampled_from([0, 1, None]), min_size=1, max_size=60)


def test_the_weight_of_a_case_is_the_log_likelihood_ratio():
    # Steiner and others (2000), section 2: w = ln(R^y / (1 − p + Rp)).
    cusum = risk_adjusted_cusum([1, 0], [0.2, 0.2], odds_ratio=2, limit=9)
    assert cusum.weights.tolist() == pytest.approx([np.log(2 / 1.2), np.log(1 / 1.2)])


def test_all_events_cross_and_begin_again():
    cusum = risk_adjusted_cusum([1] * 6, 0.1, odds_ratio=2, limit=1.5)
    assert [crossing.position for crossing in cusum.crossings] == [2, 5]
    assert [crossing.began for crossing in cusum.crossings] == [0, 3]
    assert cusum.counts.tolist() == [1, 2, 3, 1, 2, 3]
    kept = risk_adjusted_cusum([1] * 6, 0.1, odds_ratio=2, limit=1.5, reset=False)
    assert [crossing.position for crossing in kept.crossings] == [2]
    assert kept.signals.tolist() == [False, False, True, True, True, True]


def test_the_limit_itself_is_a_signal():
    weight = np.log(2 / 1.1)
    assert risk_adjusted_cusum([1, 1, 1], 0.1, odds_ratio=2, limit=3 * weight).signals.tolist() == [False, False, True]


def test_one_case_and_no_event():
    assert not risk_adjusted_cusum([0], [0.3], odds_ratio=2, limit=1).crossings
    better = risk_adjusted_cusum([0] * 200, 0.1, odds_ratio=0.5, limit=4)
    assert better.side == "better"
    assert better.crossings
    assert "less often than expected" in better.explanation


def test_says_since_which_case():
    outcomes = [0] * 10 + [1] * 4
    cusum = risk_adjusted_cusum(outcomes, 0.1, odds_ratio=2, limit=2, reset=False)
    assert cusum.explanation == (
        "The event has happened more often than expected since case 11: the cumulative sum reached its limit at case 14."
    )
    assert "No sign" in risk_adjusted_cusum([0] * 5, 0.1, odds_ratio=2, limit=2).explanation


def test_begins_again_after_an_answer():
    starts = np.array([False, False, True, False])
    cusum = risk_adjusted_cusum([1] * 4, 0.1, odds_ratio=2, limit=9, reset=False, starts=starts)
    assert cusum.sums[2:].tolist() == cusum.sums[:2].tolist()


@given(OUTCOMES, OUTCOMES, st.booleans())
def test_a_panel_is_its_series(first, second, reset):
    length = max(len(first), len(second))
    rows = [row + [None] * (length - len(row)) for row in (first, second)]
    risks = np.linspace(0.05, 0.6, 2 * length).reshape(2, length)
    panel = risk_adjusted_cusum(np.array(rows, dtype=float), risks, odds_ratio=2, limit=1.2, reset=reset)
    shown = vlad(np.array(rows, dtype=float), risks)
    for at, row in enumerate(rows):
        one = risk_adjusted_cusum(row, risks[at], odds_ratio=2, limit=1.2, reset=reset)
        np.testing.assert_array_equal(panel.sums[at], one.sums)
        np.testing.assert_array_equal(panel.signals[at], one.signals)
        np.testing.assert_array_equal(panel.begins[at], one.begins)
        np.testing.assert_array_equal(shown.values[at], vlad(row, risks[at]).values)


@given(OUTCOMES)
def test_a_case_left_out_changes_no_other(outcomes):
    known = [outcome for outcome in outcomes if outcome is not None]
    if not known:
        return
    with_gaps = risk_adjusted_cusum(outcomes, 0.2, odds_ratio=2, limit=1.5).sums
    np.testing.assert_array_equal(
        with_gaps[~np.isnan(with_gaps)], risk_adjusted_cusum(known, 0.2, odds_ratio=2, limit=1.5).sums
    )


@pytest.mark.parametrize(
    ("outcomes", "risks", "said"),
    [
        ([0, 1], [0.1, 0], "Row 2: the risk is 0"),
        ([0, 1], [1, 0.1], "Row 1: the risk is 1"),
        ([0, 1], [0.1, None], "Row 2: the case has no risk"),
        ([0, 2], 0.1, "Row 2: the outcome is 2"),
        ([], 0.1, "no values"),
        ([0, 1], [0.1, 0.2, 0.3], "does not fit"),
    ],
)
def test_refuses_what_is_no_case(outcomes, risks, said):
    for chart in (lambda: risk_adjusted_cusum(outcomes, risks, odds_ratio=2, limit=4), lambda: vlad(outcomes, risks)):
        with pytest.raises(SeriesError, match=said):
            chart()


@pytest.mark.parametrize(("setting", "value"), [("odds_ratio", 1), ("odds_ratio", 0), ("limit", 0), ("head_start", 1)])
def test_refuses_settings_out_of_range(setting, value):
    settings = {"odds_ratio": 2, "limit": 4.5} | {setting: value}
    with pytest.raises(SeriesError):
        risk_adjusted_cusum([0, 1], 0.1, **settings)


def test_vlad_counts_what_was_expected_and_seen():
    display = vlad([0, 1, None, 0], [0.5, 0.5, None, 0.25])
    assert display.values[[0, 1, 3]].tolist() == [0.5, 0.0, 0.25]
    assert (display.observed, display.expected) == (1, 1.25)
    assert display.explanation == "1 event in 3 cases, where 1.2 were expected: 0.2 fewer than expected."


def test_a_false_alarm_comes_as_seldom_as_the_chain_says():
    # Against a simulation with a fixed seed; its standard error is about 2 %.
    random = np.random.default_rng(7)
    for ratio, limit in ((2.0, 2.0), (0.5, 1.5)):
        outcomes = (random.random((2500, 5000)) < 0.05).astype(float)
        signals = risk_adjusted_cusum(outcomes, 0.05, odds_ratio=ratio, limit=limit, reset=False).signals
        runs = signals.argmax(axis=1)[signals.any(axis=1)] + 1
        assert len(runs) > 2490
        assert cases_to_signal(0.05, odds_ratio=ratio, limit=limit) == pytest.approx(runs.mean(), rel=0.08)


def test_a_true_change_is_found_sooner_than_a_false_alarm():
    never = cases_to_signal([0.02, 0.1], odds_ratio=2, limit=4.5)
    soon = cases_to_signal([0.02, 0.1], odds_ratio=2, limit=4.5, true_ratio=2)
    assert soon < never / 10
    assert cases_to_signal(0.001, odds_ratio=2, limit=60) > 1e20


def test_what_comes_out_is_json():
    for chart in (risk_adjusted_cusum([1, None, 0], 0.2, odds_ratio=2, limit=3), vlad([1, None, 0], 0.2)):
        json.dumps(chart.to_dict(), allow_nan=False)
