"""The arithmetic of roll-ups, by hand."""

import math

import numpy as np
import pytest

from qms.control.measurements.rolling_up import Rows, Tree, from_sums, roll_up, to_sums
from qms.golden_thread.metrics.models import DataKind

# 0 trust ─ 1 division ─ 2, 3 wards; 0 ─ 4 division ─ 5 ward
PARENTS = [-1, 0, 1, 1, 0, 4]
TREE = Tree(np.array(PARENTS), np.array([0, 1, 2, 2, 1, 2]))
WHOLE, TYPE_1, TYPE_2 = 0, 1, 2

Entry = tuple[int, int, int, float]


def rolled(*entries: Entry, strata_add_up: bool = True) -> dict[tuple[int, int, int], tuple[float, int]]:
    """Roll (unit, stratum, period, number) entries up; returns (number, units) by unit, stratum and period."""
    units, strata, periods, numbers = zip(*entries, strict=True)
    rows = Rows(
        np.array(units),
        np.array(strata),
        np.array(periods),
        np.array(numbers, dtype=float)[:, None],
        np.ones(len(units), int),
    )
    reported = np.zeros((len(PARENTS), 3), dtype=bool)
    reported[rows.unit, rows.stratum] = True
    found = roll_up(rows, TREE, reported, strata_add_up=strata_add_up)
    keys = zip(found.unit.tolist(), found.stratum.tolist(), found.period.tolist(), strict=True)
    result = dict(zip(keys, zip(found.sums[:, 0].tolist(), found.units.tolist(), strict=True), strict=True))
    assert len(result) == len(found), "no unit, stratum and period comes twice"
    return result


def test_children_sum_to_each_ancestor() -> None:
    assert rolled((2, WHOLE, 0, 5), (3, WHOLE, 0, 7), (5, WHOLE, 0, 1)) == {
        (1, WHOLE, 0): (12, 2),
        (4, WHOLE, 0): (1, 1),
        (0, WHOLE, 0): (13, 3),
    }


def test_each_period_sums_those_that_reported() -> None:
    found = rolled((2, WHOLE, 0, 5), (3, WHOLE, 0, 7), (2, WHOLE, 1, 6))
    assert found[0, WHOLE, 0] == (12, 2)
    assert found[0, WHOLE, 1] == (6, 1)


def test_strata_sum_to_the_whole_and_up_the_tree() -> None:
    found = rolled((2, TYPE_1, 0, 5), (2, TYPE_2, 0, 3), (3, TYPE_1, 0, 10))
    assert found[2, WHOLE, 0] == (8, 1), "two strata of one ward are one ward"
    assert found[1, TYPE_1, 0] == (15, 2)
    assert found[1, TYPE_2, 0] == (3, 1)
    assert found[1, WHOLE, 0] == (18, 2)
    assert found[0, WHOLE, 0] == (18, 2)


def test_strata_that_do_not_add_up_make_no_whole() -> None:
    assert set(rolled((2, TYPE_1, 0, 5), strata_add_up=False)) == {(1, TYPE_1, 0), (0, TYPE_1, 0)}


def test_a_reported_whole_is_not_summed_from_strata() -> None:
    found = rolled((2, WHOLE, 0, 9), (2, TYPE_1, 0, 5), (2, TYPE_2, 0, 3))
    assert (2, WHOLE, 0) not in found
    assert found[1, WHOLE, 0] == (9, 1)


def test_what_a_division_reports_wins_over_its_wards() -> None:
    found = rolled((1, WHOLE, 0, 100), (2, WHOLE, 0, 5), (3, WHOLE, 0, 7), (5, WHOLE, 0, 1))
    assert (1, WHOLE, 0) not in found
    assert found[0, WHOLE, 0] == (101, 2), "the wards below are ignored, not counted again"


def test_a_division_that_reports_is_silent_where_it_did_not() -> None:
    found = rolled((1, WHOLE, 0, 100), (2, WHOLE, 1, 5))
    assert (1, WHOLE, 1) not in found
    assert (0, WHOLE, 1) not in found


def test_own_strata_make_the_whole_though_wards_report_wholes() -> None:
    found = rolled((1, TYPE_1, 0, 30), (2, WHOLE, 0, 5))
    assert found[1, WHOLE, 0] == (30, 1)


def test_nothing_reported_nothing_summed() -> None:
    none = np.array([], dtype=int)
    rows = Rows(none, none, none, np.empty((0, 1)), none)
    assert len(roll_up(rows, TREE, np.zeros((6, 1), dtype=bool), strata_add_up=True)) == 0


def figures(**columns: list[float]) -> list[np.ndarray]:
    length = len(next(iter(columns.values())))
    names = ("value", "numerator", "denominator", "n", "sd")
    return [np.array(columns.get(name, [math.nan] * length), dtype=float) for name in names]


def test_means_weigh_by_n_and_sds_are_those_of_all_observations() -> None:
    one, other = [1.0, 2.0, 3.0, 6.0], [4.0, 10.0]
    sums = to_sums(
        DataKind.MEAN,
        figures(value=[np.mean(one), np.mean(other)], n=[4, 2], sd=[np.std(one, ddof=1), np.std(other, ddof=1)]),
    )
    mean, _, _, n, sd = from_sums(DataKind.MEAN, sums.sum(axis=0)[None, :])
    assert mean[0] == pytest.approx(np.mean(one + other))
    assert n[0] == 6
    assert sd[0] == pytest.approx(np.std(one + other, ddof=1))


@pytest.mark.parametrize("n", [math.nan, 0.0])
def test_a_mean_without_n_cannot_be_weighed(n: float) -> None:
    sums = to_sums(DataKind.MEAN, figures(value=[2.0, 4.0], n=[10.0, n], sd=[1.0, 1.0]))
    assert math.isnan(sums.sum(axis=0)[0])


def test_a_mean_without_sd_is_weighed_all_the_same() -> None:
    sums = to_sums(DataKind.MEAN, figures(value=[2.0, 4.0], n=[10.0, 30.0], sd=[1.0, math.nan]))
    mean, _, _, _, sd = from_sums(DataKind.MEAN, sums.sum(axis=0)[None, :])
    assert mean[0] == 3.5
    assert math.isnan(sd[0])


def test_ratios_sum_numerators_and_denominators() -> None:
    sums = to_sums(DataKind.RATE, figures(numerator=[3.0, 4.0], denominator=[100.0, 200.0])).sum(axis=0)[None, :]
    value, numerator, denominator, _, _ = from_sums(DataKind.RATE, sums)
    assert (numerator[0], denominator[0]) == (7.0, 300.0)
    assert math.isnan(value[0])
