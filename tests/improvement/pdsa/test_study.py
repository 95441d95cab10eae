"""What the project's measures show on the page of a test, by its own dates."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.golden_thread.metrics.models import DataKind, Direction
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision, Foretold, PdsaCycle
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient

VALUES = [6, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 3, 2, 3, 4, 3, 2, 3, 4]  # twelve months before March 2026, eight since
START = dt.date(2026, 3, 2)


def series_id_of(made: Project) -> int:
    return db.session.query(ProjectMeasure.series_id).filter_by(project_id=made.id).scalar()


def test_the_page_of_a_test_shows_its_measure_beside_the_prediction(client: PageClient, place: Place, build: Builder) -> None:
    metric = build.metric(place.ward, name="Falls", direction=Direction.DECREASE)
    made = project(place.ward, place.nurse, series=falls(metric, place.ward, VALUES))
    test = cycle(made, place.nurse, starts_on=START)
    page = client.sign_in(place.nurse).get(f"/improvement/cycles/{test.id}").text
    assert "Since this test began on 2 March 2026 the average of Falls is lower: 5.9 before, 3.0 after (8 months)." in page
    assert "The chart shows a real improvement, sustained for 8 months." in page
    assert "Predicted:" in page
    assert "/slices/2026-03-02.svg?flag=2026-03-02" in page
    assert "Flag 1: this test began on 2 March 2026." in page


def test_what_is_measured_after_a_test_ended_is_no_result_of_it(client: PageClient, place: Place, build: Builder) -> None:
    made = project(place.ward, place.nurse, series=falls(build.metric(place.ward, name="Falls"), place.ward, VALUES))
    test = cycle(made, place.nurse, starts_on=START)
    decide(test, decision=Decision.ABANDON, reason="Too bright.", on=dt.date(2026, 4, 20), by=place.nurse)
    db.session.commit()
    page = client.sign_in(place.nurse).get(f"/improvement/cycles/{test.id}").text
    assert "5.9 before, 2.5 after (2 months)." in page
    assert "until=2026-04-20" in page


@pytest.mark.one_database
def test_while_nothing_is_measured_the_chart_stands_as_it_was(client: PageClient, place: Place, build: Builder) -> None:
    made = project(place.ward, place.nurse, series=falls(build.metric(place.ward, name="Falls"), place.ward, VALUES))
    test = cycle(made, place.nurse)  # from today
    alone = cycle(project(place.ward, place.nurse, title="Without a measure"), place.nurse, starts_on=START)
    client.sign_in(place.nurse)
    page = client.get(f"/improvement/cycles/{test.id}").text
    assert "Nothing has been measured since the test began." in page
    assert f"/slices/{clock.today()}.svg" in page
    assert "What the measures show" not in client.get(f"/improvement/cycles/{alone.id}").text


def test_a_decision_takes_the_result_from_the_chart_and_compares_it(client: PageClient, place: Place, build: Builder) -> None:
    """Predicted of a measure, and never typed twice: its average since the test began is the result."""
    series = falls(build.metric(place.ward, name="Falls"), place.ward, VALUES)
    made = project(place.ward, place.nurse, series=series)
    test = cycle(made, place.nurse, starts_on=START, series_id=series.id, predicted_high=3.5)
    url = f"/improvement/cycles/{test.id}"
    page = client.sign_in(place.nurse).get(url).text
    assert "Leave it empty to take the chart’s average since the test began, 3 per 1,000 bed days." in page

    sent = {"version": test.version, "studied": "Fewer.", "decision": "adopt", "decision_reason": "It works."}
    assert client.submit(f"{url}/results", sent).status_code == 303

    stored = db.session.get_one(PdsaCycle, test.id)
    assert stored.measured_value == pytest.approx(3.0)
    assert stored.foretold is Foretold.AS_PREDICTED, "the numbers say so"
    page = client.get(url).text
    assert "Predicted at most 3.5 per 1,000 bed days, measured 3 per 1,000 bed days: as predicted." in page


def test_a_percentage_is_typed_as_one_and_compared_on_the_scale_of_its_chart(
    client: PageClient, place: Place, build: Builder
) -> None:
    metric = build.metric(place.ward, name="Turned on time", data_kind=DataKind.PROPORTION, measured_in="", multiplier=1)
    made = project(place.ward, place.nurse, series=build.series(metric, place.ward))
    sent = {"question": "Clocks?", "prediction": "Better.", "predicted_low": "80%", "predicted_high": "90", "driver": "0"}
    dates = {"starts_on": clock.today().isoformat(), "series": str(series_id_of(made))}
    answer = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/cycles/new", sent | dates)
    stored = db.session.query(PdsaCycle).one()
    assert (stored.predicted_low, stored.predicted_high) == (0.8, 0.9)
    page = client.get(answer.location).text
    assert "Between 80% and 90%" in page

    result = {"version": stored.version, "studied": "Less.", "measured_value": "70", "decision": "", "foretold": "otherwise"}
    client.submit(f"/improvement/cycles/{stored.id}/results", result)
    assert db.session.get_one(PdsaCycle, stored.id).measured_value == 0.7
    page = client.get(answer.location).text
    assert "Predicted between 80% and 90%, measured 70%: lower than predicted." in page
    assert 'value="70"' in page, "the form shows what was typed"


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
