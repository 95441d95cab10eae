"""Before and since a change: the figures, the judgement, and the words."""

import numpy as np
import pytest

from qms.spc import Judgement, SeriesError, analyse, cautions, did_it_work, effect_of, effect_sentences, suggest_rebase
from tests.spc.judgement.simulated import share_of, shifted, stable, with_memory
from tests.spc.series import months

BEFORE = [6.0, 5.0, 7.0, 6.0, 5.0, 6.0, 7.0, 5.0, 6.0, 7.0, 6.0, 5.0]
LOWER = [3.0, 2.0, 3.0, 4.0, 3.0, 2.0, 3.0, 4.0]


def effect(since, before=BEFORE, direction="decrease", **settings):
    return did_it_work([*before, *since], change=len(before), direction=direction, **settings)


@pytest.mark.parametrize(
    ("since", "direction", "judgement"),
    [
        (LOWER, "decrease", Judgement.IMPROVEMENT),
        (LOWER, "increase", Judgement.CONCERN),
        (LOWER, "neutral", Judgement.CHANGE),
        ([6, 5, 7, 5, 6, 7, 5], "decrease", Judgement.CHANCE),
        ([6, 5, 7, 5, 6, 7], "decrease", Judgement.TOO_EARLY),
        ([5, 7, 1, 6, 7, 6], "decrease", Judgement.FADED),
        ([*LOWER, 6.5], "decrease", Judgement.IMPROVEMENT),  # one point back does not undo it
        ([*LOWER, 6.5, 7.0], "decrease", Judgement.FADED),
        ([6, 15, 6, 5, 6, 7, 5], "decrease", Judgement.CHANCE),  # one bad month is no gain that faded
        ([6, 15, 6, 5, 6], "decrease", Judgement.TOO_EARLY),
        ([6, 15, 6, 5, 6, 7, 5], "increase", Judgement.FADED),
        ([6, 15, 6, 5, 6, 7, 5], "neutral", Judgement.FADED),
        ([6, 15, 1, 6, 5, 6, 7], "decrease", Judgement.FADED),
    ],
)
def test_the_rules_decide_by_the_limits_from_before(since, direction, judgement):
    assert effect(since, direction=direction).judgement is judgement


def test_bad_points_that_passed_are_said_as_such():
    found = effect([6, 15, 6, 5, 6, 7, 5], target=[*[4.0] * 12, *[8.0] * 7])
    assert found.judgement is Judgement.CHANCE
    assert "By the limits from before there was concern since then, but the latest points are back within" in found.sentence
    assert "no special cause" not in found.sentence


def test_the_figures_are_those_of_the_chart_split_at_the_change():
    found = effect(LOWER, target=4.0)
    split = analyse([*BEFORE, *LOWER], rebase=[12])
    for side, phase in ((found.before, split.phases[0]), (found.after, split.phases[1])):
        assert (side.points, side.centre, side.lower, side.upper) == (phase.points, phase.centre, phase.lower, phase.upper)
    assert found.difference == pytest.approx(3.0 - sum(BEFORE) / 12)
    assert found.relative == pytest.approx(found.difference / found.before.centre)
    assert (found.sustained, found.began) == (8, 0)
    assert [rule.value for rule in found.rules] == ["outside-limits", "two-of-three", "shift"]


def test_the_interval_is_welchs():
    # Welch BL (1947): by hand, with t(0.975, 14.99) = 2.1315
    found = effect(LOWER)
    error = (np.var(BEFORE, ddof=1) / 12 + np.var(LOWER, ddof=1) / 8) ** 0.5
    low, high = found.interval
    assert (low + high) / 2 == pytest.approx(found.difference)
    assert (high - low) / 2 == pytest.approx(2.1315 * error, rel=0.01)
    assert found.is_different


def test_the_interval_of_two_proportions_is_newcombes():
    # Newcombe RG (1998), Statistics in Medicine 17: 873-890, table II, method 10: 56/70 less 48/80
    found = did_it_work([24, 24, 28, 28], denominators=[40, 40, 35, 35], change=2, chart="p")
    assert found.interval == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_no_events_at_all_still_leave_an_interval():
    found = did_it_work([3, 2, 4, 3, 2, 3, 4, 2, 3, 2, 3, 2, 0, 0, 0, 0], change=12, chart="c", direction="decrease")
    low, high = found.interval
    assert low < found.difference < high < 0


def test_more_variation_than_chance_widens_the_interval_and_changes_who_judges():
    generator = np.random.default_rng(4)
    sizes = np.full(36, 10_000)
    share = generator.normal(0.2, 0.03, 36)
    found = did_it_work(generator.binomial(sizes, share), denominators=sizes, change=24, chart="p", direction="decrease")
    assert found.kind == "pp"
    assert "times the variation of pure chance" in found.method
    narrow = 2 * 1.96 * (0.16 / 10_000 * (1 / 24 + 1 / 12)) ** 0.5
    assert found.interval[1] - found.interval[0] > 3 * narrow


@pytest.mark.parametrize("chart", ["xmr", "run", "c", "u", "p", "xbar"])
def test_intervals_hold_nothing_where_nothing_changed(chart):
    def make(generator):
        return generator.poisson(8, 36).astype(float)

    settings = {"denominators": [40] * 36} if chart in "up" else {}
    if chart == "xbar":
        settings = {"sizes": [9] * 36, "deviations": [3.0] * 36}

    def holds(values):
        low, high = did_it_work(values, change=24, chart=chart, **settings).interval
        return low <= 0 <= high

    assert 0.9 <= share_of(make, holds, series=150) <= 1.0


@pytest.mark.parametrize("chart", ["t", "g"])
def test_waiting_times_are_compared_on_their_own_scale(chart):
    waits = [12, 10, 7, 22, 15, 31, 18, 9, 27, 13, 14, 15, 90, 148, 70, 112, 95, 130, 101, 88]
    found = did_it_work(waits, change=12, chart=chart, direction="increase")
    assert found.judgement is Judgement.IMPROVEMENT
    assert found.interval[0] > 0
    assert found.interval[0] < found.difference < found.interval[1]


@pytest.mark.parametrize("chart", ["mr", "ewma", "cusum"])
def test_charts_of_sums_and_ranges_are_judged_by_the_values_themselves(chart):
    found = effect(LOWER, chart=chart)
    assert (found.kind, found.judgement) == ("xmr", Judgement.IMPROVEMENT)
    assert found.sentence == effect(LOWER).sentence


def test_chance_is_rarely_called_a_sustained_change():
    def claimed(values):
        found = did_it_work(values, change=24, direction="decrease")
        return found.meaning is not None and found.sustained >= 7 and found.is_different

    assert share_of(stable(36), claimed) <= 0.05


def test_a_steady_fall_that_goes_on_is_not_credited_to_the_change():
    """A change in the midst of a long decline: without it the values would be where they are."""

    def falling(generator):
        return 10 - 0.15 * np.arange(36) + generator.normal(0, 1, 36)

    def judged(judgement):
        return lambda values: did_it_work(values, change=24, direction="decrease").judgement is judgement

    assert share_of(falling, judged(Judgement.BEGAN_BEFORE)) >= 0.9
    steep = [20.0 - place + place % 2 for place in range(30)]
    found = did_it_work(steep, change=20, direction="decrease")
    assert (found.moving, found.meaning) == (True, Judgement.IMPROVEMENT)
    assert "but the values were falling before the change already, and go on as they did." in found.sentence


def test_a_step_on_top_of_a_fall_is_credited_to_the_change():
    stepped = [20.0 - place / 2 + place % 2 - (6 if place >= 20 else 0) for place in range(30)]
    found = did_it_work(stepped, change=20, direction="decrease")
    assert (found.moving, found.judgement) == (False, Judgement.IMPROVEMENT)


@pytest.mark.parametrize("scale", [1e-200, 1e60, 1e200])
def test_scales_at_which_nothing_is_measured_break_nothing(scale):
    values = [value * scale for value in (*BEFORE, *LOWER)]
    found = did_it_work(values, change=12, direction="decrease")
    assert (found is None) == (scale > 1e100)
    suggest_rebase(analyse(values))
    cautions(analyse(values))


def test_an_improvement_that_began_before_the_change_is_not_credited_to_it():
    high, low = (
        [6.1, 5.4, 6.8, 5.9, 6.3, 5.2, 6.6, 5.7, 6.0, 6.4, 5.5, 6.2],
        [3.1, 2.6, 3.4, 2.9, 3.2, 2.4, 3.0, 2.8, 3.3, 2.7],
    )
    found = did_it_work([*high, *low], change=months(22)[15], periods=months(22), direction="decrease")
    assert (found.judgement, found.meaning, found.began) == (Judgement.BEGAN_BEFORE, Judgement.IMPROVEMENT, -3)
    assert found.sentence.endswith("The chart shows a real improvement, but it began 3 months earlier, in January 2025.")


def test_an_improvement_that_came_later_says_when():
    later = [6.0, 5.0, 7.0, 6.0, *LOWER, *LOWER]
    found = did_it_work([*BEFORE, *later], change=months(32)[12], periods=months(32), direction="decrease")
    assert found.began == 4
    assert found.sentence.endswith("sustained for 16 months. It began 4 months after that, in May 2025.")


def test_a_change_of_spread_alone_is_told():
    before = [6.0, 3.0, 9.0, 5.0, 8.0, 4.0, 7.0, 3.5, 8.5, 5.5, 6.5, 4.5, 7.5, 6.0]
    after = [6.2, 5.8, 6.0, 6.1, 5.9, 6.2, 5.8, 6.0, 5.9, 6.1, 6.2, 5.8, 6.1, 5.9]
    found = did_it_work([*before, *after], change=14)
    assert found.judgement is Judgement.SPREAD
    assert "the values vary less: 0.1 times as much as before." in found.sentence


def test_a_change_of_target_alone_is_told():
    targets = [8.0] * 12 + [9.0] * 13
    found = effect([6, 5, 7, 5, 6, 7, 5, 6, 7, 5, 6, 7, 5], target=targets)
    assert found.judgement is Judgement.TARGET
    assert "What has changed is the target, from 8 to 9" in found.sentence
    assert found.sentence.endswith("The target of 9 may be met or missed by chance.")


def test_a_board_can_read_it():
    found = did_it_work([*BEFORE, *LOWER], change="2025-01-05", periods=months(20, "2024-02-01"), direction="decrease")
    assert found.sentence == (
        "Since February 2025 the average is lower: 5.9 before, 3.0 after (8 months). The difference is −2.9 (95% interval "
        "−3.7 to −2.2). The chart shows a real improvement, sustained for 8 months."
    )


class Percentages:
    """Says numbers as the metric of a proportion does."""

    def __init__(self, numbers):
        pass

    def say(self, number):
        return f"{number:.1%}".replace("-", "−")

    say_given = say


def test_percentages_differ_by_percentage_points():
    shares = [0.01 * value for value in [*BEFORE, *LOWER]]
    words = effect_sentences(did_it_work(shares, change=12), Percentages, since="the new rota", of="delays")
    assert words[0] == "Since the new rota the average of delays is lower: 5.9% before, 3.0% after (8 points)."
    assert words[1] == "The difference is −2.9 percentage points (95% interval −3.7 to −2.2)."


def test_what_cannot_be_compared_gives_none():
    assert did_it_work([1.0, 2.0, 3.0], change=0) is None
    assert did_it_work([1.0, 2.0, 3.0], change=3) is None
    assert did_it_work([None, None, 3.0, 4.0], change=2) is None
    assert did_it_work([1.0, 2.0], change="2030-01-01", periods=months(2)) is None


def test_one_point_on_either_side_has_no_interval():
    found = did_it_work([4.0, 5.0], change=1)
    assert (found.interval, found.judgement) == (None, Judgement.TOO_EARLY)
    assert "Too little was measured before the change (1 point)" in found.sentence


def test_constant_series_are_unchanged():
    found = did_it_work([3.0] * 30, change=15)
    assert (found.difference, found.interval, found.judgement) == (0.0, (0.0, 0.0), Judgement.CHANCE)
    assert "is unchanged: 3.0 before, 3.0 after" in found.sentence


def test_an_earlier_phase_is_left_alone_and_a_later_one_counts_as_since():
    values = [20.0, 21.0, 19.0, 20.0, *BEFORE, *LOWER, 1.0, 1.5, 1.2]
    found = did_it_work(values, change=16, rebase=[4, 24], direction="decrease")
    assert (found.before.points, found.after.points) == (12, 11)
    assert found.before.centre == pytest.approx(sum(BEFORE) / 12)


def test_a_phase_too_short_to_compare_with_gives_way_to_all_points_before():
    assert did_it_work([*BEFORE, *LOWER], change=12, rebase=[10]).before.points == 12


def test_excluded_and_missing_points_are_on_neither_side():
    found = did_it_work([*BEFORE[:6], None, *BEFORE[6:], 99.0, *LOWER], change=13, exclude=[13])
    assert (found.before.points, found.after.points) == (12, 8)
    assert found.difference == effect(LOWER).difference


def test_a_test_that_ended_counts_until_then():
    chart = analyse([*BEFORE, *LOWER, 9.0, 9.5, 9.0], periods=months(23), direction="decrease")
    found = effect_of(chart, change="2025-01-01", until="2025-08-20")
    assert (
        found.sentence
        == did_it_work([*BEFORE, *LOWER], change="2025-01-01", periods=months(20), direction="decrease").sentence
    )
    assert effect_of(chart, change="2025-01-01", until="2024-12-31") is None


@pytest.mark.parametrize(("change", "periods"), [("soon", True), (None, True), (-1, False), (2.5, False), (True, False)])
def test_a_change_that_is_no_date_or_place_is_refused(change, periods):
    with pytest.raises(SeriesError, match="change"):
        did_it_work([1.0, 2.0, 3.0], change=change, periods=months(3) if periods else None)


def claims_with_their_caution(make, series=100):
    """How many simulated changes that did nothing are called one, and how many of those with the caution."""
    generator = np.random.default_rng(20261122)
    found = [did_it_work(make(generator), change=36, direction="decrease") for _ in range(series)]
    claimed = [each for each in found if each.meaning is not None]
    return len(claimed), sum("Take care: each point resembles the one before it" in each.sentence for each in claimed)


def test_what_a_wandering_series_claims_comes_with_a_caution():
    claimed, cautioned = claims_with_their_caution(with_memory(48, 0.7))
    assert claimed >= 30  # they do claim far too often, which is why it is said
    assert cautioned >= 0.85 * claimed


def test_a_real_change_of_a_steady_series_is_said_without_a_caution():
    claimed, cautioned = claims_with_their_caution(shifted(36, 12, -2))
    assert claimed >= 90
    assert cautioned <= 3


def test_no_caution_where_nothing_is_claimed_or_a_fall_goes_on():
    wandering = [15.0, 11, 12, 14, 14, 15, 19, 17, 15, 13, 14, 13, 12, 12]
    quiet = did_it_work([*wandering, 14, 15, 17, 16, 14, 13, 12, 13, 15], change=14, direction="decrease")
    assert quiet.remembers
    assert quiet.meaning is None
    assert "Take care" not in quiet.sentence
    falling = did_it_work([40.0 - at + (-1) ** at for at in range(36)], change=24, direction="decrease")
    assert falling.moving
    assert "Take care" not in falling.sentence


def test_an_improvement_that_is_not_sure_is_written_in_good_english():
    assert "shows an improvement, sustained for" in effect([5.0] * 9 + [4.5], [4.0, 8.0] * 6).sentence
