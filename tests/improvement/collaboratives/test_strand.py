"""Collaboratives on the golden thread: found, on the page of the objective that they serve, and on home pages."""

from typing import Any

import pytest
from flask import Flask

from qms.golden_thread.strands import strand
from qms.improvement.collaboratives import home
from qms.improvement.collaboratives.measures.actions import share_measure
from qms.improvement.collaboratives.models import Collaborative
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.collaboratives.making import collaborative, event, team
from tests.improvement.conftest import Place
from tests.improvement.making import objective, project
from tests.page_client import PageClient


@pytest.fixture
def found(place: Place) -> Collaborative:
    made = collaborative(place.trust, place.coach, objective=objective(place.trust))
    team(made, project(place.ward, place.nurse))
    event(made, 14)
    return made


def test_the_objective_shows_it(client: PageClient, place: Place, found: Collaborative) -> None:
    collaborative(place.trust, place.coach, title="Of old", objective=found.objective, ended_on=clock.today())
    client.sign_in(place.reader)
    page = client.get(f"/objectives/{found.objective_id}").text
    assert "2 collaboratives: 1 is running, 1 has ended" in page
    assert "Fewer falls together" in page
    served = strand("collaborative")
    with client.application.test_request_context():
        answer = served.serving([found.objective_id or 0])[found.objective_id or 0]
    assert (answer.summary, answer.detail) == (
        "2 collaboratives: 1 is running, 1 has ended",
        "1 team takes part.",
    )
    assert dict(answer.counts) == {"running": 1, "ended": 1}


def test_search_finds_it_by_its_title_and_its_aim(client: PageClient, place: Place, found: Collaborative) -> None:
    client.sign_in(place.reader)
    for words in ("together", "six wards"):
        assert f"/improvement/collaboratives/{found.id}" in client.get(f"/search?q={words}").text
    assert f"/improvement/collaboratives/{found.id}" not in client.get("/search?q=six+lemons").text


def test_home_pages_say_what_comes_next(client: PageClient, place: Place, build: Builder, found: Collaborative) -> None:
    share_measure(found, metric=build.metric(place.trust), teams=[], by=place.coach)
    db.session.commit()
    client.sign_in(place.nurse)
    assert "Next: Learning session 2, 6 December 2026 (in 14 days)" in client.get("/").text
    client.sign_in(place.coach)
    assert "No team is up to date with the figures: Ward 1." in client.get("/").text
    client.sign_in(place.reader)
    assert "Learning together" not in client.get("/").text


def test_a_metric_that_is_shared_says_so_before_it_is_retired(app: Flask, place: Place, build: Builder, found: Any) -> None:
    metric = build.metric(place.trust)
    share_measure(found, metric=metric, teams=[], by=place.coach)
    db.session.commit()
    with app.test_request_context():
        cards = strand("collaborative").measured_by([metric.id])[metric.id]
        assert [each.title for each in cards] == ["Fewer falls together"]
        assert strand("collaborative").by_ids([found.id])[found.id].status == "Running"


def test_queries_do_not_grow_with_programmes(app: Flask, place: Place, found: Collaborative, count_queries: Any) -> None:
    def ask() -> None:
        with app.test_request_context():
            strand("collaborative").serving([found.objective_id])
            strand("collaborative").search("falls", 10)
            home.sections(place.nurse)

    with count_queries() as few:
        ask()
    for number in range(4):
        more = collaborative(place.trust, place.coach, title=f"Falls {number}", objective=found.objective)
        team(more, project(place.ward, place.nurse, title=f"Project {number}"))
    with count_queries() as many:
        ask()
    assert len(many) <= len(few)
