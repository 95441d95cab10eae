"""Tests of change: predict, try, compare, decide."""

import datetime as dt
from typing import Any

import pytest

from qms.improvement.pdsa.actions import decide, record_result, replan_cycle, start_cycle, undo_decision
from qms.improvement.pdsa.figures import comparison
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.pdsa.presenters import state_of
from qms.improvement.pdsa.queries import ramp_of
from qms.improvement.pdsa.ramps import ramps_of, trees_of
from qms.improvement.projects.models import Stage
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.page_client import PageClient


def plan(**changes: Any) -> dict[str, Any]:
    usual = {
        "question": "Does a night light help?",
        "prediction": "Half as many falls.",
        "predicted_high": "3",
        "series": "0",
        "plan": "Bay A, three nights.",
        "driver": "0",
        "starts_on": clock.today().isoformat(),
        "result_due_on": (clock.today() + dt.timedelta(days=7)).isoformat(),
    }
    return usual | changes


def result(of: PdsaCycle, **changes: Any) -> dict[str, Any]:
    usual = {
        "version": of.version,
        "did": "Tried it for three nights.",
        "studied": "One fall.",
        "measured_value": "1",
        "foretold": "as-predicted",
        "decision": "",
        "decision_reason": "",
    }
    return usual | changes


def test_a_cycle_without_a_prediction_is_refused(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    response = client.sign_in(place.nurse).submit(
        f"/improvement/projects/{made.id}/cycles/new", plan(prediction=" ", plan="Bay A only.")
    )
    assert response.status_code == 422
    assert "Write down what you predict." in response.text
    assert "Bay A only." in response.text
    assert db.session.query(PdsaCycle).count() == 0
    with pytest.raises(ValueError, match="needs a prediction"):
        start_cycle(made, question="Light?", prediction=" ", starts_on=clock.today(), by=place.nurse)


def test_the_first_test_brings_an_idea_to_testing(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    response = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/cycles/new", plan())

    stored = db.session.query(PdsaCycle).one()
    assert response.location.endswith(f"/improvement/cycles/{stored.id}")
    assert (stored.number, stored.predicted_low, stored.predicted_high, stored.follows_id) == (1, None, 3.0, None)
    now = project_by_id(made.id)
    assert now.stage is Stage.TESTING
    assert now.started_on == clock.today()


def test_adapting_opens_the_next_cycle_prefilled_and_linked(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    first = cycle(made, place.nurse, plan="Bay A, three nights.")
    client.sign_in(place.nurse)

    answer = client.submit(
        f"/improvement/cycles/{first.id}/results", result(first, decision="adapt", decision_reason="Too bright.")
    )
    assert f"/improvement/projects/{made.id}/cycles/new?follows={first.id}" in answer.location
    form = client.get(answer.location).text
    assert "Bay A, three nights." in form
    assert "One fall." in form, "what the last one found stands beside the new plan"
    client.submit(answer.location, plan(question="Does a dimmer light help?"))

    second = db.session.query(PdsaCycle).filter_by(number=2).one()
    assert second.follows_id == first.id
    with client.application.test_request_context():
        (ramp,) = ramps_of(trees_of(ramp_of(made.id), {}), clock.today())
    steps = ramp.steps
    assert [(step.state, step.follows) for step in steps] == [("Adapted", ""), ("Running", "Adapted from cycle 1")]


@pytest.mark.one_database
def test_a_decision_needs_what_was_found_and_why_and_keeps_what_was_typed(client: PageClient, place: Place) -> None:
    made = cycle(project(place.ward, place.nurse), place.nurse)
    response = client.sign_in(place.nurse).submit(
        f"/improvement/cycles/{made.id}/results", result(made, studied="", decision="adopt")
    )
    assert response.status_code == 422
    assert "Say what you found before you decide." in response.text
    assert "Say why you decided so." in response.text
    assert "Tried it for three nights." in response.text
    assert db.session.get(PdsaCycle, made.id).decision is None


def test_results_can_be_stored_before_deciding(client: PageClient, place: Place) -> None:
    made = cycle(project(place.ward, place.nurse), place.nurse, predicted_low=3.0, predicted_high=3.0)
    client.sign_in(place.nurse).submit(f"/improvement/cycles/{made.id}/results", result(made))
    stored = db.session.get(PdsaCycle, made.id)
    assert (stored.did, stored.measured_value, stored.decision) == ("Tried it for three nights.", 1.0, None)
    assert comparison(stored) == "Predicted 3, measured 1: lower than predicted."


def test_a_decision_can_be_undone_and_the_audit_keeps_it(client: PageClient, place: Place) -> None:
    made = cycle(project(place.ward, place.nurse), place.nurse)
    client.sign_in(place.nurse)
    client.submit(f"/improvement/cycles/{made.id}/results", result(made, decision="adopt", decision_reason="It works."))
    assert db.session.get(PdsaCycle, made.id).decision is Decision.ADOPT
    assert "Undo the decision" in client.get(f"/improvement/cycles/{made.id}").text

    client.submit(f"/improvement/cycles/{made.id}/decisions/undo")

    stored = db.session.get(PdsaCycle, made.id)
    assert (stored.decision, stored.decision_reason, stored.decided_on) == (None, "", None)
    undone = db.session.query(AuditEvent).filter_by(event="cycle.decision-undone").one()
    assert undone.detail["reason"] == "It works."


def test_a_result_based_on_an_old_version_shows_both(client: PageClient, place: Place) -> None:
    made = cycle(project(place.ward, place.nurse), place.nurse)
    old = result(made, did="Mine.")
    record_result(made, did="Theirs.", by=place.coach)
    db.session.commit()

    response = client.sign_in(place.nurse).submit(f"/improvement/cycles/{made.id}/results", old)

    assert response.status_code == 409
    assert "Mine." in response.text
    assert "Theirs." in response.text
    assert db.session.get(PdsaCycle, made.id).did == "Theirs."


def test_the_prediction_stands_once_there_is_a_result(client: PageClient, place: Place) -> None:
    made = cycle(project(place.ward, place.nurse), place.nurse)
    record_result(made, did="Tried it.", by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)

    assert 'name="prediction"' not in client.get(f"/improvement/cycles/{made.id}/edit").text
    client.submit(f"/improvement/cycles/{made.id}/edit", plan(prediction="I knew it.", version=made.version))
    stored = db.session.get(PdsaCycle, made.id)
    assert stored.prediction == "Fewer falls."
    assert stored.plan == "Bay A, three nights.", "the rest of the plan can still be corrected"
    with pytest.raises(ValueError, match="prediction stands"):
        replan_cycle(stored, prediction="I knew it.", by=place.nurse)


def test_a_plan_based_on_an_old_version_shows_both(client: PageClient, place: Place) -> None:
    made = cycle(project(place.ward, place.nurse), place.nurse)
    version = made.version
    replan_cycle(made, plan="Bay B.", by=place.coach)
    db.session.commit()
    response = client.sign_in(place.nurse).submit(f"/improvement/cycles/{made.id}/edit", plan(plan="Bay C.", version=version))
    assert response.status_code == 409
    assert "Bay B." in response.text
    assert "Bay C." in response.text


@pytest.mark.one_database
def test_a_cycle_past_its_date_without_a_decision_is_overdue(place: Place) -> None:
    made = project(place.ward, place.nurse)
    start = clock.today() - dt.timedelta(days=20)
    late = cycle(made, place.nurse, starts_on=start, result_due_on=start + dt.timedelta(days=7))
    assert state_of(late, clock.today())[0] == "Result overdue"
    decide(late, decision=Decision.ABANDON, reason="No time.", by=place.nurse)
    assert state_of(late, clock.today())[0] == "Abandoned"
    undo_decision(late, by=place.nurse)
    assert state_of(late, clock.today())[0] == "Result overdue"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"predicted_low": "few"}, "“few” is not a number."),
        ({"predicted_high": "inf"}, "“inf” is not a number."),
        ({"starts_on": "soon"}, "“soon” is not a date."),
        ({"starts_on": ""}, "Enter the day on which the test starts."),
        ({"result_due_on": "2020-01-01"}, "The result is due before the test starts."),
        ({"starts_on": "0206-01-01"}, "Check the year."),
    ],
)
@pytest.mark.one_database
def test_a_plan_with_bad_input_says_what_to_enter(client: PageClient, place: Place, changes: dict, said: str) -> None:
    made = project(place.ward, place.nurse)
    response = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/cycles/new", plan(**changes))
    assert response.status_code == 422
    assert said in response.text


@pytest.mark.one_database
def test_a_cycle_of_another_project_cannot_be_followed(client: PageClient, place: Place) -> None:
    other = cycle(project(place.ward, place.nurse, title="Another"), place.nurse)
    made = project(place.ward, place.nurse)
    answer = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}/cycles/new?follows={other.id}")
    assert answer.status_code == 404


@pytest.mark.one_database
def test_only_those_who_run_projects_there_plan_and_decide(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    test = cycle(made, place.nurse)
    client.sign_in(place.other_nurse)
    assert "Fewer falls." in client.get(f"/improvement/cycles/{test.id}").text, "everybody reads"
    for url in (f"projects/{made.id}/cycles/new", f"cycles/{test.id}/edit", f"cycles/{test.id}/results"):
        assert client.submit(f"/improvement/{url}", {}).status_code == 403
    assert client.submit(f"/improvement/cycles/{test.id}/decisions/undo").status_code == 403
