"""Charts of subgroups: where sizes differ, are one, or are missing."""

import numpy as np
import pytest

from qms.spc import SeriesError, analyse, analyse_many
from qms.spc.limits.constants import a3

MEANS = [10.0, 12.0, 11.0, 9.0, 10.5, 11.5]
SPREADS = [2.0, 3.0, 2.5, 1.5, 2.2, 2.8]


def test_equal_sizes_average_the_deviations_and_unequal_ones_pool_them():
    equal = analyse(MEANS, sizes=[4] * 6, deviations=SPREADS, chart="s")
    assert equal.centre[0] == pytest.approx(np.mean(SPREADS))
    sizes = np.array([4, 5, 4, 6, 3, 8])
    unequal = analyse(MEANS, sizes=sizes, deviations=SPREADS, chart="s")
    assert unequal.centre[0] == pytest.approx(np.sqrt(((sizes - 1) * np.square(SPREADS)).sum() / (sizes - 1).sum()))
    xbar = analyse(MEANS, sizes=sizes, deviations=SPREADS, chart="xbar")
    assert xbar.centre[0] == pytest.approx((sizes * MEANS).sum() / sizes.sum())
    np.testing.assert_allclose(xbar.upper - xbar.centre, a3(sizes.astype(float)) * unequal.centre[0])


def test_a_phase_of_equal_sizes_is_averaged_though_another_is_not():
    sizes = [4, 4, 4, 3, 7, 5]
    chart = analyse(MEANS, sizes=sizes, deviations=SPREADS, chart="s", rebase=[3])
    assert chart.centre[0] == pytest.approx(np.mean(SPREADS[:3]))
    assert chart.centre[5] != pytest.approx(np.mean(SPREADS[3:]))


def test_observations_give_the_same_chart_as_their_summaries():
    groups = [[1.0, 2.0, 4.0], [2.0, 3.0], [5.0, None, 1.0, 2.0], [3.0], [2.0, 2.5, 3.5]]
    known = [[value for value in group if value is not None] for group in groups]
    spreads = [None if len(group) < 2 else np.std(group, ddof=1) for group in known]
    for kind in ("xbar", "s"):
        observed = analyse(groups, chart=kind)
        summed = analyse([np.mean(g) for g in known], sizes=[len(g) for g in known], deviations=spreads, chart=kind)
        for line in ("values", "centre", "lower", "upper", "sizes", "deviations"):
            np.testing.assert_allclose(getattr(observed, line), getattr(summed, line), rtol=1e-12)


def test_a_subgroup_of_one_is_drawn_without_limits_and_says_so():
    chart = analyse([[1.0, 2.0], [2.0, 3.0, 4.0], [2.5]], chart="xbar")
    assert chart.values[2] == 2.5
    assert np.isnan([chart.lower[2], chart.upper[2]]).all()
    assert chart.explanation.startswith("The last point, averaging 2.500, has no limits: too few observations.")


def test_a_subgroup_without_observations_is_a_gap():
    chart = analyse([[1.0, 2.0], [], [2.0, 3.0, 4.0], [None, None]], chart="xbar")
    assert [point["value"] for point in chart.to_dict()["points"]] == [1.5, None, 3.0, None]


def test_many_series_of_observations():
    values = np.random.default_rng(8).normal(50, 5, (7, 20, 6))
    values[2, 3, 4:] = np.nan
    values[5, 19] = np.nan
    panel = analyse_many(values, chart="xbar", target=48.0, direction="increase")
    for place, row in enumerate(values):
        alone = analyse(row[: len(panel[place].values)], chart="xbar", target=48.0, direction="increase")
        assert panel[place].to_dict() == alone.to_dict()
    ragged = [[[1.0, 2.0], [3.0, 4.0, 5.0]], [[2.0, None, 6.0]]]
    assert [len(chart.values) for chart in analyse_many(ragged, chart="s")] == [2, 1]


def test_no_target_is_held_against_a_standard_deviation():
    settings = {"sizes": [4] * 6, "deviations": SPREADS, "target": 1.0, "direction": "decrease"}
    assert analyse(MEANS, chart="s", **settings).assurance is None
    assert analyse(MEANS, chart="xbar", **settings).assurance == "fail"


def test_another_chart_of_the_same_measurements_ignores_sizes_and_deviations():
    plain = analyse(MEANS)
    assert analyse(MEANS, sizes=[4] * 6, deviations=SPREADS).to_dict() == plain.to_dict()


@pytest.mark.parametrize(
    ("values", "settings", "words"),
    [
        (MEANS, {}, "is no subgroup. Give the observations"),
        (MEANS, {"sizes": [4] * 6}, "deviations are missing"),
        (MEANS, {"deviations": SPREADS}, "sizes are missing"),
        (MEANS, {"sizes": [4] * 5, "deviations": SPREADS}, "sizes of shape .* do not fit"),
        (MEANS, {"sizes": [4, 4, 0, 4, 4, 4], "deviations": SPREADS}, "Row 3: the size 0 is no number of observations"),
        (MEANS, {"sizes": [4, 4.5, 4, 4, 4, 4], "deviations": SPREADS}, "Row 2: the size 4.5 is no number"),
        (MEANS, {"sizes": [4] * 6, "deviations": [-1.0, *SPREADS[1:]]}, "Row 1: the standard deviation is -1"),
        ([[1.0, 2.0], [3.0, "many"]], {}, "Row 2: 'many' is not a number"),
        (np.ones((2, 3, 4)), {}, "several observations per point"),
        ([[], []], {}, "no values"),
        (MEANS, {"sizes": [4] * 6, "deviations": SPREADS, "denominators": [1] * 6}, "an xbar chart has no denominators"),
    ],
)
def test_what_is_no_chart_of_subgroups(values, settings, words):
    with pytest.raises(SeriesError, match=words):
        analyse(values, chart="xbar", **settings)
