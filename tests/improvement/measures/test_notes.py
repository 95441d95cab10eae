"""The flags on a project's main chart are written out below it, with the numbers that the picture gives them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.control.charts.actions import annotate
from qms.golden_thread.strands import strand
from qms.improvement.measures.notes import MOST
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient

FALLS = [6.0, 5.0, 7.0, 6.0, 5.0, 6.0, 7.0, 5.0, 6.0, 5.0, 6.0, 7.0, 6.0, 5.0]


def test_notes_and_tests_stand_below_the_chart_in_the_order_of_their_flags(
    client: PageClient, place: Place, build: Builder
) -> None:
    series = falls(build.metric(place.ward), place.ward, FALLS)
    made = project(place.ward, place.nurse, series=series)
    cycle(made, place.nurse, question="Does a bell help?", starts_on=dt.date(2026, 6, 3))
    annotate(series, period=dt.date(2026, 3, 1), text="New alarms on every bed", by=place.nurse)
    annotate(series, period=dt.date(2019, 3, 1), text="Before anything was measured", by=place.nurse)
    build.commit()
    client.sign_in(place.nurse)
    page = client.get(f"/improvement/projects/{made.id}").text
    assert page.index("New alarms on every bed") < page.index("Test 1 began: Does a bell help?")
    assert "Before anything was measured" not in page, "the picture has no flag of it"


@pytest.mark.one_database
def test_of_many_flags_the_latest_are_written_out(client: PageClient, place: Place, build: Builder) -> None:
    series = falls(build.metric(place.ward), place.ward, FALLS)
    made = project(place.ward, place.nurse, series=series)
    for month in range(1, 11):
        annotate(series, period=dt.date(2026, month, 1), text=f"Note of month {month}.", by=place.nurse)
    build.commit()
    client.sign_in(place.nurse)
    page = client.get(f"/improvement/projects/{made.id}").text
    assert "Note of month 10." in page
    assert "Note of month 2." not in page
    assert f"{10 - MOST} earlier notes on" in page


@pytest.mark.one_database
def test_the_queries_do_not_grow_with_the_charts(
    place: Place, build: Builder, addresses: None, count_queries: Callable[[], Any]
) -> None:
    metric = build.metric(place.ward)
    first = falls(metric, place.ward, FALLS)
    second = falls(metric, place.other_ward, FALLS)
    annotate(second, period=dt.date(2026, 3, 1), text="Moved house", by=place.nurse)

    def asked(*ids: int) -> int:
        with count_queries() as queries:
            strand("signal").written_flags(ids)
        return len(queries)

    assert asked(first.id) == asked(first.id, second.id)
