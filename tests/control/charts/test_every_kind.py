"""Readings, tiles and pages of the kinds of chart that plot something else than what was measured, and of long series."""

import datetime as dt
import html

import pytest
from flask import Flask

from qms.control.charts.analysis import chart_of
from qms.control.charts.causes import RULES
from qms.control.charts.drawings import LIVE, Subject, drawing_of
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Cadence, Series
from qms.golden_thread.readings.presenters import tile
from qms.golden_thread.readings.queries import readings_of
from qms.kernel.db import db
from qms.people.roles import RoleName
from qms.spc import SpecialCause
from tests.builder import Builder, months
from tests.control.charts.page import a_ward
from tests.control.rows import STEADY, series_of, values
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database


def test_every_rule_has_its_words() -> None:
    assert set(RULES) == {each.value for each in SpecialCause}


def test_a_cusum_s_tile_has_what_was_measured_and_no_limits(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, [*STEADY, *STEADY, *(number + 12 for number in STEADY[:7])], chart="cusum")
    reading = readings_of([ward.series.id])[ward.series.id]
    assert reading.value == 63
    assert (reading.centre, reading.lower, reading.upper) == (None, None, None)
    assert reading.variation == "concern-high"
    page = html.unescape(client.sign_in(ward.manager).get(ward.url).text)
    assert "63 per 1,000 bed days, October 2026" in page
    assert "Measured: 63.0 per 1,000 bed days" in page
    assert "standard deviations above the expected level" in page
    assert client.get("/control/summary").status_code == 200
    assert client.get(f"/control/units/{ward.unit.id}/charts").status_code == 200
    assert client.get(f"/control/units/{ward.unit.id}").status_code == 200


def test_patterns_are_named_as_such_wherever_they_stand(app: Flask, build: Builder, client: PageClient) -> None:
    unit, manager = build.unit("Ward 3"), build.person()
    metric = build.metric(unit, data_kind="other", multiplier=1.0, measured_in="minutes", rules="nelson")
    store_measurements(values(metric, unit, [37, 43] * 12), by=manager)
    db.session.commit()
    series = series_of(metric, unit)
    reading = readings_of([series.id])[series.id]
    assert reading.special_cause == "alternating"
    with app.test_request_context():
        assert tile(reading).variation_words == "Change (pattern)"
    page = html.unescape(client.sign_in(manager).get(f"/control/charts/{series.id}").text)
    assert "Points that rise and fall in turn" in page
    assert "Change (rising)" not in page
    assert "Change (pattern): points that rise and fall in turn" in page
    assert "Rules: Nelson" in page


def test_events_keep_their_order_and_not_the_calendar(app: Flask, build: Builder) -> None:
    unit, manager = build.unit(), build.person()
    metric = build.metric(unit, data_kind="between", multiplier=1.0, measured_in="days", chart="xmr", cadence="event")
    days = [dt.date(2026, 1, 3), dt.date(2026, 1, 4), dt.date(2026, 6, 5), dt.date(2026, 6, 9)]
    rows = [Row(metric.id, unit.id, "", day, None, None, float(2 + at)) for at, day in enumerate(days)]
    store_measurements(rows, by=manager)
    db.session.commit()
    assert db.session.get_one(Series, series_of(metric, unit).id).metric.cadence is Cadence.EVENT
    chart = chart_of(series_of(metric, unit))
    data = drawing_of(Subject(chart, metric, "Between falls")).data
    assert [row["x"] for row in data["points"]] == [1.0, 2.0, 3.0, 4.0]
    assert data["points"][2]["name"] == "5 Jun 2026"


def test_a_long_series_has_its_pictures_and_no_live_chart(app: Flask, build: Builder, client: PageClient) -> None:
    unit, manager = build.unit(), build.person()
    metric = build.metric(unit, data_kind="other", multiplier=1.0, cadence="daily", measured_in="minutes")
    first = dt.date(2026, 11, 1) - dt.timedelta(days=LIVE)
    rows = [
        Row(metric.id, unit.id, "", first + dt.timedelta(days=at), None, None, 50.0 + at * 7 % 11) for at in range(LIVE + 1)
    ]
    store_measurements(rows, by=manager)
    db.session.commit()
    page = client.sign_in(manager).get(f"/control/charts/{series_of(metric, unit).id}?tab=data").text
    assert "data-spc-chart" not in page
    assert page.count("<svg") > 2
    assert len(page) < 1_000_000


def test_a_baseline_and_a_suggestion_keep_the_verdict_of_tile_and_page_the_same(
    app: Flask, build: Builder, client: PageClient
) -> None:
    ward = a_ward(build)
    client.sign_in(build.person(RoleName.WARD_MANAGER, ward.unit))
    client.submit(
        f"{ward.url}/baseline", {"period": f"{months(31)[0]}", "until": f"{months(31)[20]}", "reason": "Before the change"}
    )
    page = html.unescape(client.get(ward.url).text)
    assert readings_of([ward.series.id])[ward.series.id].explanation in page
