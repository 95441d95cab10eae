"""Anhøj J, Olesen AV (2014), Run charts revisited, PLoS ONE 9(11): e113825, doi 10.1371/journal.pone.0113825.

The rules as the paper states them: a run longer than round(log2 n) + 3, or crossings below the lower 5 % limit of the
binomial distribution with n − 1 trials and probability ½.
"""

from math import comb

import pytest

from qms.spc import analyse
from qms.spc.runs import crossings_limit, longest_run_limit


@pytest.mark.parametrize(("useful", "longest", "crossings"), [(10, 6, 2), (12, 7, 3), (20, 7, 6), (24, 8, 8), (30, 8, 10)])
def test_limits(useful, longest, crossings):
    assert (longest_run_limit(useful), crossings_limit(useful)) == (longest, crossings)


@pytest.mark.parametrize("useful", [1, 2, 15, 61, 500, 2000])
def test_fewer_crossings_than_the_limit_have_a_chance_below_5_in_100(useful):
    limit, tosses = crossings_limit(useful), useful - 1
    below = sum(comb(tosses, crossings) for crossings in range(limit))
    assert 20 * below < 2**tosses <= 20 * (below + comb(tosses, limit))


def test_points_on_the_median_are_not_useful():
    chart = analyse([1.0, 3.0, 2.0, 1.0, 3.0, 2.0, 2.0], chart="run", rules="anhoej")
    assert chart.centre[0] == 2
    assert (chart.runs.useful, chart.runs.longest_run, chart.runs.crossings) == (4, 1, 3)
