"""Rebases and exclusions of many series, given in every way that callers give them."""

import numpy as np
import pytest

from qms.spc import SeriesError, analyse, analyse_many
from tests.spc.series import STEADY, months


def starts(panel) -> list[list[int]]:
    return [[phase.start for phase in chart.phases] for chart in panel]


@pytest.mark.parametrize(
    "rebase",
    [
        [[4], [], [2, 9]],
        [(4,), (), (2, 9)],
        [np.array([4]), np.array([], dtype=int), np.array([2, 9])],
        ([4], [], [np.int32(2), 9]),
    ],
)
def test_positions_of_each_series(rebase):
    assert starts(analyse_many([STEADY] * 3, rebase=rebase)) == [[0, 4], [0], [0, 2, 9]]


def test_lists_without_any_mark_are_none():
    assert starts(analyse_many([STEADY] * 2, rebase=[[], []], exclude=[[], []])) == [[0], [0]]
    assert starts([analyse(STEADY, rebase=None, exclude=None)]) == [[0]]


def test_periods_of_each_series_that_has_its_own():
    own = [months(16), months(16, "2025-01-01")]
    panel = analyse_many([STEADY] * 2, periods=own, rebase=[["2024-05-01"], ["2025-03-15", "2025-10-01"]])
    assert starts(panel) == [[0, 4], [0, 3, 9]]


def test_a_mark_beyond_its_own_series_names_it_though_another_is_longer():
    short = [*STEADY[:10], *[np.nan] * 6]
    own = [[*months(10), *[None] * 6], months(16)]
    with pytest.raises(SeriesError, match=r"2024-12-01 is after the last point, 2024-10-01") as refused:
        analyse_many([short, STEADY], periods=own, rebase=[["2024-12-01"], ["2024-12-01"]])
    assert refused.value.series == 0
    assert starts(analyse_many([short, STEADY], periods=own, rebase=["2024-12-01"])) == [[0], [0, 11]]


@pytest.mark.parametrize("mark", [-1, True, 1.5, "4", 2**63, 10**30])
def test_what_is_no_position(mark):
    for rebase in ([mark], [[3], [mark]]):
        with pytest.raises(SeriesError, match="is not a position"):
            analyse_many([STEADY] * 2, rebase=rebase)


def test_a_position_after_the_last_point():
    with pytest.raises(SeriesError, match="16 is after the last point, 15") as refused:
        analyse_many([STEADY] * 3, rebase=[[2], [3, 16], []])
    assert (refused.value.series, refused.value.argument) == (1, "rebase")
