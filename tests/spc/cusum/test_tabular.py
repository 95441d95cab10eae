import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.spc import SeriesError, ewma, tabular_cusum

CASES = st.lists(st.one_of(st.none(), st.integers(-50, 50).map(lambda n: n / 4)), min_size=1, max_size=40)


def test_a_head_start_finds_a_change_that_was_there_from_the_beginning_sooner():
    # Lucas and Crosier (1982): with half of the limit as a head start.
    values = [11.2] * 12
    usual = tabular_cusum(values, mean=10, sigma=1)
    quick = tabular_cusum(values, mean=10, sigma=1, head_start=0.5)
    assert quick.upper[0] == pytest.approx(2.5 + 0.7)
    assert quick.crossings[0].position < usual.crossings[0].position


def test_a_head_start_wears_off_where_nothing_is_wrong():
    cusum = tabular_cusum([10.0] * 12, mean=10, sigma=1, head_start=0.5)
    assert cusum.upper[:6].tolist() == [2.0, 1.5, 1.0, 0.5, 0.0, 0.0]
    assert not cusum.crossings


def test_says_since_when_and_whether_it_is_still_so():
    values = [10.0] * 5 + [13.0] * 3
    cusum = tabular_cusum(values, mean=10, sigma=1)
    assert cusum.crossings[0].began == 5
    assert cusum.crossings[0].position == 7
    assert cusum.explanation == (
        "The values have been higher than 10 since point 6: the cumulative sum crossed its limit at point 8 and is still"
        " beyond it."
    )
    assert "since June" in cusum.explain(["January", "February", "March", "April", "May", "June", "July", "August"])
    over = tabular_cusum([*values, 1.0, 10.0], mean=10, sigma=1)
    assert "were higher than 10 since point 6" in over.explanation
    assert "back within it" in over.explanation


def test_the_limit_itself_is_no_signal():
    on_it = tabular_cusum([1.1, 1.1], mean=0, sigma=1, k=0.1, h=2)
    assert on_it.upper[-1] == pytest.approx(2)
    assert not on_it.signals_high.any()


def test_in_the_units_of_the_values():
    # K = kσ and H = hσ: the same series in other units crosses at the same place.
    values = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
    one, ten = tabular_cusum(values, mean=1, sigma=1), tabular_cusum(values * 10, mean=10, sigma=10)
    np.testing.assert_allclose(ten.upper, 10 * one.upper)
    assert ten.limit[-1] == 50


def test_a_gap_leaves_the_sums_as_they_are():
    cusum = tabular_cusum([12, None, 12, float("nan"), 12, 12], mean=10, sigma=1)
    assert cusum.to_dict()["points"][1] == {
        "value": None, "upper": None, "lower": None, "upper_count": 0, "lower_count": 0,
        "signal_high": False, "signal_low": False,
    }  # fmt: skip
    without = tabular_cusum([12, 12, 12, 12], mean=10, sigma=1)
    assert cusum.upper[~np.isnan(cusum.upper)].tolist() == without.upper.tolist()
    assert cusum.upper_count[[0, 2, 4, 5]].tolist() == without.upper_count.tolist()


def test_a_constant_series_and_one_point_have_no_signal():
    assert not tabular_cusum([3.0] * 9, mean=3, sigma=0).crossings
    assert not tabular_cusum([3.0], mean=3, sigma=1).crossings
    assert not ewma([3.0] * 9, mean=3, sigma=0).outside.any()


def test_begins_again_where_it_is_told_to():
    starts = np.array([False, False, True, False])
    cusum = tabular_cusum([12.0] * 4, mean=10, sigma=1, head_start=0.5, starts=starts)
    assert cusum.upper.tolist() == [4.0, 5.5, 4.0, 5.5]
    assert cusum.upper_count.tolist() == [1, 2, 1, 2]
    assert [crossing.position for crossing in cusum.crossings] == [1, 3]


@given(CASES, CASES)
def test_a_panel_is_its_series(first, second):
    length = max(len(first), len(second))
    rows = [row + [None] * (length - len(row)) for row in (first, second)]
    panel = tabular_cusum(np.array(rows, dtype=float), mean=[0, 1], sigma=[1, 2], head_start=0.5)
    averages = ewma(np.array(rows, dtype=float), mean=[0, 1], sigma=[1, 2])
    for at, row in enumerate(rows):
        one = tabular_cusum(row, mean=at, sigma=1 + at, head_start=0.5)
        np.testing.assert_array_equal(panel.upper[at], one.upper)
        np.testing.assert_array_equal(panel.lower[at], one.lower)
        np.testing.assert_array_equal(panel.lower_count[at], one.lower_count)
        average = ewma(row, mean=at, sigma=1 + at)
        np.testing.assert_array_equal(averages.z[at], average.z)
        np.testing.assert_array_equal(averages.upper[at], average.upper)


@given(CASES)
def test_a_mirrored_series_swaps_the_arms(values):
    mirrored = [None if value is None else -value for value in values]
    one, other = tabular_cusum(values, mean=1, sigma=2), tabular_cusum(mirrored, mean=-1, sigma=2)
    np.testing.assert_array_equal(one.upper, other.lower)
    np.testing.assert_array_equal(one.upper_since, other.lower_since)
    np.testing.assert_array_equal(ewma(values, mean=1, sigma=2).outside, -ewma(mirrored, mean=-1, sigma=2).outside)


@given(CASES, st.sampled_from([-1000.0, 0.5, 64.0]))
def test_a_shift_of_everything_changes_no_signal(values, by):
    moved = [None if value is None else value + by for value in values]
    one, other = tabular_cusum(values, mean=1, sigma=1), tabular_cusum(moved, mean=1 + by, sigma=1)
    np.testing.assert_array_equal(one.signals_high, other.signals_high)
    np.testing.assert_array_equal(one.signals_low, other.signals_low)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"values": []}, "no values"),
        ({"values": [1, float("inf")]}, "Row 2: the value is infinite"),
        ({"values": [1, "many"]}, "'many' is not a number"),
        ({"sigma": -1}, "sigma is -1"),
        ({"k": -0.5}, "k is -0.5"),
        ({"h": 0}, "h is 0"),
        ({"head_start": 1}, "head_start is 1"),
        ({"mean": [1, 2, 3]}, "does not fit"),
        ({"starts": [1, 0]}, "true or false"),
    ],
)
def test_refuses_what_cannot_be_used(wrong, said):
    given_ = {"values": [1.0, 2.0], "mean": 0, "sigma": 1} | wrong
    with pytest.raises(SeriesError, match=said):
        tabular_cusum(given_.pop("values"), **given_)


@pytest.mark.parametrize(("setting", "value"), [("weight", 0), ("weight", 1.1), ("width", 0)])
def test_an_ewma_refuses_settings_out_of_range(setting, value):
    with pytest.raises(SeriesError, match=setting):
        ewma([1.0, 2.0], mean=0, sigma=1, **{setting: value})


def test_a_panel_is_asked_for_one_series():
    with pytest.raises(SeriesError, match="several series"):
        _ = tabular_cusum(np.ones((2, 3)), mean=0, sigma=1).explanation


def test_an_ewma_says_when_it_left_its_limits():
    values = [10.0] * 6 + [13.0] * 4
    average = ewma(values, mean=10, sigma=1)
    first = int(np.argmax(average.outside != 0))
    assert average.explanation == f"The weighted moving average has been above its upper limit since point {first + 1}."
    back = ewma([*values, *[10.0] * 20], mean=10, sigma=1)
    assert "back within its limits" in back.explanation
    assert "no sign" in ewma([10.0, 10.5], mean=10, sigma=1).explanation


def test_an_ewma_of_weight_one_is_the_individuals_chart():
    values = [3.0, 5.0, 4.0, 9.0]
    average = ewma(values, mean=4, sigma=1, weight=1, width=3)
    assert average.z.tolist() == values
    assert average.outside.tolist() == [0, 0, 0, 1]


def test_what_comes_out_is_json():
    for chart in (tabular_cusum([1, None, 9], mean=2, sigma=1), ewma([1, None, 9], mean=2, sigma=1)):
        json.dumps(chart.to_dict(), allow_nan=False)
