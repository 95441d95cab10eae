"""Days between events follow from the events' dates, whichever way and in whichever order these come."""

import datetime as dt
import html
import math
from typing import Any

import pytest
from flask import Flask

from qms.control.charts.analysis import chart_of
from qms.control.measurements.actions import remove_measurements, store_measurements
from qms.control.measurements.between import with_days_between
from qms.control.measurements.comparing import compare
from qms.control.measurements.creating_missing import Guess
from qms.control.measurements.importing import import_table, own_columns
from qms.control.measurements.models import Measurement, MeasurementRevision
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.kernel.uploads import TableError, read_paste
from qms.organisation.models import Unit
from qms.people.queries import system_account
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.measurements.uploading import LONG, previewed
from tests.control.rows import series_of
from tests.page_client import PageClient

BETWEEN = {"data_kind": "between", "cadence": "event", "multiplier": 1.0, "direction": "increase"}


@pytest.fixture
def ward(build: Builder) -> Unit:
    return build.unit("Ward 7")


def infections(build: Builder, ward: Unit, **fields: Any) -> Metric:
    return build.metric(
        ward, **BETWEEN | {"name": "Infections", "key": "infections", "chart": "t", "measured_in": "days"} | fields
    )


def events(metric: Metric, ward: Unit, *days: str) -> list[Row]:
    return [Row(metric.id, ward.id, "", dt.date.fromisoformat(each)) for each in days]


def stored(metric: Metric, ward: Unit) -> dict[str, float | None]:
    db.session.expire_all()
    rows = db.session.query(Measurement).filter_by(series_id=series_of(metric, ward).id).order_by(Measurement.period)
    return {row.period.isoformat(): row.value for row in rows}


def put(metric: Metric, ward: Unit, *days: str) -> None:
    store_measurements(events(metric, ward, *days), by=system_account())
    db.session.commit()


def test_each_event_has_the_days_since_the_one_before_and_the_first_none(app: Flask, build: Builder, ward: Unit) -> None:
    metric = infections(build, ward)
    put(metric, ward, "2026-03-31", "2026-01-10", "2026-02-10")
    assert stored(metric, ward) == {"2026-01-10": None, "2026-02-10": 31, "2026-03-31": 49}
    assert stored_chart(metric, ward) == [31, 49]
    reading = db.session.query(Reading).one()
    assert (reading.value, reading.next_due, reading.is_late) == (49, None, False)


def stored_chart(metric: Metric, ward: Unit) -> list[float]:
    chart = chart_of(series_of(metric, ward))
    assert chart is not None
    return [value for value in chart.values.tolist() if not math.isnan(value)]


def test_an_event_in_between_shortens_the_next_which_keeps_its_history(app: Flask, build: Builder, ward: Unit) -> None:
    metric = infections(build, ward)
    put(metric, ward, "2026-01-10", "2026-03-31")
    planned = compare(with_days_between(events(metric, ward, "2026-03-01"))).counts
    assert (planned.new, planned.changed) == (1, 1)
    put(metric, ward, "2026-03-01")
    assert stored(metric, ward) == {"2026-01-10": None, "2026-03-01": 50, "2026-03-31": 30}
    assert db.session.query(MeasurementRevision).one().value == 80
    put(metric, ward, "2025-12-31")  # before all others: the first of them has days now
    assert stored(metric, ward)["2026-01-10"] == 10
    put(metric, ward, "2026-03-01")
    assert db.session.query(MeasurementRevision).count() == 2, "the same event again changes nothing"


def test_days_that_were_sent_are_kept_as_they_were_sent(app: Flask, build: Builder, ward: Unit) -> None:
    metric = infections(build, ward)
    sent = [row._replace(value=20.0) for row in events(metric, ward, "2026-03-31")]
    store_measurements(sent, by=system_account())
    put(metric, ward, "2026-01-10")
    assert stored(metric, ward) == {"2026-01-10": None, "2026-03-31": 20}


def test_taking_an_event_out_lengthens_the_next(app: Flask, build: Builder, ward: Unit) -> None:
    metric = infections(build, ward)
    put(metric, ward, "2026-01-10", "2026-03-01", "2026-03-31")
    series = db.session.get_one(Series, series_of(metric, ward).id)
    remove_measurements(series, [dt.date(2026, 3, 1)], by=system_account(), reason="Not ours")
    db.session.commit()
    assert stored(metric, ward) == {"2026-01-10": None, "2026-03-31": 80}
    remove_measurements(series, [dt.date(2026, 1, 10)], by=system_account(), reason="Not ours")
    db.session.commit()
    assert stored(metric, ward) == {"2026-03-31": None}
    assert db.session.query(Reading).count() == 0


def test_what_lies_between_events_is_not_summed_over_units(app: Flask, build: Builder) -> None:
    trust = build.trust()
    wards = [db.session.query(Unit).filter_by(name=name).one() for name in ("Ward 1", "Ward 2")]
    metric = infections(build, trust)
    for each in wards:
        put(metric, each, "2026-01-10", "2026-02-10")
    assert {each.unit_id for each in db.session.query(Series)} == {each.id for each in wards}


def enter(client: PageClient, ward: Unit, metric: Metric, **cells: str):
    series = db.session.query(Series.id).filter_by(metric_id=metric.id, unit_id=ward.id).scalar() or 0
    data = {f"e-m{metric.id}s{series}-{name.replace('_', '-')}": text for name, text in cells.items()}
    return client.submit(f"/control/units/{ward.id}/enter", data | {"reason": ""})


def keyed(**cells: str) -> dict[str, str]:
    """'day0' and 'value0' as the names that the rows of new events have."""
    return {f"{each[-1]}_{each[:-1].replace('day', 'date')}": text for each, text in cells.items()}


def test_events_are_entered_by_their_days(app: Flask, build: Builder, client: PageClient, ward: Unit) -> None:
    metric = infections(build, ward)
    client.sign_in(build.person(RoleName.TEAM_MEMBER, ward))
    page = client.get(f"/control/units/{ward.id}/enter").text
    assert page.count('aria-label="Date, new event') == 3
    answer = enter(client, ward, metric, **keyed(day0="2026-01-10", day1="2026-02-10"))
    assert answer.status_code == 303
    assert stored(metric, ward) == {"2026-01-10": None, "2026-02-10": 31}
    page = client.get(answer.location).text
    assert "<td>31 days</td>" in page
    assert "The first: days count from here" in page


def test_what_can_not_be_an_event_is_said_beside_it(app: Flask, build: Builder, client: PageClient, ward: Unit) -> None:
    metric = infections(build, ward)
    put(metric, ward, "2026-01-10")
    client.sign_in(build.person(RoleName.TEAM_MEMBER, ward))
    for cells, words in (
        ({"day0": "10/01/2026"}, "There is an event on 10 January 2026 already."),
        ({"day0": "2026-02-01", "day1": "2026-02-01"}, "Rows 1 and 2 are both for"),
        ({"day0": "2027-01-01"}, "future"),
        ({"day0": "soon"}, "'soon' is not a date."),
    ):
        answer = enter(client, ward, metric, **keyed(**cells))
        page = html.unescape(answer.text)
        assert answer.status_code == 422, cells
        assert words in page
        assert f'value="{cells["day0"]}"' in page, "what was typed is kept"
    assert stored(metric, ward) == {"2026-01-10": None}


def test_cases_between_events_are_typed_with_each_event(app: Flask, build: Builder, client: PageClient, ward: Unit) -> None:
    metric = infections(build, ward, chart="g", measured_in="operations")
    client.sign_in(build.person(RoleName.TEAM_MEMBER, ward))
    assert "Operations since the last" in client.get(f"/control/units/{ward.id}/enter").text
    answer = enter(client, ward, metric, **keyed(day0="2026-01-10", value0="212", day1="2026-02-10", value1="0"))
    assert answer.status_code == 303
    assert stored(metric, ward) == {"2026-01-10": 212, "2026-02-10": 0}
    for text, words in (("", "The value is missing."), ("3.5", "3.5 is not a whole number"), ("-1", "below zero")):
        answer = enter(client, ward, metric, **keyed(day0="2026-03-10", value0=text))
        assert answer.status_code == 422
        assert words in html.unescape(answer.text)


def test_a_file_of_dates_is_a_file_of_events(app: Flask, build: Builder, client: PageClient, ward: Unit) -> None:
    metric = infections(build, ward)
    client.sign_in(build.person(RoleName.WARD_MANAGER, ward))
    rows = ["metric,unit,period", *(f"infections,Ward 7,{day}" for day in ("2026-02-01", "2026-01-10", "2026-02-20"))]
    put(metric, ward, "2026-02-10")
    url, page = previewed(client, "\n".join(rows), LONG)
    assert "3 new · 1 changed" in page
    assert "follows" in page
    assert client.submit(f"{url}/store", {"reason": ""}).status_code == 303
    assert stored(metric, ward) == {"2026-01-10": None, "2026-02-01": 22, "2026-02-10": 9, "2026-02-20": 10}


@pytest.mark.parametrize(
    ("text", "chart", "kind", "cadence", "words"),
    [
        ("Metric,Unit,Period\nNew,Ward 7,2026-01-10\nNew,Ward 7,2026-02-10", "t", "between", "event", "days"),
        ("metric,unit,period,value\nNew,Ward 7,2026-01-10,40\nNew,Ward 7,2026-02-10,3", "g", "between", "event", ""),
        ("metric,unit,period,value,n,sd\nNew,Ward 7,2026-01,40,9,3\nNew,Ward 7,2026-02,3,9,2", "xbar", "mean", "monthly", ""),
    ],
)
def test_a_metric_that_is_made_from_a_file_fits_the_chart_that_was_asked_for(  # noqa: PLR0917  fixtures and cases
    app: Flask, build: Builder, ward: Unit, text: str, chart: str, kind: str, cadence: str, words: str
) -> None:
    table = read_paste(text)
    made = import_table(table, own_columns(table), by=system_account(), create_under=ward, guess=Guess(chart=chart))
    assert not len(made.errors)
    metric = db.session.query(Metric).one()
    assert (metric.chart, metric.data_kind, metric.cadence, metric.measured_in) == (chart, kind, cadence, words)
    assert chart_of(series_of(metric, ward)) is not None


def test_a_file_without_numbers_makes_no_other_metric(app: Flask, ward: Unit) -> None:
    table = read_paste("metric,unit,period\nNew,Ward 7,2026-01-10")
    with pytest.raises(TableError, match="no numbers to store"):
        import_table(table, own_columns(table), by=system_account(), create_under=ward)
