"""Readings found by unit and metric, each with its series, metric and unit in one query."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from qms.control.measurements.actions import store_measurements
from qms.golden_thread.metrics.models import MetricState
from qms.golden_thread.readings.queries import (
    late_readings,
    readings_at,
    readings_of,
    readings_of_metric,
    readings_within,
)
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from tests.builder import Builder
from tests.control.rows import STEADY, rates, series_of


@pytest.fixture
def units(build: Builder) -> dict[str, Unit]:
    """A trust with falls at two wards, one of them by sex; and another trust."""
    trust, by = build.trust(), build.person()
    units = {unit.name: unit for unit in db.session.execute(select(Unit)).scalars()}
    falls = build.metric(trust, name="Falls")
    build.metric(trust, name="Nothing measured")
    store_measurements(
        rates(falls, units["Ward 1"], STEADY)
        + rates(falls, units["Ward 2"], STEADY, stratum="men")
        + rates(falls, units["Ward 2"], STEADY, stratum="women"),
        by=by,
    )
    other = build.unit("Hillside")
    store_measurements(rates(build.metric(other, name="Pressure ulcers"), other, STEADY), by=by)
    return units | {"Hillside": other}


def names(readings: list) -> list[tuple[str, str, str]]:
    return [(each.series.metric.name, each.series.unit.name, each.series.stratum) for each in readings]


def test_at_a_unit_alone_and_within_it(units: dict[str, Unit]) -> None:
    assert names(readings_at(units["Riverside Trust"])) == [("Falls", "Riverside Trust", "")]
    assert [unit for _, unit, _ in names(readings_within(units["Riverside Trust"]))] == [
        "Riverside Trust", "Medicine", "Ward 1", "Ward 2",
    ]  # fmt: skip
    assert [stratum for _, _, stratum in names(readings_at(units["Ward 2"], strata=True))] == ["", "men", "women"]


def test_of_a_metric(units: dict[str, Unit]) -> None:
    metric = readings_at(units["Ward 1"])[0].series.metric
    assert len(readings_of_metric(metric.id)) == 4
    assert names(readings_of_metric(metric.id, within=units["Ward 2"], strata=True)) == [
        ("Falls", "Ward 2", ""), ("Falls", "Ward 2", "men"), ("Falls", "Ward 2", "women"),
    ]  # fmt: skip
    ids = [series_of(metric, units["Ward 1"]).id]
    assert list(readings_of([*ids, 9999])) == ids


def test_retired_metrics_are_left_out(units: dict[str, Unit]) -> None:
    metric = readings_at(units["Ward 1"])[0].series.metric
    metric.state = MetricState.RETIRED
    db.session.flush()
    assert readings_within(units["Riverside Trust"], strata=True) == []


def test_retired_units_are_left_out_of_lists_and_still_counted_above(units: dict[str, Unit]) -> None:
    units["Ward 1"].retired = True
    db.session.flush()
    assert [unit for _, unit, _ in names(readings_within(units["Medicine"]))] == ["Medicine", "Ward 2"]


def test_late_ones_are_those_reported_not_those_summed(units: dict[str, Unit]) -> None:
    assert late_readings(units["Riverside Trust"]) == []
    with clock.standing_at(dt.datetime(2027, 1, 12, tzinfo=dt.UTC)):
        assert names(late_readings(units["Riverside Trust"])) == [("Falls", "Ward 1", "")]
        assert len(late_readings(units["Riverside Trust"], strata=True)) == 3


def test_one_query_however_many(units: dict[str, Unit], count_queries: Callable[[], Any]) -> None:
    top = units["Riverside Trust"]
    db.session.commit()
    db.session.expire_all()
    _ = top.path
    with count_queries() as queries:
        names(readings_within(top, strata=True))
    assert len(queries) == 1, "readings joined with series, metric and unit"
