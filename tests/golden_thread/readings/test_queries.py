"""Readings found by unit and metric, each with its series, metric and unit in one query."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from qms.control.measurements.actions import store_measurements
from qms.golden_thread.metrics.models import MetricState, Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import joined_readings, readings_of, readings_of_metric
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


def within(unit: Unit) -> list[Reading]:
    """The readings in use at the unit and below it."""
    statement = joined_readings().where(Unit.path.startswith(unit.path, autoescape=True))
    return list(db.session.execute(statement.order_by(Unit.path, Series.stratum)).scalars())


def names(readings: list) -> list[tuple[str, str, str]]:
    return [(each.series.metric.name, each.series.unit.name, each.series.stratum) for each in readings]


def test_of_a_metric(units: dict[str, Unit]) -> None:
    metric = within(units["Ward 1"])[0].series.metric
    assert len(readings_of_metric(metric.id)) == 4
    assert names(readings_of_metric(metric.id, within=units["Ward 2"], strata=True)) == [
        ("Falls", "Ward 2", ""), ("Falls", "Ward 2", "men"), ("Falls", "Ward 2", "women"),
    ]  # fmt: skip
    ids = [series_of(metric, units["Ward 1"]).id]
    assert list(readings_of([*ids, 9999])) == ids


def test_retired_metrics_are_left_out(units: dict[str, Unit]) -> None:
    metric = within(units["Ward 1"])[0].series.metric
    metric.state = MetricState.RETIRED
    db.session.flush()
    assert within(units["Riverside Trust"]) == []


def test_retired_units_are_left_out_of_lists_and_still_counted_above(units: dict[str, Unit]) -> None:
    units["Ward 1"].retired = True
    db.session.flush()
    assert {unit for _, unit, _ in names(within(units["Medicine"]))} == {"Medicine", "Ward 2"}


def test_one_query_however_many(units: dict[str, Unit], count_queries: Callable[[], Any]) -> None:
    top = units["Riverside Trust"]
    db.session.commit()
    db.session.expire_all()
    _ = top.path
    with count_queries() as queries:
        names(within(top))
    assert len(queries) == 1, "readings joined with series, metric and unit"
