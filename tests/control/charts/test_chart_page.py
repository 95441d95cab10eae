"""The chart page: it says what the engine says, to everybody, with and without measurements."""

import datetime as dt
import html
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from qms.control.charts.actions import annotate, exclude_point
from qms.control.charts.analysis import chart_of
from qms.control.charts.naming import sentence
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.drawing import ASSURANCE_WORDS, VARIATION_WORDS
from qms.golden_thread.readings.queries import readings_of
from qms.golden_thread.strands import Mark, Strand
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder, months
from tests.control.charts.page import RISING, a_ward
from tests.control.rows import STEADY, rates, series_of
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def _on_a_november_day() -> Iterator[None]:
    with clock.standing_at(dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)):
        yield


def text_of(client: PageClient, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return html.unescape(response.text)


def test_the_verdict_is_that_of_the_engine_and_of_the_reading(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    chart = chart_of(ward.series)
    page = text_of(client.sign_in(ward.manager), ward.url)
    assert chart.variation.value == "concern-high"
    assert VARIATION_WORDS[chart.variation.value] in page
    assert ASSURANCE_WORDS[chart.assurance.value] in page
    assert sentence(chart, ward.metric) in page
    assert "57 per 1,000 bed days, October 2026" in page, "written as on its tile"
    assert readings_of([ward.series.id])[ward.series.id].explanation in page


def test_anybody_signed_in_reads_it_and_nobody_else(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    assert client.get(ward.url).status_code == 302
    page = text_of(client.sign_in(build.person()), ward.url)
    assert "Recalculate limits" not in page
    assert "React to this signal" not in page
    assert "See the open signal" in page
    assert "Download" in page


def test_what_weakens_the_verdict_stands_at_the_top(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, STEADY[:9], agreed=False, name="Complaints")
    page = text_of(client.sign_in(ward.manager), ward.url)
    assert "Not yet agreed" in page
    assert "Provisional: 9 points" in page
    old = build.metric(ward.trust, name="Old")
    store_measurements(rates(old, ward.unit, STEADY, until=8), by=ward.manager)
    db.session.commit()
    assert "The data are 6 months late: the last measurement is for February 2026." in text_of(
        client, f"/control/charts/{series_of(old, ward.unit).id}"
    )


def test_a_roll_up_says_how_many_units_it_is_summed_from(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    other = build.unit("Ward 8", parent=ward.division)
    store_measurements(rates(ward.metric, other, STEADY, until=3), by=ward.manager)
    db.session.commit()
    above = series_of(ward.metric, ward.division)
    page = text_of(client.sign_in(ward.manager), f"/control/charts/{above.id}?tab=data")
    assert "Summed from 1 of 2 units below: the others have nothing yet for October 2026." in page
    assert "From 2 of 2 units" in page
    assert "Add data" not in page


def test_a_chart_without_measurements_says_what_comes_first(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    empty = build.series(build.metric(ward.trust, name="New"), ward.unit)
    client.sign_in(ward.manager)
    for tab in ("special-causes", "notes", "data", "definition", "history"):
        assert "Nothing has been measured yet" in text_of(client, f"/control/charts/{empty.id}?tab={tab}")
    assert client.get(f"/control/charts/{empty.id}.png").status_code == 404
    assert client.get("/control/charts/999").status_code == 404


def test_special_causes_name_their_signal(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    page = text_of(client.sign_in(ward.manager), ward.url)
    assert "7 months in a row above the average" in page
    assert "React to this signal" in page
    assert "April 2026 to October 2026" in page


def test_many_special_causes_come_in_pages(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, [50, *([40, 60, 40, 60, 40, 60, 40, 95, 40, 60] * 12)], chart="c", data_kind="count", multiplier=1.0)
    numbers = [
        Row(ward.metric.id, ward.unit.id, "", day, None, None, 50.0 if at % 2 else 160.0)
        for at, day in enumerate(months(120))
    ]
    store_measurements(numbers, by=ward.manager)
    db.session.commit()
    page = text_of(client.sign_in(ward.manager), ward.url)
    assert page.count('class="qms-signal ') == 40
    assert "page=2" in page
    assert text_of(client, f"{ward.url}?page=3").count('class="qms-signal ') > 10


def test_the_table_shows_counts_corrections_gaps_and_what_was_left_out(
    app: Flask, build: Builder, client: PageClient
) -> None:
    ward = a_ward(build)
    corrected = Row(ward.metric.id, ward.unit.id, "", ward.months[-1], 61.0, 1000.0)
    store_measurements([corrected], by=ward.manager, reason="Late reports")
    exclude_point(ward.series, period=ward.months[3], reason="Ward closed", by=ward.manager)
    later = Row(ward.metric.id, ward.unit.id, "", dt.date(2023, 1, 1), 50.0, 1000.0)
    store_measurements([later], by=ward.manager)
    db.session.commit()
    page = text_of(client.sign_in(ward.manager), f"{ward.url}?tab=data")
    assert "61 of 1,000" in page
    assert "Changed from 57.0 (57 of 1,000) by Grace Adeyemi on 22 November 2026: Late reports" in page
    assert "Grace Adeyemi: Ward closed" in text_of(client, f"{ward.url}?tab=data&page=1")
    second = text_of(client, f"{ward.url}?tab=data&page=2")
    assert "January 2023" in second
    assert "No data" in second
    assert client.get(f"{ward.url}?tab=data&page=99").status_code == 200


def test_project_dates_and_notes_are_numbered_flags_in_one_order(
    app: Flask, build: Builder, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Projects(Strand):
        noun = "project"

        def marks(self, series_ids: list[int]) -> dict[int, list[Mark]]:
            return {each: [Mark(dt.date(2026, 3, 14), "PDSA 1: alarms", "/improvement/cycles/1")] for each in series_ids}

    ward = a_ward(build)
    monkeypatch.setitem(app.extensions, "qms-strands", (Projects(),))
    annotate(ward.series, period=ward.months[-1], text="New matron", by=ward.manager)
    annotate(ward.series, period=dt.date(2020, 1, 1), text="Long before", by=ward.manager)
    db.session.commit()
    page = text_of(client.sign_in(ward.manager), f"{ward.url}?tab=notes")
    assert "Notes (3)" in page
    caption = page[page.index("<figcaption>") : page.index("</figcaption>")]
    assert caption.index("PDSA 1: alarms") < caption.index("New matron")
    assert "Long before" not in caption
    assert page.index("New matron", page.index("<h2")) < page.index("PDSA 1: alarms", page.index("<h2"))
    assert "Outside the dates that the chart shows." in page
    assert '"number": "2"' in page.replace("&#34;", '"')


def test_the_page_costs_the_same_however_much_is_on_it(
    app: Flask, build: Builder, client: PageClient, count_queries: Callable[[], Any]
) -> None:
    ward = a_ward(build)
    client.sign_in(ward.manager)

    def fill(numbers: range) -> None:
        for number in numbers:
            beside, other = build.unit(parent=ward.division), build.metric(ward.trust)
            store_measurements([*rates(ward.metric, beside, STEADY), *rates(other, ward.unit, STEADY)], by=ward.manager)
            annotate(ward.series, period=ward.months[number], text=f"Note {number}", by=build.person())
        db.session.commit()

    fill(range(1))
    client.get(f"{ward.url}?tab=history")
    with count_queries() as few:
        client.get(f"{ward.url}?tab=history")
    fill(range(1, 12))
    with count_queries() as many:
        page = text_of(client, f"{ward.url}?tab=history")
    assert "12 units beside it" in page
    assert "All 13 charts" in page
    assert len(many) == len(few)


def test_strata_and_the_way_up_are_linked(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    parts = build.metric(ward.trust, name="Waits")
    for stratum in ("Majors", "Minors"):
        store_measurements(rates(parts, ward.unit, RISING, stratum=stratum), by=ward.manager)
    db.session.commit()
    page = text_of(client.sign_in(ward.manager), f"/control/charts/{series_of(parts, ward.unit, 'Majors').id}")
    assert "Waits, Ward 7, Majors" in page
    assert "How it is broken down" in page
    assert f"/control/charts/{series_of(parts, ward.unit, 'Minors').id}" in page
    assert "Ward 7 is counted in Medicine and then Riverside Trust." in page
    assert f"/control/charts/{series_of(parts, ward.trust, 'Majors').id}" in page


def test_targets_step_on_the_chart_and_the_last_is_that_of_the_verdict(app: Flask, build: Builder) -> None:
    from qms.control.charts.targets import targets_drawn
    from qms.golden_thread.metrics.models import MetricTarget

    ward = a_ward(build)
    ward.metric.targets.append(MetricTarget(starts_on=dt.date(2026, 1, 1), value=30.0))
    db.session.commit()
    db.session.expire_all()
    line = targets_drawn(chart_of(ward.series))
    assert line[months(len(RISING)).index(dt.date(2025, 12, 1))] == 40.0
    assert line[months(len(RISING)).index(dt.date(2026, 1, 1))] == 30.0
    assert line[-1] == 30.0
