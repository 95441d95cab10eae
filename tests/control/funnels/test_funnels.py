"""Comparing the units of one metric: who is outside, what is summed, what the page and the files say."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Metric
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from qms.people.queries import system_account
from qms.people.roles import RoleName
from tests.builder import Builder, months
from tests.page_client import PageClient

BED_DAYS = 800


def measured(
    metric: Metric, unit: Unit, numerator: float, denominator: float, *, how_many: int = 12, stratum: str = ""
) -> None:
    """The same figures in each of the last months."""
    rows = [Row(metric.id, unit.id, stratum, month, numerator, denominator, None, None, None) for month in months(how_many)]
    store_measurements(rows, by=system_account())
    db.session.commit()


@pytest.fixture
def division(build: Builder) -> Unit:
    trust = build.unit("Riverside", kind=UnitKind.TRUST, ods_code="RIV")
    return build.unit("Medicine", kind=UnitKind.DIVISION, parent=trust)


@pytest.fixture
def wards(build: Builder, division: Unit) -> list[Unit]:
    return [build.unit(f"Ward {number}", parent=division, ods_code=f"W{number}") for number in range(1, 6)]


@pytest.fixture
def falls(build: Builder, division: Unit, wards: list[Unit]) -> Metric:
    """Four wards alike, and Ward 5 with three times as many falls."""
    metric = build.metric(division, name="Falls", denominator="Occupied bed days")
    for ward in wards[:-1]:
        measured(metric, ward, 4, BED_DAYS)
    measured(metric, wards[-1], 12, BED_DAYS)
    return metric


@pytest.fixture
def reader(build: Builder, client: PageClient, wards: list[Unit]) -> PageClient:
    client.sign_in(build.person(RoleName.WARD_MANAGER, wards[1]))
    return client


def test_the_page_says_who_differs_and_whether_it_is_us(reader: PageClient, falls: Metric) -> None:
    page = reader.get(f"/control/funnels/{falls.id}").text
    assert "Falls by ward or team, November 2025 to October 2026" in page
    assert "1 of 5 wards and teams lies outside the 99.8% limits: 1 high (Ward 5)." in page
    assert "Ward 2 has 5, within its 99.8% limits of" in page  # the reader's own ward
    assert "Higher than chance explains: gives concern" in page
    assert "Outside the limits (1)" in page


def test_the_summed_period_can_be_chosen(reader: PageClient, falls: Metric) -> None:
    rows = table(reader, falls, "from=2026-09&to=2026-10")
    assert rows["Ward 1"]["numerator"] == "8"
    assert rows["Ward 1"]["denominator"] == str(2 * BED_DAYS)
    assert rows["Ward 1"]["value"] == "5"
    assert table(reader, falls, "from=2026-10&to=2026-09")["Ward 1"]["periods"] == "2"
    assert table(reader, falls, "from=nonsense")["Ward 1"]["periods"] == "12"
    assert "Falls by ward or team" in reader.get(f"/control/funnels/{falls.id}?to=0001-01").text


def test_an_unfinished_month_is_left_out_unless_asked_for(reader: PageClient, falls: Metric, wards: list[Unit]) -> None:
    row = Row(falls.id, wards[0].id, "", dt.date(2026, 11, 1), 90, BED_DAYS, None, None, None)
    store_measurements([row], by=system_account())
    db.session.commit()
    assert table(reader, falls)["Ward 1"]["numerator"] == "48"
    assert table(reader, falls, "to=2026-11")["Ward 1"]["numerator"] == str(11 * 4 + 90)


def test_parts_and_retired_units_are_not_compared(
    build: Builder, reader: PageClient, falls: Metric, wards: list[Unit]
) -> None:
    measured(falls, wards[0], 1, 100, stratum="Women")
    wards[3].retired = True
    db.session.commit()
    rows = table(reader, falls)
    assert set(rows) == {"Ward 1", "Ward 2", "Ward 3", "Ward 5"}
    assert rows["Ward 1"]["numerator"] == "48"


def test_only_units_below_the_one_asked_for(build: Builder, reader: PageClient, falls: Metric, wards: list[Unit]) -> None:
    elsewhere = build.unit("Surgery", kind=UnitKind.DIVISION)
    for number in range(3):
        measured(falls, build.unit(f"Theatre {number}", parent=elsewhere), 4, BED_DAYS)
    assert len(table(reader, falls)) == 8
    assert set(table(reader, falls, f"under={elsewhere.id}")) == {"Theatre 0", "Theatre 1", "Theatre 2"}
    assert reader.get(f"/control/funnels/{falls.id}?under=99999").status_code == 404


def test_units_of_one_name_are_told_apart(build: Builder, reader: PageClient, falls: Metric) -> None:
    other = build.unit("Surgery", kind=UnitKind.DIVISION)
    measured(falls, build.unit("Ward 1", parent=other), 4, BED_DAYS)
    assert {"Ward 1, Medicine", "Ward 1, Surgery", "Ward 2"} <= set(table(reader, falls))


def test_usual_differences_can_be_allowed_for(build: Builder, reader: PageClient, division: Unit, wards: list[Unit]) -> None:
    metric = build.metric(division, name="Seen", data_kind="proportion", direction="increase")
    for number, ward in enumerate(wards):
        measured(metric, ward, 600 + 60 * number, 1000)
    page = reader.get(f"/control/funnels/{metric.id}").text
    assert "vary more than chance alone explains" in page
    assert "Allow for usual differences" in page
    page = reader.get(f"/control/funnels/{metric.id}?overdispersion=yes").text
    assert "None of the 5 wards and teams lies outside the 99.8% limits, which allow for" in page


@pytest.mark.parametrize("method", ["sr", "sr-shmi", "sr-cqc", "nonsense"])
@pytest.mark.parametrize("limit", ["95", "99"])
def test_every_way_of_judging_gives_a_page(reader: PageClient, falls: Metric, method: str, limit: str) -> None:
    page = reader.get(f"/control/funnels/{falls.id}?method={method}&limit={limit}&overdispersion=yes")
    assert page.status_code == 200
    assert f"the {'95%' if limit == '95' else '99.8%'} limits" in page.text


def test_a_ward_without_an_event_is_not_called_low_where_none_is_likely(
    build: Builder, reader: PageClient, falls: Metric, division: Unit
) -> None:
    measured(falls, build.unit("Day unit", parent=division), 0, 20)  # about one fall in the year is expected of it
    assert table(reader, falls, "limit=95")["Day unit"]["outside"] == ""


def test_what_stands_in_the_way_is_said(build: Builder, reader: PageClient, division: Unit, wards: list[Unit]) -> None:
    nothing = build.metric(division, name="Nothing")
    assert "Nothing has been measured yet" in reader.get(f"/control/funnels/{nothing.id}").text
    for ward in wards[:2]:
        measured(nothing, ward, 1, 100)
    assert "Fewer than three of these units" in reader.get(f"/control/funnels/{nothing.id}").text
    counts = build.metric(division, name="Complaints", data_kind="count")
    assert "Only proportions and rates" in reader.get(f"/control/funnels/{counts.id}").text
    never = build.metric(division, name="Never events")
    for ward in wards:
        measured(never, ward, 0, 100)
    assert "Nothing was counted in any of these units" in reader.get(f"/control/funnels/{never.id}").text
    assert reader.get(f"/control/funnels/{never.id}.csv").status_code == 404
    assert reader.get("/control/funnels/99999").status_code == 404


def test_part_of_the_period_is_said(
    reader: PageClient, falls: Metric, wards: list[Unit], build: Builder, division: Unit
) -> None:
    measured(falls, build.unit("New ward", parent=division), 4, BED_DAYS, how_many=5)
    page = reader.get(f"/control/funnels/{falls.id}").text
    assert "1 unit has figures for part of these months only." in page
    assert "5 of 12 periods" in page


def test_pictures(reader: PageClient, falls: Metric, wards: list[Unit]) -> None:
    svg = reader.get(f"/control/funnels/{falls.id}.svg?highlight={wards[0].id}")
    assert svg.mimetype == "image/svg+xml"
    assert ">Ward 1</text>" in svg.text
    assert "Falls by ward or team" in svg.text
    png = reader.get(f"/control/funnels/{falls.id}.png")
    assert png.data.startswith(b"\x89PNG")
    assert 'filename="falls-by-ward-or-team' in png.headers["Content-Disposition"]


def test_the_list_has_metrics_that_can_be_compared(build: Builder, reader: PageClient, falls: Metric, division: Unit) -> None:
    build.metric(division, name="Nothing yet")
    page = reader.get("/control/funnels").text
    assert "5 wards and teams" in page
    assert "Nothing yet" not in page
    assert "No metric matches" in reader.get("/control/funnels?q=ulcers").text
    assert "Falls" in reader.get("/control/funnels?q=fal").text


def test_an_empty_instance_teaches(client: PageClient, build: Builder) -> None:
    client.sign_in(build.person(RoleName.VIEWER, build.unit()))
    assert "Nothing can be compared yet" in client.get("/control/funnels").text


def test_other_pages_lead_here(reader: PageClient, falls: Metric, wards: list[Unit]) -> None:
    from qms.golden_thread.metrics.models import Series

    series = db.session.query(Series).filter_by(metric_id=falls.id, unit_id=wards[0].id).one()
    assert f"/control/funnels/{falls.id}" in reader.get(f"/metrics/{falls.id}").text
    assert (
        f"/control/funnels/{falls.id}?level=ward&amp;highlight={wards[0].id}"
        in reader.get(f"/control/charts/{series.id}").text
    )
    assert "/control/funnels" in reader.get("/control/summary").text


def test_queries_do_not_grow_with_units(
    build: Builder, reader: PageClient, falls: Metric, division: Unit, count_queries: Callable[[], Any]
) -> None:
    with count_queries() as few:
        reader.get(f"/control/funnels/{falls.id}")
    with count_queries() as few_listed:
        reader.get("/control/funnels")
    for number in range(12):
        measured(falls, build.unit(f"More {number}", parent=division), 4, BED_DAYS, how_many=2)
    other = build.metric(division, name="Ulcers")
    for unit in db.session.query(Unit).filter_by(parent_id=division.id).order_by(Unit.id).limit(4):
        measured(other, unit, 1, BED_DAYS, how_many=2)
    with count_queries() as many:
        reader.get(f"/control/funnels/{falls.id}")
    with count_queries() as many_listed:
        reader.get("/control/funnels")
    assert len(many) == len(few)
    assert len(many_listed) == len(few_listed)


def table(reader: PageClient, metric: Metric, query: str = "") -> dict[str, dict[str, str]]:
    """The CSV file's rows by unit."""
    answer = reader.get(f"/control/funnels/{metric.id}.csv?{query}")
    assert answer.status_code == 200, answer.text
    return {row["unit"]: row for row in csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff")))}
