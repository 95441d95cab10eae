"""Roll-ups as they are stored: in the same transaction, followed by readings, corrected with what they are summed from."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from qms.control.measurements.actions import remove_measurements, store_measurements, sum_again
from qms.control.measurements.models import MeasurementRevision
from qms.control.measurements.queries import measurements_of
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import DataKind, Metric, Series
from qms.golden_thread.readings.queries import readings_of, readings_of_metric
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from tests.builder import Builder, months
from tests.control.rows import rates, series_of, values


@pytest.fixture
def tree(build: Builder) -> dict[str, Unit]:
    """A trust with one division of two wards."""
    trust = build.trust()
    units = db.session.execute(select(Unit)).scalars()
    return {"trust": trust, **{unit.name: unit for unit in units}}


def ratios(metric: Metric, unit: Unit, stratum: str = "") -> list[tuple[float | None, float | None, int | None]]:
    return [(each.numerator, each.denominator, each.units) for each in measurements_of(series_of(metric, unit, stratum).id)]


def test_wards_sum_to_division_and_trust(build: Builder, tree: dict[str, Unit]) -> None:
    metric, by = build.metric(tree["trust"]), build.person()
    stored = store_measurements(
        rates(metric, tree["Ward 1"], [5, 4]) + rates(metric, tree["Ward 2"], [2, 3], below=500), by=by
    )
    assert ratios(metric, tree["Medicine"]) == ratios(metric, tree["trust"]) == [(7, 1500, 2), (7, 1500, 2)]
    series = series_of(metric, tree["trust"])
    assert series.rolled_up
    assert series.id in stored.series_ids
    assert readings_of([series.id])[series.id].value == pytest.approx(7 / 1.5)
    assert stored.new == 4, "what is summed is not counted as stored"


def test_only_the_touched_period_changes(build: Builder, tree: dict[str, Unit]) -> None:
    metric, by = build.metric(tree["trust"]), build.person()
    rows = rates(metric, tree["Ward 1"], [5, 4]) + rates(metric, tree["Ward 2"], [2, 3])
    store_measurements(rows, by=by)
    store_measurements([rows[1]._replace(numerator=40.0)], by=by)
    assert ratios(metric, tree["trust"]) == [(7, 2000, 2), (43, 2000, 2)]


def test_a_removal_is_subtracted_above(build: Builder, tree: dict[str, Unit]) -> None:
    metric, by = build.metric(tree["trust"]), build.person()
    store_measurements(rates(metric, tree["Ward 1"], [5, 4]) + rates(metric, tree["Ward 2"], [2, 3]), by=by)
    remove_measurements(series_of(metric, tree["Ward 2"]), months(1), by=by, reason="Wrong ward")
    assert ratios(metric, tree["trust"]) == [(7, 2000, 2), (4, 1000, 1)]


def test_strata_make_the_whole(build: Builder, tree: dict[str, Unit]) -> None:
    metric, by = build.metric(tree["trust"]), build.person()
    store_measurements(
        rates(metric, tree["Ward 1"], [5], stratum="men") + rates(metric, tree["Ward 1"], [2], stratum="women"), by=by
    )
    assert ratios(metric, tree["Ward 1"]) == [(7, 2000, 1)]
    assert ratios(metric, tree["trust"], "men") == [(5, 1000, 1)]
    assert ratios(metric, tree["trust"]) == [(7, 2000, 1)]


def test_what_a_division_reports_itself_is_never_overwritten(build: Builder, tree: dict[str, Unit]) -> None:
    metric, by = build.metric(tree["trust"]), build.person()
    store_measurements(rates(metric, tree["Medicine"], [50, 60], below=9000), by=by)
    store_measurements(rates(metric, tree["Ward 1"], [5, 4]), by=by)
    assert ratios(metric, tree["Medicine"]) == [(50, 9000, None), (60, 9000, None)]
    assert ratios(metric, tree["trust"]) == [(50, 9000, 1), (60, 9000, 1)]


def test_a_summed_series_becomes_the_units_own_when_it_reports(build: Builder, tree: dict[str, Unit]) -> None:
    metric, by = build.metric(tree["trust"]), build.person()
    store_measurements(rates(metric, tree["Ward 1"], [5, 4, 6]), by=by)
    (row,) = rates(metric, tree["Medicine"], [70], below=9000)
    assert str(store_measurements([row], by=by)) == "1 new, 0 changed, 0 the same"
    assert not series_of(metric, tree["Medicine"]).rolled_up
    assert ratios(metric, tree["Medicine"]) == [(70, 9000, None)]
    assert ratios(metric, tree["trust"]) == [(70, 9000, 1)]
    assert db.session.execute(select(MeasurementRevision)).first() is None, "nobody's own value was replaced"


def test_a_unit_that_took_everything_back_is_summed_again(build: Builder, tree: dict[str, Unit]) -> None:
    metric, by = build.metric(tree["trust"]), build.person()
    store_measurements(rates(metric, tree["Medicine"], [70], below=9000), by=by)
    store_measurements(rates(metric, tree["Ward 1"], [5, 4]), by=by)
    remove_measurements(series_of(metric, tree["Medicine"]), months(1), by=by, reason="The wards report now")
    assert ratios(metric, tree["Medicine"]) == [(5, 1000, 1), (4, 1000, 1)]
    assert series_of(metric, tree["Medicine"]).rolled_up


def test_an_empty_series_does_not_stand_in_the_way(build: Builder, tree: dict[str, Unit]) -> None:
    metric, by = build.metric(tree["trust"]), build.person()
    build.series(metric, tree["trust"])
    store_measurements(rates(metric, tree["Ward 1"], [5]), by=by)
    assert ratios(metric, tree["trust"]) == [(5, 1000, 1)]


def test_counts_sum_and_other_numbers_do_not(build: Builder, tree: dict[str, Unit]) -> None:
    count = build.metric(tree["trust"], data_kind="count", multiplier=1.0)
    score = build.metric(tree["trust"], data_kind="other", multiplier=1.0)
    by = build.person()
    for metric in (count, score):
        store_measurements(values(metric, tree["Ward 1"], [3]) + values(metric, tree["Ward 2"], [4]), by=by)
    assert [each.value for each in measurements_of(series_of(count, tree["trust"]).id)] == [7]
    assert db.session.execute(select(Series.id).filter_by(metric_id=score.id, unit_id=tree["trust"].id)).first() is None


def test_means_weigh_by_n(build: Builder, tree: dict[str, Unit]) -> None:
    metric, by = build.metric(tree["trust"], data_kind="mean", multiplier=1.0), build.person()
    (period,) = months(1)
    rows = [
        Row(metric.id, tree["Ward 1"].id, "", period, value=2.0, n=10.0, sd=1.0),
        Row(metric.id, tree["Ward 2"].id, "", period, value=4.0, n=30.0, sd=1.0),
    ]
    store_measurements(rows, by=by)
    (whole,) = measurements_of(series_of(metric, tree["trust"]).id)
    assert (whole.value, whole.n, whole.units) == (3.5, 40, 2)
    within, between = 9 + 29, 10 * 1.5**2 + 30 * 0.5**2
    assert whole.sd == pytest.approx(((within + between) / 39) ** 0.5)


def test_a_changed_definition_sums_again(build: Builder, tree: dict[str, Unit]) -> None:
    metric, by = build.metric(tree["trust"]), build.person()
    store_measurements(rates(metric, tree["Ward 1"], [5], stratum="men"), by=by)
    metric.strata_add_up = False
    db.session.flush()
    sum_again([metric.id], by=by)
    assert ratios(metric, tree["Ward 1"]) == []
    assert not readings_of([series_of(metric, tree["Ward 1"]).id])
    metric.data_kind = DataKind.OTHER
    db.session.flush()
    sum_again([metric.id], by=by)
    assert ratios(metric, tree["trust"], "men") == []


def test_the_number_of_queries_does_not_grow_with_units_and_periods(build: Builder, count_queries: Callable[[], Any]) -> None:
    counts = []
    for wards, periods in ((2, 3), (12, 30)):
        trust, by = build.unit(kind=UnitKind.TRUST), build.person()
        metric = build.metric(trust)
        rows = [row for _ in range(wards) for row in rates(metric, build.unit(parent=trust), [50, 55, 48] * (periods // 3))]
        db.session.expire_all()
        with count_queries() as queries:
            store_measurements(rows, by=by)
        counts.append(len(queries))
    assert counts[0] == counts[1]


EVERYTHING = [
    ("Ward 1", "", 0), ("Ward 1", "", 1), ("Ward 1", "", 2), ("Ward 2", "men", 0), ("Ward 2", "women", 0),
    ("Ward 2", "men", 1), ("Medicine", "men", 1), ("trust", "", 2),
]  # fmt: skip


@pytest.mark.one_database
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(order=st.permutations(EVERYTHING), cuts=st.sets(st.integers(1, len(EVERYTHING) - 1)))
def test_any_order_and_any_split_give_the_same_readings(
    build: Builder, order: list[tuple[str, str, int]], cuts: set[int]
) -> None:
    trust = build.unit("trust", kind=UnitKind.TRUST)
    division = build.unit("Medicine", kind=UnitKind.DIVISION, parent=trust)
    wards = [build.unit(name, parent=division) for name in ("Ward 1", "Ward 2")]
    units = {unit.name: unit for unit in (trust, division, *wards)}
    metric, by, periods = build.metric(trust), build.person(), months(3)

    def row(name: str, stratum: str, at: int) -> Row:
        place = EVERYTHING.index((name, stratum, at))
        return Row(metric.id, units[name].id, stratum, periods[at], 10.0 + place, 1000.0 + place)

    bounds = [0, *sorted(cuts), len(order)]
    for start, end in pairwise(bounds):
        store_measurements([row(*each) for each in order[start:end]], by=by)
    found = {
        (each.series.unit.name, each.series.stratum): (each.period, each.value, each.points)
        for each in readings_of_metric(metric.id, strata=True)
    }
    per_thousand = 1000.0
    assert found == {
        ("Ward 1", ""): (periods[2], pytest.approx(12 / 1002 * per_thousand), 3),
        ("Ward 2", "men"): (periods[1], pytest.approx(15 / 1005 * per_thousand), 2),
        ("Ward 2", "women"): (periods[0], pytest.approx(14 / 1004 * per_thousand), 1),
        ("Ward 2", ""): (periods[1], pytest.approx(15 / 1005 * per_thousand), 2),
        ("Medicine", "men"): (periods[1], pytest.approx(16 / 1006 * per_thousand), 1),
        ("Medicine", "women"): (periods[0], pytest.approx(14 / 1004 * per_thousand), 1),
        ("Medicine", ""): (periods[1], pytest.approx(16 / 1006 * per_thousand), 2),
        ("trust", "men"): (periods[1], pytest.approx(16 / 1006 * per_thousand), 1),
        ("trust", "women"): (periods[0], pytest.approx(14 / 1004 * per_thousand), 1),
        ("trust", ""): (periods[2], pytest.approx(17 / 1007 * per_thousand), 1),
    }
