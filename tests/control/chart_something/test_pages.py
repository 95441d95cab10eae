"""Chart something, end to end: nothing is stored until asked, and what is typed is never lost."""

import html

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.control.chart_something.example import COMPLAINTS
from qms.control.charts.analysis import chart_of
from qms.control.charts.naming import sentence
from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import DataKind, Metric, MetricState, Series
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.page_client import PageClient

URL = "/control/chart-something"
DATA = {"data_text": COMPLAINTS, "name": "Complaints", "chart": "xmr", "direction": "decrease", "target": "4", "ratio": "100"}


def stored() -> int:
    db.session.rollback()
    return sum(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in (Metric, Measurement, AuditEvent))


@pytest.mark.one_database
def test_pasting_gives_verdict_sentence_chart_and_table_and_stores_nothing(
    app: Flask, build: Builder, client: PageClient
) -> None:
    client.sign_in(build.person())
    before = stored()
    assert "Draw the chart" in client.get(URL).text
    page = html.unescape(client.submit(URL, DATA).text)
    assert "Improving (falling)" in page
    assert "The target of 4 may be met or missed by chance." in page
    assert "data-spc-chart" in page
    assert "9 of 212" in page
    assert "Keep this as a metric" not in page
    assert stored() == before


@pytest.mark.one_database
def test_the_example_is_ready_to_be_drawn(app: Flask, build: Builder, client: PageClient) -> None:
    client.sign_in(build.person())
    assert "Discharges" in client.get(f"{URL}?example=1").text
    assert "Date of infection" in client.get(f"{URL}?example=events").text


@pytest.mark.one_database
def test_bad_cells_are_listed_and_the_text_is_kept(app: Flask, build: Builder, client: PageClient) -> None:
    client.sign_in(build.person())
    answer = client.submit(URL, DATA | {"data_text": "Month\tFalls\n3rd Marchy\t5\n2026-01\tfive <b>\n"})
    page = html.unescape(answer.text)
    assert answer.status_code == 422
    assert "'3rd Marchy' is not a date." in page
    assert "Use 2026-03-03 or 03/03/2026." in page
    assert "five <b>\n" in page
    assert "<td>five <b></td>" not in answer.text


@pytest.mark.one_database
def test_an_nhs_number_is_refused(app: Flask, build: Builder, client: PageClient) -> None:
    client.sign_in(build.person())
    answer = client.submit(URL, DATA | {"data_text": "Month\tFalls\n2026-01\t943 476 5919\n2026-02\t3\n"})
    assert answer.status_code == 422
    assert "This looks like an NHS number" in answer.text
    assert "looks like an NHS number" in client.submit(URL, DATA | {"name": "Falls of 943 476 5919"}).text


@pytest.mark.one_database
@pytest.mark.parametrize(
    "changed", [{"data_text": ""}, {"data_text": "1\t2\n" * 60_000}, {"chart": "pie"}, {"target": "lots"}]
)
def test_choices_that_can_not_be_are_refused(app: Flask, build: Builder, client: PageClient, changed: dict[str, str]) -> None:
    client.sign_in(build.person())
    answer = client.submit(URL, DATA | changed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert client.submit(f"{URL}.png", DATA | changed).status_code == 422


@pytest.mark.one_database
def test_downloads(app: Flask, build: Builder, client: PageClient) -> None:
    client.sign_in(build.person())
    png = client.submit(f"{URL}.png", DATA)
    assert png.data.startswith(b"\x89PNG")
    assert 'filename="complaints-2026-10.png"' in png.headers["Content-Disposition"]
    assert client.submit(f"{URL}.svg", DATA).text.startswith("<svg")
    rows = client.submit(f"{URL}.csv", DATA).text.splitlines()
    assert len(rows) == 20
    assert rows[1].startswith("2025-04-01,9,212,")


def test_keeping_makes_a_proposed_metric_with_the_same_chart(app: Flask, build: Builder, client: PageClient) -> None:
    ward = build.unit("Ward 7")
    manager = build.person(RoleName.WARD_MANAGER, ward)
    client.sign_in(manager)
    shown = html.unescape(client.submit(URL, DATA).text)
    assert "Keep this as a metric" in shown
    before = stored()
    keep = client.submit(f"{URL}/keep", DATA)
    assert keep.status_code == 200
    assert "Ward 7" in keep.text
    assert COMPLAINTS.strip() in html.unescape(keep.text)
    assert stored() == before
    answer = client.submit(f"{URL}/metrics", DATA | {"unit_id": str(ward.id), "name": "Complaints", "purpose": ""})
    assert answer.status_code == 303
    db.session.rollback()
    series = db.session.execute(select(Series)).scalar_one()
    assert answer.location.endswith(f"/control/charts/{series.id}")
    assert series.metric.state is MetricState.PROPOSED
    assert (series.metric.data_kind, series.metric.multiplier) == (DataKind.RATE, 100)
    assert series.metric.target == 4.0
    assert series.unit_id == series.metric.unit_id == ward.id
    assert sentence(chart_of(series), series.metric) in shown


@pytest.mark.one_database
def test_keeping_needs_a_name_a_unit_and_the_right(app: Flask, build: Builder, client: PageClient) -> None:
    ward, elsewhere = build.unit("Ward 7"), build.unit("Ward 8")
    build.metric(elsewhere, name="Taken")
    client.sign_in(build.person(RoleName.WARD_MANAGER, ward))
    whole = DATA | {"unit_id": str(ward.id), "name": "Complaints", "purpose": ""}
    before = stored()
    for changed, words in (
        ({"name": ""}, "Enter a name for the metric."),
        ({"name": "Taken"}, "already has a metric called “Taken”"),
        ({"unit_id": str(elsewhere.id)}, "Choose the unit whose data these are."),
        ({"chart": "pie"}, "Choose a chart from the list."),
        ({"data_text": "2026-01"}, "There is only one date"),
        ({"data_text": "Delay\nTransport\nTransport\nLetter", "chart": "pareto"}, "A metric follows something over time."),
    ):
        answer = client.submit(f"{URL}/metrics", whole | changed)
        assert answer.status_code == 422, changed
        assert words in html.unescape(answer.text)
    assert stored() == before
    client.sign_in(build.person(RoleName.VIEWER, ward))
    assert client.submit(f"{URL}/keep", DATA).status_code == 403
    assert client.submit(f"{URL}/metrics", whole).status_code == 403
    client.sign_in(build.person(RoleName.COACH, ward))  # may define metrics, but not enter measurements
    assert "There is no unit that you can keep it for" in client.submit(f"{URL}/keep", DATA).text
