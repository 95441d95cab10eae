"""The summary table: what stands in it, in which order, and how it is narrowed."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from qms.control.signals import actions
from qms.golden_thread.metrics.models import Metric, MetricState
from qms.golden_thread.metrics.queries import find
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.rows import STEADY, series_of
from tests.control.signals.making import BETTER, WORSE, measured, signal_at, ward_of
from tests.improvement.making import objective, project
from tests.page_client import PageClient

STILL = (*STEADY, *STEADY, 50)


@pytest.fixture
def trust(build: Builder, client: PageClient) -> Unit:
    """Falls give concern on Ward 1 and improve on Ward 2; ulcers, not agreed, are steady on Ward 1, months late."""
    trust = build.trust()
    falls = build.metric(trust, name="Falls", target=60.0, key="falls")
    measured(build, falls, ward_of(trust), WORSE)
    measured(build, falls, ward_of(trust, "Ward 2"), BETTER)
    measured(build, build.metric(trust, name="Ulcers", agreed=False), ward_of(trust), STILL, until=6)
    client.sign_in(build.person(RoleName.VIEWER, trust))
    return trust


def _rows(client: PageClient, query: str = "") -> list[tuple[str, str]]:
    """Metric and unit of each row of the page."""
    page = client.get(f"/control/summary{query}")
    assert page.status_code == 200, page.text
    cells = r'<th scope="row"><a href="[^"]*">([^<]*)<span class="nhsuk-u-visually-hidden">, ([^<]*)</span>'
    return re.findall(cells, page.text)


FALLS_1, FALLS_2, ULCERS = ("Falls", "Ward 1"), ("Falls", "Ward 2"), ("Ulcers", "Ward 1")


def _wards(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [row for row in rows if row[1].startswith("Ward")]


def test_concerns_come_first_and_are_counted_in_words(client: PageClient, trust: Unit) -> None:
    rows = _wards(_rows(client))
    assert rows[0] == FALLS_1
    assert set(rows) == {FALLS_1, FALLS_2, ULCERS}
    text = client.get(f"/control/summary?unit={ward_of(trust).id}").text
    assert "1 of 2 charts gives concern and 1 varies as usual. 1 has late data. 1 is not agreed yet." in text


def test_the_room_opens_with_the_table(client: PageClient, trust: Unit) -> None:
    assert "Summary of all charts" in client.get("/control/").text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?variation=concern", [FALLS_1]),
        ("?variation=concern-high", [FALLS_1]),
        ("?variation=improvement", [FALLS_2]),
        ("?variation=common-cause&agreement=proposed", [ULCERS]),
        ("?assurance=none", [ULCERS]),
        ("?agreement=agreed&q=ward+1", [FALLS_1]),
        ("?late=1", [ULCERS]),
        ("?q=FALL+ward", [FALLS_1, FALLS_2]),
        ("?q=100%25", []),
        ("?variation=nonsense&assurance=nonsense&group=nonsense&sort=nonsense&size=7&page=-3&q=ulc", [ULCERS]),
    ],
)
def test_filters_narrow(client: PageClient, trust: Unit, query: str, expected: list[tuple[str, str]]) -> None:
    assert _wards(_rows(client, query)) == expected


def test_a_filter_is_a_chip_that_can_be_taken_away(client: PageClient, trust: Unit) -> None:
    text = client.get("/control/summary?variation=concern&q=falls").text
    assert "Take away: </span>Gives concern" in text
    assert 'href="/control/summary?q=falls"' in text


def test_filters_that_name_nothing_are_not_found(client: PageClient, trust: Unit) -> None:
    for name in ("unit", "metric", "objective"):
        assert client.get(f"/control/summary?{name}=999").status_code == 404


@pytest.mark.parametrize(
    "column", ["metric", "unit", "value", "variation", "assurance", "mean", "limits", "target", "age", "action"]
)
def test_every_column_sorts_both_ways(client: PageClient, trust: Unit, column: str) -> None:
    up, down = _rows(client, f"?sort={column}"), _rows(client, f"?sort=-{column}")
    assert sorted(up) == sorted(down)
    assert len(up) > 3


def test_sorting_follows_the_numbers(client: PageClient, trust: Unit) -> None:
    assert _wards(_rows(client, "?sort=value")) == [FALLS_2, ULCERS, FALLS_1]
    assert _wards(_rows(client, "?sort=-value")) == [FALLS_1, ULCERS, FALLS_2]
    assert _wards(_rows(client, "?sort=-age"))[0] == ULCERS
    assert _wards(_rows(client, "?sort=target"))[-1] == ULCERS  # none: last whichever way
    assert _wards(_rows(client, "?sort=-target"))[-1] == ULCERS


def test_parts_stand_behind_a_filter(client: PageClient, build: Builder, trust: Unit) -> None:
    measured(build, build.metric(trust, name="Waits"), ward_of(trust), STILL, stratum="Women")
    assert ("Waits, Women", "Ward 1") not in _rows(client)
    assert ("Waits, Women", "Ward 1") in _rows(client, "?stratum=all")


def test_rows_stand_under_their_objective(client: PageClient, build: Builder, trust: Unit) -> None:
    metric = series_of(_metric("falls"), ward_of(trust)).metric
    wide = objective(trust, "Safe care", metric=metric)
    near = objective(ward_of(trust), "Fewer falls here", metric=metric)
    text = client.get("/control/summary?group=objective").text
    places = [text.index(f">{words}<") for words in ("Safe care", "Fewer falls here", "Serves no objective")]
    assert places == sorted(places)
    here, beside = text.index(", Ward 1</span>"), text.index(", Ward 2</span>")
    assert places[0] < beside < places[1] < here < places[2]
    assert _wards(_rows(client, f"?objective={near.id}")) == [FALLS_1]
    assert _wards(_rows(client, f"?objective={wide.id}")) == [FALLS_1, FALLS_2]


def test_rows_stand_under_their_unit(client: PageClient, trust: Unit) -> None:
    text = client.get("/control/summary?group=unit").text
    ward = ward_of(trust)
    heading = f'<a href="/control/units/{ward.id}">Ward 1</a></th>'
    assert text.count(heading) == 1
    assert "Ward 1" in text


def test_the_action_says_who_acts(client: PageClient, build: Builder, trust: Unit) -> None:
    ward = ward_of(trust)
    assert "React to the signal" in client.get(f"/control/summary?unit={ward.id}").text
    manager = build.person(RoleName.WARD_MANAGER, ward, name="Ann Lee")
    found = signal_at(ward)
    project(ward, manager, title="Lights at night", signal=found)
    actions.acknowledge(found, by=manager)
    db.session.commit()
    text = client.get(f"/control/summary?unit={ward.id}").text
    assert "Being looked into, Ann Lee" in text
    assert "Lights at night" in text
    assert "React to the signal" not in text


def test_retired_metrics_are_left_out(client: PageClient, trust: Unit) -> None:
    metric = _metric("falls")
    metric.state = MetricState.RETIRED
    db.session.commit()
    assert _wards(_rows(client)) == [ULCERS]


@pytest.mark.one_database
def test_the_file_has_every_row_and_cannot_run_formulas(client: PageClient, build: Builder, trust: Unit) -> None:
    measured(build, build.metric(trust, name="=1+1"), ward_of(trust), STILL)
    answer = client.get("/control/summary.csv?agreement=agreed")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    first = next(row for row in rows if row["unit"] == "Ward 1" and row["metric"] == "Falls")
    assert (first["value"], first["variation"], first["signal"]) == ("90", "concern-high", "open")
    assert {row["metric"] for row in rows} == {"Falls", "'=1+1"}


@pytest.mark.one_database
def test_pages(client: PageClient, build: Builder, trust: Unit) -> None:
    metric = build.metric(trust, name="Waits")
    for number in range(52):
        ward = build.unit(f"Ward x{number:02}", parent=ward_of(trust).parent)
        measured(build, metric, ward, STEADY)
    query = f"?metric={metric.id}&sort=unit"
    first, second, past = (_rows(client, f"{query}&page={page}") for page in (1, 2, 99))
    assert len(first) == 50
    assert second == past
    assert not set(first) & set(second)
    assert len(_rows(client, f"{query}&size=100")) == len(first) + len(second)


@pytest.mark.one_database
def test_queries_do_not_grow_with_the_rows(
    client: PageClient, build: Builder, trust: Unit, count_queries: Callable[[], Any]
) -> None:
    def queries() -> int:
        with count_queries() as made:
            client.get("/control/summary?group=objective&stratum=all")
        return len(made)

    few = queries()
    for number in range(8):
        measured(build, build.metric(trust), build.unit(f"Ward y{number}", parent=ward_of(trust).parent), WORSE)
    assert queries() == few
    assert db.session.query(Reading).count() > 15


@pytest.mark.one_database
def test_an_empty_table_teaches(client: PageClient, build: Builder) -> None:
    client.sign_in(build.person(RoleName.VIEWER, build.trust()))
    assert "It starts with the first upload." in client.get("/control/").text


def _metric(key: str) -> Metric:
    found = find(key)
    assert found is not None
    return found
