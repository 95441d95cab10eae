"""Series added up as one chart for groups that stand across the tree, and the same side by side on one scale."""

import datetime as dt

import pytest

from qms.control.charts.actions import recalculate_limits
from qms.control.charts.analysis import charts_of
from qms.control.charts.bounds import bounds_of
from qms.control.charts.drawings import Subject, drawing_of
from qms.control.charts.naming import sentence
from qms.control.charts.panel import Panel, panel_of
from qms.control.charts.pooling import sums_of
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Cadence, Metric, Series
from qms.golden_thread.strands import strand
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import find
from qms.people.queries import system_account
from qms.people.roles import RoleName
from tests.builder import Builder, months

START = dt.date(2026, 1, 5)


@pytest.fixture
def wards(build: Builder) -> list[Unit]:
    build.trust()
    return [unit for name in ("Ward 1", "Ward 2") if (unit := find(name))]


def measured(metric: Metric, unit: Unit, figures: list[dict[str, float]], *, until: dt.date = dt.date(2026, 10, 1)) -> int:
    """The id of the series with these monthly figures, the last of the month `until`."""
    rows = [
        Row(metric_id=metric.id, unit_id=unit.id, stratum="", period=period, **each)
        for period, each in zip(months(len(figures), until=until), figures, strict=True)
    ]
    store_measurements(rows, by=system_account())
    db.session.commit()
    return db.session.query(Series.id).filter_by(metric_id=metric.id, unit_id=unit.id, stratum="").scalar()


def rate(numerator: float, denominator: float) -> dict[str, float]:
    return {"numerator": numerator, "denominator": denominator}


def test_rates_add_their_numerators_and_denominators_and_never_average_averages(build: Builder, wards: list[Unit]) -> None:
    metric = build.metric(wards[0].parent or wards[0], chart="u")
    small = measured(metric, wards[0], [rate(2, 100)] * 14)
    large = measured(metric, wards[1], [rate(3, 900)] * 14)

    [found] = sums_of({1: [small, large]}).values()

    assert found.chart is not None
    assert found.chart.values.tolist() == pytest.approx([5.0] * 14), "5 of 1,000, not the mean of 20 and 3.3"
    assert found.chart.denominators is not None
    assert found.chart.denominators.tolist() == pytest.approx([1.0] * 14), "limits rest on what was counted"


def test_a_period_without_one_of_the_teams_is_made_from_the_others_and_says_so(build: Builder, wards: list[Unit]) -> None:
    metric = build.metric(wards[0])
    whole = measured(metric, wards[0], [rate(4, 1000)] * 14)
    late = measured(metric, wards[1], [rate(8, 1000)] * 13, until=dt.date(2026, 9, 1))

    found = strand("signal").pooled({7: [whole, late]}, drawn=[7])[7]

    assert found.of == 2
    assert found.incomplete == 1
    assert [(each.period, each.reported) for each in found.periods[:2]] == [("October 2026", 1), ("September 2026", 2)]
    assert "October 2026" in found.last


def test_a_count_of_only_some_teams_is_no_fall(build: Builder, wards: list[Unit]) -> None:
    metric = build.metric(wards[0], data_kind="count", chart="c", multiplier=1.0, measured_in="falls")
    whole = measured(metric, wards[0], [{"value": 20.0}] * 16)
    late = measured(metric, wards[1], [{"value": 20.0}] * 15, until=dt.date(2026, 9, 1))

    [found] = sums_of({1: [whole, late]}).values()

    assert found.chart is not None
    assert found.chart.excluded[-1], "20 of one ward beside 40 of two is left out"
    assert found.chart.variation.value == "common-cause"


def test_means_weigh_by_n_and_refuse_where_none_is_known(build: Builder, wards: list[Unit]) -> None:
    metric = build.metric(wards[0], data_kind="mean", multiplier=1.0, measured_in="days")
    few = measured(metric, wards[0], [{"value": 10.0, "n": 1.0}] * 13)
    many = measured(metric, wards[1], [{"value": 2.0, "n": 9.0}] * 13)
    unweighed = build.metric(wards[0], data_kind="mean", multiplier=1.0, measured_in="days")
    alone = measured(unweighed, wards[0], [{"value": 10.0}] * 13)

    found = sums_of({1: [few, many], 2: [alone]})

    assert found[1].chart is not None
    assert found[1].chart.values[-1] == pytest.approx(2.8)
    assert found[2].chart is None
    assert "cannot be weighed" in found[2].refused


def test_days_between_events_are_not_added_up(build: Builder, wards: list[Unit]) -> None:
    metric = build.metric(wards[0], data_kind="between", chart="t", cadence="event", multiplier=1.0, measured_in="days")
    series = measured(metric, wards[0], [{"value": 10.0}] * 13)

    found = strand("signal").pooled({1: [series]}, drawn=[1])[1]

    assert "cannot be added up" in found.refused
    assert not found.sentence


def test_what_was_never_measured_is_left_out(build: Builder, wards: list[Unit]) -> None:
    series = build.series(build.metric(wards[0]), wards[0])

    assert strand("signal").pooled({1: [series.id], 2: []}) == {}
    assert strand("signal").side_by_side([series.id]) == []


def test_the_programme_s_start_is_marked_and_what_came_since_is_compared(build: Builder, wards: list[Unit]) -> None:
    metric = build.metric(wards[0])
    falling = [rate(6 + number % 3, 1000) for number in range(16)] + [rate(2 + number % 2, 1000) for number in range(10)]
    series = [measured(metric, unit, falling) for unit in wards]

    found = strand("signal").pooled({1: series}, since=START, drawn=[1])[1]

    assert found.effect is not None
    assert found.effect.before.centre > 6
    assert found.effect.after.centre < 3
    assert "The collaborative began" in found.wide


def test_small_charts_share_one_scale_and_mark_the_start(build: Builder, wards: list[Unit]) -> None:
    metric = build.metric(wards[0])
    low = measured(metric, wards[0], [rate(2 + number % 2, 1000) for number in range(14)])
    high = measured(metric, wards[1], [rate(30 + number % 2, 1000) for number in range(14)])

    beside = {each.series_id: each for each in strand("signal").side_by_side([low, high], since=START)}

    assert set(beside) == {low, high}
    for each in beside.values():
        assert ">30<" in each.picture, "the scale of the higher one is on both"
        assert each.sentence


def test_a_team_that_joins_with_better_figures_is_no_improvement(build: Builder, wards: list[Unit]) -> None:
    """Summed over whoever reported, a rate would fall from 10 to 6 on the day on which the second ward begins."""
    third = build.unit("Ward 3", parent=wards[0].parent)
    metric = build.metric(wards[0])
    stable = [rate(9 + number % 3, 1000) for number in range(24)]
    series = [measured(metric, unit, stable) for unit in (wards[0], third)]
    series.append(measured(metric, wards[1], [rate(2, 1000)] * 10))

    found = strand("signal").pooled({1: series}, since=START)[1]

    assert sorted(found.members) == sorted(series[:2])
    assert found.effect is not None
    assert found.effect.judgement.value == "chance"


def test_two_at_least_and_half_of_all_carry_a_judgement(build: Builder, wards: list[Unit]) -> None:
    metric = build.metric(wards[0])
    whole = measured(metric, wards[0], [rate(9 + number % 3, 1000) for number in range(24)])
    late = measured(metric, wards[1], [rate(2, 1000)] * 10)

    found = strand("signal").pooled({1: [whole, late]}, since=START, drawn=[1])[1]

    assert found.effect is None
    assert "1 of 2 reported throughout" in found.refused
    assert not found.wide


def test_the_special_causes_that_are_drawn_are_those_of_the_judgement(build: Builder, wards: list[Unit]) -> None:
    metric = build.metric(wards[0])
    falling = [rate(9 + number % 3, 1000) for number in range(14)] + [rate(8 + number % 2, 1000) for number in range(10)]
    series = [measured(metric, unit, falling) for unit in wards]

    found = strand("signal").pooled({1: series}, since=START, drawn=[1])[1]

    assert found.effect is not None
    assert found.effect.sustained == 10
    assert found.ahead == 0
    assert "10 months in a row below the average of 9.9 since January 2026" in found.sentence
    assert {each.centre for each in found.periods} == {"9.9"}, "what came since is held up against what was before"


def test_small_charts_have_the_limits_that_were_agreed_for_each_series(build: Builder, wards: list[Unit]) -> None:
    metric = build.metric(wards[0])
    falling = [rate(9 + number % 3, 1000) for number in range(16)] + [rate(4 + number % 2, 1000) for number in range(14)]
    ids = [measured(metric, unit, falling) for unit in wards]
    lead = build.person(RoleName.WARD_MANAGER, wards[0])
    series = db.session.get_one(Series, ids[0])
    recalculate_limits(series, period=months(14)[0], reason="The lights stay on.", by=lead)
    db.session.commit()

    beside = {each.series_id: each for each in strand("signal").side_by_side(ids, since=START)}

    own = sentence(charts_of([series])[ids[0]], metric)
    assert beside[ids[0]].sentence == own
    assert beside[ids[0]].sentence != beside[ids[1]].sentence, "the other's limits were not recalculated"


def test_limits_that_nothing_can_reach_are_not_drawn_and_the_engine_keeps_them(build: Builder, wards: list[Unit]) -> None:
    rates, other = build.metric(wards[0]), build.metric(wards[0], data_kind="other", multiplier=1.0, measured_in="points")
    share = build.metric(wards[0], data_kind="proportion", multiplier=1.0, measured_in="%")
    small = [rate(1 + 3 * (number % 2), 1000) for number in range(14)]
    nearly = [rate(100 - 8 * (number % 2), 100) for number in range(14)]
    found = {
        metric: charts_of([db.session.get_one(Series, measured(metric, wards[0], figures))]).popitem()[1]
        for metric, figures in ((rates, small), (share, nearly), (other, [{"value": float(n % 2)} for n in range(14)]))
    }

    assert found[rates].lower[-1] < 0, "the engine's value stays"
    assert found[share].upper[-1] > 1
    assert bounds_of(found[rates], rates) == (0.0, None)
    assert bounds_of(found[share], share) == (0.0, 1.0)
    assert bounds_of(found[other], other) == (None, None), "points may be negative"
    drawn = drawing_of(Subject(found[rates], rates, "Falls"))
    assert drawn.data is not None
    assert drawn.data["yRange"][0] == 0
    assert drawn.data["lines"]["lower"] == []
    assert "Lower limit" not in drawn.wide
    assert "Upper limit" in drawn.wide


class TestPanel:
    """Who reported throughout, without a database."""

    def test_one_period_in_ten_may_be_missing_on_either_side(self) -> None:
        whole = months(30)
        measured = {1: whole, 2: [*whole[:3], *whole[4:]], 3: [*whole[:-3], whole[-1]], 4: [*whole[:-4], whole[-1]]}
        panel = panel_of(measured, whole[20], Cadence.MONTHLY)
        assert panel.members == {1, 2}
        assert panel_of({5: whole, 6: whole[:-1]}, whole[-1], Cadence.MONTHLY).members == {5}, "nothing since"

    def test_what_began_late_shortens_the_time_before_as_long_as_limits_can_be_made(self) -> None:
        whole = months(40)
        panel = panel_of({1: whole, 2: whole[10:], 3: whole[25:]}, whole[30], Cadence.MONTHLY)
        assert (panel.start, panel.members) == (whole[10], {1, 2})

    def test_before_the_day_has_come_all_that_was_measured_is_compared(self) -> None:
        whole = months(12)
        assert panel_of({1: whole, 2: whole}, dt.date(2030, 1, 1), Cadence.MONTHLY).members == {1, 2}

    def test_half_of_all_and_two_at_least(self) -> None:
        start = months(1)[0]
        assert Panel(frozenset({1, 2}), start).stands_for(4)
        assert not Panel(frozenset({1, 2}), start).stands_for(5)
        assert not Panel(frozenset({1}), start).stands_for(1)
