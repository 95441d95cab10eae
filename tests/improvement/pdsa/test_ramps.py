"""Ramps by change idea: what stands where, on the project's page and as a list; planning the next; taking out a mistake."""

from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.pdsa.actions import decide, record_result, remove_cycle
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.pdsa.queries import ramp_of
from qms.improvement.pdsa.ramps import trees_of
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.page_client import PageClient


def grown(place: Place) -> Project:
    """A project with one idea tried in a branching ramp, another tried once, and a test that names none."""
    made = project(place.ward, place.nurse)
    first = cycle(made, place.nurse, idea="Night lights", question="In one bay?")
    decide(first, decision=Decision.ADAPT, reason="Too bright.", by=place.nurse)
    second = cycle(made, place.nurse, idea="Night lights", question="Dimmed?", follows=first)
    cycle(made, place.nurse, question="With a nurse beside?", follows=first)
    decide(second, decision=Decision.ADOPT, reason="It works.", by=place.nurse)
    cycle(made, place.nurse, idea="night Lights", question="In the corridor?")
    cycle(made, place.nurse, idea="Alarms", question="Two mats?")
    cycle(made, place.nurse, question="Anything else?")
    db.session.commit()
    return made


def test_cycles_of_one_idea_stand_together_and_each_after_the_one_that_it_came_from(place: Place) -> None:
    trees = trees_of(ramp_of(grown(place).id), {})
    found = [(tree.idea, [(each.number, depth) for each, depth in tree.placed]) for tree in trees]
    assert found == [
        ("Alarms", [(5, 0)]),
        ("Night lights", [(1, 0), (2, 1), (3, 1)]),  # what comes from a test tries its idea
        ("night Lights", [(4, 0)]),
        ("", [(6, 0)]),
    ]


def test_the_part_shows_a_drawing_and_the_same_as_a_list(client: PageClient, place: Place) -> None:
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{grown(place).id}?tab=cycles").text
    assert page.count("Change idea: Night lights") == 1, "however it is written"
    assert "Tests without a named change idea" in page
    assert "Adapted from cycle 1" in page
    assert page.count("<svg xmlns") >= 2, "one for wide windows, one for telephones"
    assert 'class="qms-ramp__cycle qms-ramp__cycle--1' in page


def test_another_test_of_an_idea_takes_the_idea_over_and_nothing_else(client: PageClient, place: Place) -> None:
    made = grown(place)
    first = ramp_of(made.id)[0]
    form = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}/cycles/new?idea_of={first.id}").text
    assert 'value="Night lights"' in form
    assert "In one bay?" not in form
    assert '<option value="Alarms">' in form, "ideas that were named are on offer"


def test_a_test_that_names_only_three_answers_is_due_in_a_week(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}/cycles/new").text
    assert 'class="nhsuk-details nhsuk-expander">' in page, "the rest is folded away"
    sent = {"question": "Lights?", "prediction": "Fewer falls.", "result_due_on": "2026-12-01"}
    hidden = {"starts_on": clock.today().isoformat(), "driver": "0", "series": "0"}
    answer = client.submit(f"/improvement/projects/{made.id}/cycles/new", sent | hidden)
    assert "Not said yet: who tries it, where and when; what is counted, and by whom." in client.get(answer.location).text


def test_a_plan_made_by_mistake_is_taken_out_and_a_test_that_was_run_is_kept(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    mistake, run = cycle(made, place.nurse), cycle(made, place.nurse)
    record_result(run, did="Tried it.", by=place.nurse)
    followed = cycle(made, place.nurse)
    cycle(made, place.nurse, follows=followed)
    client.sign_in(place.nurse)
    assert "Take the cycle out" in client.get(f"/improvement/cycles/{mistake.id}").text
    for kept in (run, followed):
        assert "Take the cycle out" not in client.get(f"/improvement/cycles/{kept.id}").text
        with pytest.raises(ValueError, match="is kept"):
            remove_cycle(kept, by=place.nurse)
        assert "is kept" in client.get(client.submit(f"/improvement/cycles/{kept.id}/remove").location).text

    client.submit(f"/improvement/cycles/{mistake.id}/remove")

    assert {each.id for each in ramp_of(made.id)} == {2, 3, 4}
    event = db.session.query(AuditEvent).filter_by(event="cycle.removed").one()
    assert event.detail["prediction"] == "Fewer falls."


def test_somebody_on_the_team_from_elsewhere_plans_and_decides(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    made.coach = place.other_nurse
    test = cycle(made, place.nurse)
    page = client.sign_in(place.other_nurse).get(f"/improvement/cycles/{test.id}").text
    assert "Do: what happened when you tried it?" in page
    sent = {"version": test.version, "did": "Tried it.", "surprises": "It was quiet.", "decision": ""}
    assert client.submit(f"/improvement/cycles/{test.id}/results", sent).status_code == 303
    assert db.session.get_one(PdsaCycle, test.id).surprises == "It was quiet."


def test_the_tests_of_a_draft_are_its_teams_alone(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    test = cycle(made, place.nurse)
    made.team_only, made.stage = True, "planning"
    db.session.commit()
    assert client.sign_in(place.nurse).get(f"/improvement/cycles/{test.id}").status_code == 200
    assert client.sign_in(place.reader).get(f"/improvement/cycles/{test.id}").status_code == 404


def test_the_part_asks_no_more_for_more_tests(client: PageClient, place: Place, count_queries: Callable[[], Any]) -> None:
    made = project(place.ward, place.nurse)
    cycle(made, place.nurse)
    url = f"/improvement/projects/{made.id}?tab=cycles"
    client.sign_in(place.nurse).get(url)

    def opened() -> int:
        with count_queries() as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    few = opened()
    for number in range(30):
        cycle(made, place.nurse, question=f"Question {number}?", idea=f"Idea {number % 7}")
    assert opened() == few
    assert "Showing 1 to 20 of 31" in client.get(url).text
    assert "Question 3?" in client.get(url + "&page=2").text or "Question 3?" in client.get(url).text
