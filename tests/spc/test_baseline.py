"""Limits from a baseline, a supplied centre line, and targets that change."""

import numpy as np
import pytest

from qms.spc import SeriesError, analyse, analyse_many
from tests.spc.series import STEADY, months

LATER = [value + 3 for value in STEADY]
SERIES = [*STEADY, *LATER]


def test_limits_come_from_the_points_of_the_baseline_alone_both_ends_included():
    chart = analyse(SERIES, periods=months(32), baseline=("2024-01-01", "2025-04-01"))
    alone = analyse(STEADY)
    assert (chart.centre[-1], chart.upper[-1]) == (alone.centre[0], alone.upper[0])
    assert set(chart.special_causes[16:]) <= {"outside-limits", "shift", "trend"}


def test_a_baseline_may_lie_anywhere_and_by_position():
    chart = analyse(SERIES, baseline=(16, 31))
    assert chart.centre[0] == pytest.approx(analyse(LATER).centre[0])


def test_a_baseline_is_of_its_own_phase_and_others_keep_their_points():
    whole = [*SERIES, *STEADY]
    chart = analyse(whole, rebase=[16, 32], baseline=(18, 30))
    assert chart.centre[0] == analyse(STEADY).centre[0]
    assert chart.centre[20] == pytest.approx(np.mean(LATER[2:15]))
    assert chart.centre[40] == analyse(STEADY).centre[0]


def test_an_excluded_point_is_in_no_baseline():
    spoilt = [*STEADY[:8], 90.0, *STEADY[8:], *LATER]
    assert analyse(spoilt, baseline=(0, 16), exclude=[8]).centre[0] == analyse(STEADY).centre[0]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"baseline": (0, 15), "freeze": 12}, "frozen and have a baseline. Give one of the two"),
        ({"baseline": (15, 0)}, "ends before it begins"),
        ({"baseline": (3,)}, "two ends"),
        ({"baseline": (0, 5)}, "the baseline holds 6 points. Limits of this chart need 12 or more"),
        ({"baseline": (40, 60), "chart": "i"}, "the baseline holds 0 points"),
        ({"baseline": (0, 20), "rebase": [16]}, "recalculated inside the baseline. Choose a baseline within one stretch"),
        ({"baseline": ("2026-01-01", "2026-02-01")}, "count points from 0"),
        ({"centre": float("inf")}, "the centre line is infinite"),
        ({"centre": -1.0, "chart": "c"}, "the centre line is -1. On this chart it must be 0 or above"),
        ({"centre": 0, "chart": "t"}, "the centre line is 0. On this chart it must be above 0"),
        ({"centre": 1.5, "chart": "p", "denominators": [20] * 32}, "it must be between 0 and 1"),
        ({"centre": [1.0, 2.0]}, "centre lines of shape .2,. for 1 series"),
    ],
)
def test_what_limits_can_not_be_made_from(settings, words):
    with pytest.raises(SeriesError, match=words):
        analyse(SERIES, **settings)


def test_a_baseline_without_a_value_is_refused_with_its_series():
    values = np.array([SERIES, [np.nan] * 16 + LATER])
    with pytest.raises(SeriesError, match="Series 2: the baseline holds no value"):
        analyse_many(values, baseline=(0, 15), chart="i")


def test_a_baseline_for_each_series():
    panel = analyse_many([SERIES, SERIES], baseline=[(0, 15), (16, 31)])
    assert panel.last_centre.tolist() == [analyse(SERIES, baseline=ends).centre[0] for ends in ((0, 15), (16, 31))]


@pytest.mark.parametrize("kind", ["run", "xmr", "i", "mr", "c"])
def test_limits_lie_about_a_supplied_centre(kind):
    plain, supplied = analyse(STEADY, chart=kind), analyse(STEADY, chart=kind, centre=5.5)
    assert set(supplied.centre) == {5.5}
    if kind in ("xmr", "i"):
        np.testing.assert_allclose(supplied.upper - 5.5, plain.upper - plain.centre, rtol=1e-12)
    if kind == "c":
        assert supplied.upper[0] == pytest.approx(5.5 + 3 * np.sqrt(5.5))


def test_a_supplied_centre_is_called_a_centre_line():
    said = analyse([*STEADY, *[5.9, 5.8] * 4], centre=5.0, direction="decrease").explanation
    assert "in a row above the centre line of 5.0: a concern." in said


def test_the_latest_target_is_the_one_that_assurance_asks_for():
    values = [*STEADY, 5.0]
    early = [9.0] * 8 + [1.0] * 9
    chart = analyse(values, target=early, direction="increase")
    assert (chart.target, chart.assurance) == (1.0, "pass")
    assert chart.targets.tolist() == early
    assert [point["target"] for point in chart.to_dict()["points"]] == early
    assert "The target of 1 will be met consistently." in chart.explanation


def test_a_target_that_ends_still_holds_and_none_before_it_began():
    chart = analyse(STEADY, target=[None] * 5 + [4.0] * 8 + [None] * 3, direction="increase")
    assert chart.target == 4.0
    assert [point["target"] for point in chart.to_dict()["points"]][:6] == [None] * 5 + [4.0]
    assert analyse(STEADY, target=[None] * 16).target is None


def test_one_target_is_said_once():
    chart = analyse(STEADY, target=4.0)
    assert set(chart.targets) == {4.0}
    assert "target" not in chart.to_dict()["points"][0]


def test_targets_of_many_series():
    rows = [STEADY, STEADY]
    each = analyse_many(rows, target=[1.0, 9.0], direction="increase")
    assert each.assurance.tolist() == [1, 2]
    by_point = analyse_many(rows, target=[[9.0] * 8 + [1.0] * 8, [1.0] * 8 + [9.0] * 8], direction="increase")
    assert by_point.assurance.tolist() == [1, 2]
    assert by_point[1].targets[0] == 1.0
    with pytest.raises(SeriesError, match="Give one, or one each, or one per point of each"):
        analyse_many(rows, target=[[1.0], [2.0], [3.0]])
    with pytest.raises(SeriesError, match=r"targets of shape \(3,\) for 16 points. Give one, or one per point"):
        analyse(STEADY, target=[1.0, 2.0, 3.0])
