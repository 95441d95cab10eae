"""Search: what is found, in which order, and what odd words do."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.golden_thread.metrics.models import MetricState
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.searching import queries
from tests.builder import Builder
from tests.page_client import PageClient


@pytest.fixture
def reader(build: Builder, client: PageClient) -> PageClient:
    """Somebody without any role, who may read."""
    return client.sign_in(build.person())


def objective(build: Builder, title: str, unit_id: int, aim: str = "") -> Objective:
    """An objective of this financial year."""
    dates = {"starts_on": dt.date(2026, 4, 1), "due_on": dt.date(2027, 3, 31)}
    return build.commit(Objective(unit_id=unit_id, title=title, aim=aim, **dates))


def test_everything_of_the_thread_is_found_in_groups(build: Builder, reader: PageClient) -> None:
    trust = build.trust()
    build.unit("Falls clinic", parent=trust, ods_code="RIVFC")
    build.metric(trust, name="Falls per 1,000 bed days")
    objective(build, "Fewer falls", trust.id, "Halve falls with harm by March 2027.")
    page = reader.get("/search?q=FALLS").text
    assert "3 things match “FALLS”." in page
    for words in ("Falls clinic", "Falls per 1,000 bed days", "Fewer falls", "Halve falls with harm by March 2027."):
        assert words in page
    assert "Riverside Trust" not in page


def test_every_word_must_occur_but_in_any_order(build: Builder, reader: PageClient) -> None:
    trust = build.trust()
    build.metric(trust, name="Falls with harm")
    build.metric(trust, name="Falls")
    found = queries.metrics("harm falls", 10).items
    assert [each.name for each in found] == ["Falls with harm"]


def test_codes_and_short_names_are_found(build: Builder) -> None:
    trust = build.trust()
    build.metric(trust, name="Seen within four hours", key="ae-four-hour")
    assert [each.name for each in queries.units("riv", 10).items] == ["Riverside Trust"]
    assert [each.key for each in queries.metrics("ae-four", 10).items] == ["ae-four-hour"]


def test_what_starts_with_the_words_comes_first_and_what_is_retired_last(build: Builder) -> None:
    trust = build.trust()
    build.metric(trust, name="A metric of falls")
    build.metric(trust, name="Falls")
    build.metric(trust, name="Falls, the old way", state=MetricState.RETIRED, agreed=False)
    build.metric(trust, name="Bruises", purpose="They follow falls.")
    found = [each.name for each in queries.metrics("falls", 10).items]
    assert found == ["Falls", "A metric of falls", "Bruises", "Falls, the old way"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "'; DROP TABLE unit", "x" * 5000, "a b c d e f g h i j k l"])
def test_odd_words_find_nothing_and_break_nothing(build: Builder, reader: PageClient, words: str) -> None:
    build.trust()
    answer = reader.get("/search", query_string={"q": words})
    assert answer.status_code == 200
    assert "Ward 1" not in answer.text


def test_without_words_the_page_says_what_can_be_searched(reader: PageClient) -> None:
    for address in ("/search", "/search?q=", "/search?q=+++"):
        assert "Search for a ward, a metric, an objective or a project" in reader.get(address).text
    assert "Nothing matches “zebra”." in reader.get("/search?q=zebra").text


def test_a_long_group_ends_with_the_way_to_the_rest(build: Builder, reader: PageClient) -> None:
    trust = build.trust()
    for number in range(12):
        build.metric(trust, name=f"Falls {number:02}")
    page = reader.get("/search?q=falls").text
    assert "More than 10 things match “falls”." in page
    assert "Falls 09" in page
    assert "Falls 10" not in page
    assert "All metrics that match" in page


def test_the_number_of_queries_does_not_grow(build: Builder, reader: PageClient, count_queries: Callable[[], Any]) -> None:
    trust = build.trust()

    def searching() -> int:
        with count_queries() as statements:
            assert reader.get("/search?q=falls").status_code == 200
        return len(statements)

    for number in range(2):
        build.metric(trust, name=f"Falls {number}", target=4.0)
        objective(build, f"Fewer falls {number}", trust.id)
    searching()
    before = searching()
    for number in range(2, 9):
        unit = build.unit(f"Falls clinic {number}", parent=trust)
        build.metric(unit, name=f"Falls {number}", target=4.0)
        objective(build, f"Fewer falls {number}", unit.id)
    assert searching() <= before + 1, "one more for the group that was empty at first"
