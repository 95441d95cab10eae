"""Data quality: what is late, missing or odd is found, counted and linked; what is fine is left out."""

import datetime as dt
from collections.abc import Callable

import pytest

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.models import Upload
from qms.control.measurements.quality.checks import alike, periods_between
from qms.golden_thread.metrics.models import Cadence
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.rows import rates
from tests.page_client import PageClient

URL = "/control/data-quality"
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def test_what_is_found(build: Builder, client: PageClient) -> None:
    ward, by = build.unit("Ward 7"), build.person()
    build.unit("ward 7")
    build.metric(ward, name="Never measured")
    rows = rates(build.metric(ward, name="Falls"), ward, [5] * 20)
    store_measurements(rows[:8] + rows[10:], by=by)
    store_measurements(rates(build.metric(ward, name="Ulcers"), ward, [5] * 14, until=8), by=by)
    store_measurements(rates(build.metric(ward, name="New one"), ward, [5] * 4), by=by)
    build.commit(Upload(filename="bad.csv", sha256="0" * 64, by_id=by.id, state="refused", errors=7))
    client.sign_in(build.person(RoleName.ANALYST, ward))
    with clock.standing_at(NOW):
        page = client.get(URL).text
    assert "Late sources (1)" in page
    assert "Ulcers, Ward 7" in page
    assert "Charts with gaps (1)" in page
    assert "2 periods missing" in page
    assert "Charts with fewer than 13 points (1)" in page
    assert "New one, Ward 7" in page
    assert "Metrics without data (1)" in page
    assert "Never measured" in page
    assert "Refused uploads (1)" in page
    assert "7 errors" in page
    assert "Looked for and not found: charts with a denominator of 0" in page


@pytest.mark.one_database
def test_units_with_like_names_below_one_parent(build: Builder, client: PageClient) -> None:
    trust = build.trust()
    build.unit("ward-1", parent=trust)  # another parent than Ward 1's
    build.unit("Ward 9a", parent=trust)
    build.unit("9A Ward", parent=trust)
    client.sign_in(build.person())
    page = client.get(URL).text
    assert "Units with like names (1)" in page
    assert "and 9A Ward" in page
    assert client.get(f"{URL}?unit={trust.id}").status_code == 200
    assert client.get(f"{URL}?unit=999").status_code == 404


@pytest.mark.one_database
def test_nothing_found(build: Builder, client: PageClient) -> None:
    client.sign_in(build.person())
    assert "Nothing is late, missing or odd." in client.get(URL).text


def test_queries_do_not_grow_with_the_data(build: Builder, client: PageClient, count_queries: Callable) -> None:
    ward, by = build.unit(), build.person()
    client.sign_in(by)
    counts = []
    for _ in range(2):
        for _ in range(6):
            store_measurements(rates(build.metric(ward), ward, [5] * 4, until=9), by=by)
            build.metric(build.unit())
        db.session.commit()
        with count_queries() as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_periods_between() -> None:
    day = dt.date
    assert periods_between(day(2026, 1, 1), day(2026, 3, 1), Cadence.MONTHLY) == 3
    assert periods_between(day(2025, 10, 1), day(2026, 4, 1), Cadence.QUARTERLY) == 3
    assert periods_between(day(2026, 1, 5), day(2026, 1, 19), Cadence.WEEKLY) == 3
    assert periods_between(day(2026, 1, 5), day(2026, 1, 5), Cadence.DAILY) == 1
    assert periods_between(day(2023, 4, 1), day(2025, 4, 1), Cadence.YEARLY) == 3


def test_like_names() -> None:
    assert alike([(1, "Ward 7A", 9), (2, "ward 7-a", 9), (3, "Ward 7B", 9), (4, "Ward 7A", 8)]) == [
        [(1, "Ward 7A"), (2, "ward 7-a")]
    ]
    assert alike([(1, "A & E", 9), (2, "A and E", 9)]) == [[(1, "A & E"), (2, "A and E")]]
