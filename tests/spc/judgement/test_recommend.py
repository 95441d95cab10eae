"""The chart for the data, with its reason."""

import numpy as np
import pytest

from qms.spc import SeriesError, recommend
from tests.spc.series import STEADY, months


@pytest.mark.parametrize(
    ("data_kind", "chart"),
    [("proportion", "p"), ("rate", "u"), ("count", "c"), ("mean", "xbar"), ("between", "t"), ("other", "xmr")],
)
def test_before_there_are_data_their_kind_decides(data_kind, chart):
    found = recommend([], data_kind=data_kind)
    assert found.chart == chart
    assert found.reason.startswith("Each point")
    assert found.alternatives
    assert found.warnings == ()


def test_calm_proportions_rates_and_counts_get_their_textbook_charts():
    generator = np.random.default_rng(8)
    sizes = generator.integers(80, 120, 30)
    assert recommend(generator.binomial(sizes, 0.4), denominators=sizes).chart == "p"
    assert recommend(generator.poisson(sizes * 0.05), denominators=sizes).chart == "u"
    assert recommend(generator.poisson(9, 30)).chart == "c"
    assert recommend(STEADY).chart == "xmr"


def test_large_denominators_with_real_differences_get_a_prime_chart_and_the_reason():
    generator = np.random.default_rng(3)
    sizes = np.full(36, 12_000)
    found = recommend(generator.binomial(sizes, generator.normal(0.3, 0.02, 36)), denominators=sizes, data_kind="proportion")
    assert found.chart == "pp"
    assert "times as much as a p chart assumes" in found.reason
    assert [each.chart for each in found.alternatives] == ["p", "xmr"]
    assert "overdispersed" not in [each.kind for each in found.warnings]


def test_clusters_of_events_get_an_xmr_chart():
    counts = [2, 30, 4, 25, 1, 33, 3, 28, 2, 31, 5, 27, 1, 29, 3, 30]
    found = recommend(counts, data_kind="count")
    assert (found.chart, found.alternatives[0].chart) == ("xmr", "c")


def test_rare_events_keep_what_can_be_drawn_and_name_what_would_be_better():
    found = recommend([0, 0, 1, 0, 0, 0, 2, 0, 1, 0, 0, 1, 0, 0], data_kind="count")
    assert found.chart == "c"
    assert found.alternatives[0].chart == "t"
    assert "71% of the points are zero" in found.alternatives[0].reason
    assert [each.kind for each in found.warnings] == ["mostly-zeros"]


def test_what_columns_are_there_decides_what_can_be_drawn():
    assert recommend(STEADY, data_kind="mean").chart == "xmr"
    assert recommend(STEADY, sizes=[8] * 16, deviations=[1.0] * 16).chart == "xbar"
    assert recommend(STEADY, data_kind="rate").chart == "xmr"
    assert recommend([3, 0, 12, 5], data_kind="between").chart == "g"
    assert recommend([2.5, 3.1, 2.8], data_kind="count").chart == "xmr"


def test_what_weakens_even_that_chart_is_said():
    winters = [10 + 4 * np.cos(at * 2 * np.pi / 12) + (at * 7 % 5) / 5 for at in range(48)]
    assert [each.kind for each in recommend(winters, periods=months(48)).warnings] == ["seasonal"]
    assert [each.kind for each in recommend(STEADY[:6]).warnings] == ["few-points"]


def test_unknown_kinds_and_words_are_refused():
    with pytest.raises(SeriesError, match="no data kind 'shares'"):
        recommend(STEADY, data_kind="shares")
    with pytest.raises(SeriesError, match="must be numbers"):
        recommend(["many"])
