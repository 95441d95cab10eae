"""What the project's measures show on the page of a test, by its own dates."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.golden_thread.metrics.models import Direction
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient

VALUES = [6, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 3, 2, 3, 4, 3, 2, 3, 4]  # twelve months before March 2026, eight since
START = dt.date(2026, 3, 2)


def test_the_page_of_a_test_shows_its_measure_beside_the_prediction(client: PageClient, place: Place, build: Builder) -> None:
    metric = build.metric(place.ward, name="Falls", direction=Direction.DECREASE)
    made = project(place.ward, place.nurse, series=falls(metric, place.ward, VALUES))
    test = cycle(made, place.nurse, starts_on=START)
    page = client.sign_in(place.nurse).get(f"/improvement/cycles/{test.id}").text
    assert "Since this test began on 2 March 2026 the average of Falls is lower: 5.9 before, 3.0 after (8 months)." in page
    assert "The chart shows a real improvement, sustained for 8 months." in page
    assert "Predicted:" in page
    assert f"/control/charts/{made.id}/changes/2026-03-02.svg" in page


def test_what_is_measured_after_a_test_ended_is_no_result_of_it(client: PageClient, place: Place, build: Builder) -> None:
    made = project(place.ward, place.nurse, series=falls(build.metric(place.ward, name="Falls"), place.ward, VALUES))
    test = cycle(made, place.nurse, starts_on=START)
    decide(test, decision=Decision.ABANDON, reason="Too bright.", on=dt.date(2026, 4, 20), by=place.nurse)
    db.session.commit()
    page = client.sign_in(place.nurse).get(f"/improvement/cycles/{test.id}").text
    assert "5.9 before, 2.5 after (2 months)." in page
    assert "until=2026-04-20" in page


@pytest.mark.one_database
def test_a_test_without_figures_on_both_sides_shows_none(client: PageClient, place: Place, build: Builder) -> None:
    made = project(place.ward, place.nurse, series=falls(build.metric(place.ward, name="Falls"), place.ward, VALUES))
    test = cycle(made, place.nurse)  # from today: nothing has been measured since
    alone = cycle(project(place.ward, place.nurse, title="Without a measure"), place.nurse, starts_on=START)
    client.sign_in(place.nurse)
    for each in (test, alone):
        assert "What the measures show" not in client.get(f"/improvement/cycles/{each.id}").text


@pytest.mark.parametrize("page", ["cycles", "projects"])
def test_the_queries_do_not_grow_with_the_measures(
    client: PageClient, place: Place, build: Builder, count_queries: Callable[[], Any], page: str
) -> None:
    made = project(place.ward, place.nurse, series=falls(build.metric(place.ward, name="Falls"), place.ward, VALUES))
    test = cycle(made, place.nurse, starts_on=START)
    url = f"/improvement/{page}/{test.id if page == 'cycles' else made.id}"
    client.sign_in(place.nurse).get(url)

    def opened() -> int:
        with count_queries() as queries:
            assert client.get(url).text.count("(8 months)") >= 1
        return len(queries)

    few = opened()
    for number in range(4):
        more = falls(build.metric(place.ward, name=f"Falls at hour {number}"), place.ward, VALUES)
        link_measure(made, series=more, by=place.nurse)
    db.session.commit()
    assert opened() == few
