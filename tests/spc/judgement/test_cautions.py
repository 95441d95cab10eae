"""What weakens a chart is said where it is so, and rarely where it is not."""

import numpy as np
import pytest

from qms.spc import Caution, ControlChart, analyse, cautions
from tests.spc.judgement.simulated import seasonal, share_of, shifted, stable, with_memory
from tests.spc.series import STEADY, months

FEW = 0.06  # of stable series may be warned about by any one test


def kinds(chart: ControlChart) -> set[str]:
    return {each.kind.value for each in cautions(chart)}


def charted(values, **settings) -> ControlChart:
    return analyse(values, periods=months(len(values)), **settings)


def only(values, kind: str, **settings) -> Caution:
    (found,) = [each for each in cautions(charted(values, **settings)) if each.kind == kind]
    return found


def test_a_steady_series_has_nothing_to_be_said_about_it():
    assert cautions(charted(STEADY)) == ()


@pytest.mark.parametrize("points", [24, 36, 60])
@pytest.mark.parametrize("kind", ["autocorrelated", "seasonal"])
def test_chance_alone_is_rarely_taken_for_memory_or_season(points, kind):
    assert share_of(stable(points), lambda values: kind in kinds(charted(values))) <= FEW


@pytest.mark.parametrize("expected", [2, 20, 500])
@pytest.mark.parametrize("kind", ["overdispersed", "underdispersed"])
def test_counts_that_vary_by_chance_alone_are_rarely_called_otherwise(expected, kind):
    found = share_of(
        lambda generator: generator.poisson(expected, 36), lambda values: kind in kinds(charted(values, chart="c"))
    )
    assert found <= FEW


def test_large_denominators_with_real_differences_are_offered_a_prime_chart():
    generator = np.random.default_rng(1)
    sizes = generator.integers(8000, 12000, 36)
    late = generator.binomial(sizes, np.clip(generator.normal(0.2, 0.02, 36), 0, 1))
    found = only(late, "overdispersed", denominators=sizes, chart="p")
    assert found.offer == "pp"
    assert "times as much as a p chart assumes" in found.sentence
    assert "overdispersed" not in kinds(charted(late, denominators=sizes, chart="pp"))


def test_a_lasting_change_is_no_overdispersion():
    generator = np.random.default_rng(5)
    counts = np.r_[generator.poisson(20, 18), generator.poisson(45, 18)]
    assert "overdispersed" not in kinds(charted(counts, chart="c"))


def test_counts_that_hardly_vary_are_underdispersed():
    found = only([50, 51, 49, 50, 52, 50, 49, 51, 50, 50, 51, 49, 50, 51, 50, 49], "underdispersed", chart="c")
    assert found.offer == "xmr"
    assert "too wide" in found.sentence


def test_memory_is_found_and_named():
    assert share_of(with_memory(60, 0.7), lambda values: "autocorrelated" in kinds(charted(values))) >= 0.85
    wave = [np.sin(at / 3) + (at % 2) / 10 for at in range(40)]
    assert "resembles the one before it (correlation 0.87)" in only(wave, "autocorrelated").sentence


def test_a_lasting_change_is_no_memory():
    assert share_of(shifted(24, 16, 3), lambda values: "autocorrelated" in kinds(charted(values))) <= FEW


def test_winters_are_found_from_three_years_on():
    assert share_of(seasonal(36, 1.5), lambda values: "seasonal" in kinds(charted(values))) >= 0.85
    assert share_of(seasonal(35, 3), lambda values: "seasonal" in kinds(charted(values))) == 0
    values = [10 + 4 * np.cos(at * 2 * np.pi / 12) + (at * 7 % 5) / 5 for at in range(48)]
    said = only(values, "seasonal").sentence
    assert "highest in January and lowest in July" in said
    assert kinds(charted(values)) == {"seasonal"}, "its likeness from month to month is the season's"


def test_days_of_the_week_are_a_season_of_daily_figures():
    days = [str(np.datetime64("2026-01-05") + at) for at in range(70)]  # from a Monday
    values = [100 + (-40 if at % 7 >= 5 else 0) + (at * 13 % 11) for at in range(70)]
    (found,) = [each for each in cautions(analyse(values, periods=days)) if each.kind == "seasonal"]
    assert "the day of the week" in found.sentence
    assert "the same day of other weeks" in found.sentence


@pytest.mark.parametrize(("chart", "offer"), [("c", "t"), ("xmr", "t"), ("run", "t")])
def test_mostly_zeros_are_offered_times_between_events(chart, offer):
    found = only([0, 0, 1, 0, 0, 0, 2, 0, 1, 0, 0, 1, 0, 0], "mostly-zeros", chart=chart)
    assert found.offer == offer
    assert "71% of the points are zero" in found.sentence


def test_proportions_that_are_nearly_always_all_are_as_rare():
    met = [20, 20, 19, 20, 20, 20, 20, 18, 20, 20, 20, 19, 20]
    found = only(met, "mostly-zeros", denominators=[20] * 13, chart="p")
    assert (found.offer, "100%" in found.sentence) == ("g", True)


def test_nothing_at_all_has_no_times_between():
    assert "mostly-zeros" not in kinds(charted([0] * 14, chart="c"))


def test_few_points_say_how_many_there_are():
    assert "only 5 points: limits are firm from 13 on" in only(STEADY[:5], "few-points").sentence
    later = analyse(STEADY, periods=months(16), rebase=[months(16)[10]])
    assert "6 points since the limits were last recalculated" in cautions(later)[0].sentence
    assert cautions(charted(STEADY[:10], chart="run")) == ()
    assert cautions(charted([3.0]))[0].kind == "few-points"


@pytest.mark.parametrize("chart", ["mr", "ewma", "cusum"])
def test_charts_whose_points_depend_on_each_other_are_not_judged_by_that(chart):
    wave = [np.sin(at / 3) for at in range(40)]
    assert cautions(charted(wave, chart=chart)) == ()
