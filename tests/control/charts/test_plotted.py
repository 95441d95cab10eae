"""The values that other rooms get are those on the chart, in one query."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from qms.control.charts.actions import exclude_point, undo
from qms.control.charts.analysis import chart_of
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.control.strand import ControlStrand
from qms.kernel.db import db
from tests.builder import Builder, months
from tests.control.rows import STEADY, rates, series_of, values


def test_rates_shares_and_values_are_on_the_scale_of_their_chart(
    app: Flask, build: Builder, count_queries: Callable[[], Any]
) -> None:
    ward, by = build.unit(), build.person()
    rate = build.metric(ward, multiplier=1000.0)
    share = build.metric(ward, data_kind="proportion", multiplier=1.0)
    other = build.metric(ward, data_kind="other", multiplier=1.0)
    store_measurements([*rates(rate, ward, STEADY), *rates(share, ward, STEADY), *values(other, ward, STEADY)], by=by)
    series = [series_of(metric, ward) for metric in (rate, share, other)]
    empty = build.series(build.metric(ward), ward)
    charts = {each.id: chart_of(each) for each in series}
    ids = [*charts, empty.id]
    with count_queries() as queries:
        found = ControlStrand().values(ids)
    assert len([each for each in queries if "measurement" in each]) == len(queries) == 1
    assert set(found) == set(charts)
    for series_id, chart in charts.items():
        assert found[series_id] == list(zip(chart.periods.tolist(), chart.values.tolist(), strict=True))
    assert ControlStrand().values([]) == {}


def test_points_left_out_are_left_out_and_a_missing_number_is_none(app: Flask, build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward)
    unknown = Row(metric.id, ward.id, "", months(13)[0], 5.0, None)
    store_measurements([unknown, *rates(metric, ward, STEADY)], by=by)
    series = series_of(metric, ward)
    decision = exclude_point(series, period=months(12)[4], reason="Ward closed", by=by)
    found = ControlStrand().values([series.id])[series.id]
    assert found[0] == (months(13)[0], None)
    assert [period for period, _ in found] == [months(13)[0], *months(12)[:4], *months(12)[5:]]
    undo(decision, by=by)
    db.session.commit()
    assert len(ControlStrand().values([series.id])[series.id]) == 13
