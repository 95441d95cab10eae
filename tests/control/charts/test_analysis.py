"""Charts of stored measurements: the engine's own results, many series in a constant number of queries."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from qms import spc
from qms.control.charts.actions import exclude_point, recalculate_limits
from qms.control.charts.analysis import chart_if, chart_of, charts_of
from qms.control.charts.queries import series_by_ids
from qms.control.measurements.actions import remove_measurements, store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.readings.queries import readings_of
from qms.kernel.db import db
from qms.organisation.models import Unit
from tests.builder import Builder, months
from tests.control.rows import STEADY, rates, series_of, values


@pytest.mark.parametrize("chart", ["xmr", "run", "u", "mr"])
def test_a_rate_is_charted_per_multiplier(build: Builder, chart: str) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward, chart=chart, target=52.0, rules="anhoej" if chart == "run" else "making-data-count")
    store_measurements(rates(metric, ward, STEADY), by=by)
    expected = spc.analyse(
        STEADY,
        periods=months(12),
        denominators=[1.0] * 12,
        chart=chart,
        direction="decrease",
        target=52.0,
        rules=metric.rules,
    )
    found = chart_of(series_of(metric, ward))
    assert found is not None
    assert found.to_dict() == expected.to_dict()


def test_a_proportion_stays_between_0_and_1_whatever_its_multiplier(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward, chart="p", data_kind="proportion", multiplier=1000.0)
    store_measurements(rates(metric, ward, STEADY, below=100), by=by)
    found = chart_of(series_of(metric, ward))
    assert found is not None
    assert found.values[0] == 0.5


def test_missing_months_are_drawn_as_gaps(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward, data_kind="count", chart="c", multiplier=1.0)
    rows = values(metric, ward, STEADY)
    store_measurements([row for at, row in enumerate(rows) if at not in (3, 4)], by=by)
    found = chart_of(series_of(metric, ward))
    assert found is not None
    assert np.flatnonzero(np.isnan(found.values)).tolist() == [3, 4]


def test_a_reading_says_what_a_fresh_analysis_says(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward, target=40.0)
    store_measurements(rates(metric, ward, [*STEADY, *STEADY, 80]), by=by)
    series = series_of(metric, ward)
    reading, chart = readings_of([series.id])[series.id], chart_of(series)
    assert chart is not None
    assert (reading.value, reading.centre) == (80.0, pytest.approx(chart.centre[-1]))
    assert (reading.lower, reading.upper) == (pytest.approx(chart.lower[-1]), pytest.approx(chart.upper[-1]))
    assert (reading.variation, reading.assurance) == (chart.variation, chart.assurance) == ("concern-high", "hit-or-miss")
    assert (reading.special_cause, reading.target) == ("outside-limits", 40.0)
    assert (reading.points, reading.provisional, reading.period) == (25, False, months(1)[0])
    assert reading.explanation == chart.explanation
    assert len(reading.recent) == 24
    assert reading.recent[-1] == [80.0, "concern-high"]


def test_each_series_has_its_own_phases_and_exclusions(build: Builder) -> None:
    ward, other, by = build.unit(), build.unit(), build.person()
    metric = build.metric(ward)
    lifted = [*STEADY, *(number + 100 for number in STEADY)]
    store_measurements(rates(metric, ward, lifted) + rates(metric, other, lifted), by=by)
    rebased, plain = series_of(metric, ward), series_of(metric, other)
    recalculate_limits(rebased, period=months(12)[0], reason="A new ward round", by=by)
    exclude_point(rebased, period=months(24)[2], reason="Counted twice", by=by)
    charts = charts_of([rebased, plain])
    assert [len(chart.phases) for chart in (charts[rebased.id], charts[plain.id])] == [2, 1]
    assert [sum(chart.excluded) for chart in (charts[rebased.id], charts[plain.id])] == [1, 0]
    assert charts[rebased.id].to_dict() == chart_of(rebased).to_dict()


def test_a_preview_stores_nothing(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward)
    store_measurements(rates(metric, ward, [*STEADY, *STEADY]), by=by)
    series = series_of(metric, ward)
    preview = chart_if(series, rebase=[months(12)[0]], exclude=[months(24)[1]])
    assert preview is not None
    assert len(preview.phases) == 2
    assert preview.excluded[1]
    assert len(chart_of(series).phases) == 1


def test_a_phase_start_that_lost_its_points_is_passed_over(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward)
    store_measurements(rates(metric, ward, STEADY), by=by)
    series = series_of(metric, ward)
    recalculate_limits(series, period=months(2)[0], reason="New definition of a fall", by=by)
    remove_measurements(series, months(3), by=by, reason="Not yet validated")
    assert len(chart_of(series).phases) == 1


def test_without_measurements_there_is_no_chart(build: Builder) -> None:
    ward = build.unit()
    assert chart_of(build.series(build.metric(ward), ward)) is None


def test_a_chart_that_cannot_show_the_data_names_unit_and_period(build: Builder) -> None:
    ward, by = build.unit("Ward 7"), build.person()
    metric = build.metric(ward, name="Complaints", chart="c", data_kind="count", multiplier=1.0)
    (row,) = values(metric, ward, [-1])
    with pytest.raises(spc.SeriesError, match=r"^Complaints, Ward 7, night in 2026-10-01: -1 is negative"):
        store_measurements([row._replace(stratum="night")], by=by)


def lots(build: Builder, series: int) -> list[int]:
    """So many series of different metrics, lengths and decisions; returns their ids."""
    trust, by = build.unit(), build.person()
    ids = []
    for number in range(series):
        metric = build.metric(trust, chart="xmr" if number % 2 else "u", target=50.0)
        ward = build.unit()
        store_measurements(rates(metric, ward, list(STEADY) * (1 + number % 3)), by=by)
        ids.append(series_of(metric, ward).id)
    return ids


def test_the_number_of_queries_does_not_grow_with_series(build: Builder, count_queries: Callable[[], Any]) -> None:
    counts = []
    for how_many in (3, 17):
        ids = lots(build, how_many)
        db.session.commit()
        db.session.expire_all()
        with count_queries() as queries:
            assert len(charts_of(series_by_ids(ids))) == how_many
        counts.append(len(queries))
    assert counts[0] == counts[1]


def unit_and_metric(build: Builder) -> tuple[Unit, Metric]:
    ward = build.unit()
    return ward, build.metric(ward)


def test_periods_before_1970_and_in_any_order_are_sorted(build: Builder) -> None:
    ward, metric = unit_and_metric(build)
    days = [dt.date(1969, 12, 1), dt.date(1970, 2, 1), dt.date(1970, 1, 1)]
    store_measurements(
        [Row(metric.id, ward.id, "", day, float(at), 1000.0) for at, day in enumerate(days)], by=build.person()
    )
    assert chart_of(series_of(metric, ward)).values.tolist() == [0, 2, 1]


def test_moving_ranges_of_a_single_value_have_no_reading_yet(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward, chart="mr")
    rows = rates(metric, ward, STEADY)
    store_measurements(rows[:1], by=by)
    ids = [series_of(metric, ward).id]
    assert not readings_of(ids)
    store_measurements(rows[:2], by=by)
    assert readings_of(ids)[ids[0]].value == 5


def test_a_series_whose_points_are_all_left_out_shows_the_last_of_them(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward)
    store_measurements(rates(metric, ward, STEADY[:2]), by=by)
    series = series_of(metric, ward)
    for period in months(2):
        exclude_point(series, period=period, reason="The ward was closed", by=by)
    reading = readings_of([series.id])[series.id]
    assert (reading.value, reading.variation) == (STEADY[1], "common-cause")
    assert reading.explanation == "There is nothing to judge: every point is missing or excluded."
