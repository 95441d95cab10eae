"""Stages with their dates, and what is learned at the end."""

import datetime as dt

import pytest

from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.models import Project, Stage, StageStep
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient


def to(stage: str, **changes: str) -> dict[str, str]:
    return {"stage": stage, "since": clock.today().isoformat(), "learned": ""} | changes


def test_stages_are_kept_with_their_dates(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/stages"
    began = clock.today() - dt.timedelta(days=10)
    client.submit(url, to("planning", since=began.isoformat()))
    client.submit(url, to("testing"))

    stored = db.session.get(Project, made.id)
    assert (stored.stage, stored.started_on, stored.ended_on) == (Stage.TESTING, began, None)
    steps = [(each.stage, each.since) for each in db.session.query(StageStep).order_by(StageStep.id)]
    assert steps == [(Stage.IDEA, clock.today()), (Stage.PLANNING, began), (Stage.TESTING, clock.today())]


@pytest.mark.parametrize("ending", ["completed", "stopped"])
def test_ending_asks_what_was_learned_and_reopening_is_possible(client: PageClient, place: Place, ending: str) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/stages"

    refused = client.submit(url, to(ending))
    assert refused.status_code == 422
    assert "Say what you learned, so that the next team can build on it." in refused.text
    assert db.session.get(Project, made.id).is_active

    client.submit(url, to(ending, learned="Lights work, leaflets do not."))
    ended = db.session.get(Project, made.id)
    assert (ended.stage.value, ended.ended_on, ended.learned) == (ending, clock.today(), "Lights work, leaflets do not.")
    assert "Lights work, leaflets do not." in client.get(f"/improvement/projects/{made.id}").text

    client.submit(url, to("testing"))
    again = db.session.get(Project, made.id)
    assert again.is_active
    assert again.ended_on is None
    assert again.learned == "Lights work, leaflets do not.", "what was learned is not lost"
    events = [
        each.detail["now"] for each in db.session.query(AuditEvent).filter_by(event="project.stage-changed").order_by("id")
    ]
    assert events == [ending, "testing"]


def test_the_action_itself_refuses_an_end_without_learning(place: Place) -> None:
    made = project(place.ward, place.nurse)
    with pytest.raises(ValueError, match="what was learned"):
        change_stage(made, stage=Stage.COMPLETED, since=clock.today(), by=place.nurse)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"stage": "flying"}, "Choose one from the list."),
        ({"since": "2027-01-01"}, "This day is still to come."),
        ({"since": ""}, "Enter the date of the change."),
    ],
)
def test_a_stage_that_makes_no_sense_is_refused(client: PageClient, place: Place, bad: dict, said: str) -> None:
    made = project(place.ward, place.nurse)
    response = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/stages", to("testing") | bad)
    assert response.status_code == 422
    assert said in response.text


@pytest.mark.one_database
def test_other_wards_cannot_move_it(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    assert (
        client.sign_in(place.other_nurse).submit(f"/improvement/projects/{made.id}/stages", to("testing")).status_code == 403
    )
