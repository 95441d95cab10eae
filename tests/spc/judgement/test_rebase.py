"""Recalculating limits is suggested for sustained shifts alone, and from where they began."""

import numpy as np
import pytest

from qms.spc import analyse, suggest_rebase
from tests.spc.judgement.simulated import share_of, shifted, stable, with_memory
from tests.spc.series import months

BEFORE = [6.1, 5.4, 6.8, 5.9, 6.3, 5.2, 6.6, 5.7, 6.0, 6.4, 5.5, 6.2, 5.8, 6.5]
SINCE = [4.4, 3.9, 4.7, 4.1, 4.6, 3.8, 4.3, 4.5, 4.0, 4.2]


def suggested(values, **settings):
    return suggest_rebase(analyse(values, **settings))


def test_a_sustained_shift_is_found_where_it_began():
    found = suggested(BEFORE + SINCE, periods=months(24))
    assert (found.position, found.period, found.points_since) == (14, "2025-03-01", 10)
    assert found.before_centre == pytest.approx(np.mean(BEFORE))
    assert found.after_centre == pytest.approx(np.mean(SINCE))
    assert found.sentence == (
        "The values have been lower since March 2025: the average of the 10 points since then is 4.2, before it was 6.0. "
        "If you know why, and expect it to stay so, recalculate the limits from March 2025."
    )


def test_the_suggestion_is_what_the_chart_would_show():
    found = suggested(BEFORE + SINCE)
    then = analyse(BEFORE + SINCE, rebase=[found.position])
    assert (then.phases[0].centre, then.phases[1].centre) == (found.before_centre, found.after_centre)
    assert suggested(BEFORE + SINCE, rebase=[14]) is None, "once taken, it is not made again"


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (BEFORE + SINCE[:7], "too few points since"),
        (BEFORE[:11] + SINCE, "too few points before"),
        (BEFORE + SINCE + BEFORE[:4], "it has gone back"),
        (BEFORE + BEFORE, "nothing happened"),
        ([*BEFORE, 12.0], "one point is no shift"),
        ([3.0] * 30, "nothing varies"),
        ([float(at) + (at % 3) for at in range(30)], "a steady rise is no step"),
        ([*BEFORE, 5.8, 5.4, 5.0, 4.6, 4.1, 3.7, 3.2, 2.8, 2.3, 1.9], "it is still falling"),
        ([4.0], "one point"),
    ],
)
def test_what_is_no_sustained_shift_gets_no_suggestion(values, why):
    assert suggested(values) is None, why


def test_one_point_back_does_not_undo_a_shift():
    assert suggested([*BEFORE, *SINCE[:6], 6.2, *SINCE[6:]]).position == 14


def test_the_latest_of_two_shifts_is_suggested():
    found = suggested(BEFORE + SINCE + SINCE + BEFORE)
    assert found.position == 34
    assert found.before_centre == pytest.approx(np.mean(BEFORE + SINCE + SINCE)), "the chart has no phase between them"


def test_missing_and_excluded_points_are_passed_over():
    values = [*BEFORE[:5], None, *BEFORE[5:], 30.0, *SINCE]
    found = suggested(values, exclude=[15])
    assert (found.position, found.points_since) == (16, 10)


def test_counts_weigh_by_their_denominators():
    generator = np.random.default_rng(2)
    sizes = np.r_[generator.integers(200, 2000, 20), generator.integers(200, 2000, 12)]
    cases = generator.binomial(sizes, np.r_[np.full(20, 0.2), np.full(12, 0.14)])
    found = suggested(cases, denominators=sizes, chart="p")
    assert found.position == 20
    assert found.after_centre == pytest.approx(cases[20:].sum() / sizes[20:].sum())


@pytest.mark.parametrize("chart", ["mr", "ewma", "cusum"])
def test_lines_that_are_no_level_are_not_recalculated(chart):
    assert suggested(BEFORE + SINCE, chart=chart) is None


@pytest.mark.parametrize("points", [24, 36, 60])
def test_stable_series_get_no_suggestion(points):
    assert share_of(stable(points), suggested) <= 0.03


def test_wandering_series_rarely_get_one():
    assert share_of(with_memory(48, 0.5), suggested) <= 0.12


def test_clear_shifts_do():
    assert share_of(shifted(24, 12, -3), suggested) >= 0.8
    assert share_of(shifted(24, 12, 2), suggested) >= 0.7
