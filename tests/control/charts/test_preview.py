"""A preview shows the very chart that storing the decision gives."""

from flask import Flask

from qms.control.charts.actions import exclude_point, recalculate_limits, set_baseline
from qms.control.charts.analysis import chart_if, chart_of
from qms.control.charts.preview import measured_periods
from qms.control.measurements.actions import store_measurements
from qms.golden_thread.metrics.models import Series
from tests.builder import Builder, months
from tests.control.rows import STEADY, rates, series_of, values

HIGHER = tuple(number + 30 for number in STEADY)


def a_series(build: Builder, *, ratio: bool = True) -> Series:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward, target=50.0) if ratio else build.metric(ward, data_kind="other", multiplier=1.0)
    rows = (rates if ratio else values)(metric, ward, [*STEADY, *HIGHER])
    store_measurements([row for at, row in enumerate(rows) if at != 5], by=by)  # one month was not measured
    return series_of(metric, ward)


def test_recalculated_limits(app: Flask, build: Builder) -> None:
    for ratio in (True, False):
        series, by, when = a_series(build, ratio=ratio), build.person(), months(24)[12]
        preview = chart_if(series, rebase=[when])
        recalculate_limits(series, period=when, reason="The bundle began", by=by)
        assert preview.to_dict() == chart_of(series).to_dict()
        assert len(preview.phases) == 2


def test_a_point_left_out_of_a_chart_that_has_decisions_already(app: Flask, build: Builder) -> None:
    series, by = a_series(build), build.person()
    recalculate_limits(series, period=months(24)[12], reason="The bundle began", by=by)
    exclude_point(series, period=months(24)[3], reason="Ward closed", by=by)
    preview = chart_if(series, exclude=[months(24)[20]])
    exclude_point(series, period=months(24)[20], reason="Flood", by=by)
    assert preview.to_dict() == chart_of(series).to_dict()
    assert sum(preview.excluded) == 2


def test_limits_that_rest_on_a_baseline(app: Flask, build: Builder) -> None:
    series, by, ends = a_series(build), build.person(), (months(24)[0], months(24)[12])
    preview = chart_if(series, baseline=ends)
    set_baseline(series, period=ends[0], until=ends[1], reason="Before the bundle", by=by)
    assert preview.to_dict() == chart_of(series).to_dict()
    assert preview.to_dict() != chart_if(series, kind="i").to_dict()


def test_only_measured_periods_can_be_decided_on(app: Flask, build: Builder) -> None:
    chart = chart_of(a_series(build))
    assert len(chart.values) == 24
    assert months(24)[5] not in measured_periods(chart)
    assert len(measured_periods(chart)) == 23
