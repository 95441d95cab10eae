"""Stages with their dates, and what is learned at the end."""

import datetime as dt

import pytest

from qms.improvement.progress.actions import archive, change_stage
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


@pytest.mark.parametrize("ending", ["completed", "stopped", "abandoned"])
def test_ending_asks_what_was_learned_and_reopening_is_possible(client: PageClient, place: Place, ending: str) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/stages"

    refused = client.submit(url, to(ending))
    assert refused.status_code == 422
    assert "Say what you learned, so that the next team can build on it." in refused.text
    assert db.session.get(Project, made.id).is_active

    client.submit(url, to(ending, learned="Lights work, leaflets do not.", in_spite="yes"))
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


def test_a_pause_says_why_stops_no_clock_and_goes_on_where_it_was(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    client.submit(f"{url}/stages", to("implementing"))
    assert client.submit(f"{url}/stages", to("paused")).status_code == 422
    client.submit(f"{url}/stages", to("paused", learned="The ward moves house until May."))

    paused = db.session.get_one(Project, made.id)
    assert paused.is_active
    assert paused.learned == "", "what is learned at the end is still to come"
    page = client.get(url).text
    assert "The ward moves house until May." in page
    paused.last_entry_at = clock.now() - dt.timedelta(days=100)
    db.session.commit()
    assert "Stalled" not in client.get(url).text
    charter = client.get(f"{url}?tab=charter").text
    assert '<option selected value="implementing">' in charter


@pytest.mark.one_database
def test_the_ways_to_end_lead_to_the_form_with_that_stage(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}?tab=charter"
    assert f'href="{url}&amp;stage=abandoned#stage">Abandon it' in client.get(url).text
    page = client.get(f"{url}&stage=abandoned").text
    assert '<option selected value="abandoned">' in page
    assert '<details class="nhsuk-details" open>' in page
    assert client.get(f"{url}&stage=nonsense").status_code == 200


def test_an_archived_project_leaves_the_lists_and_comes_back(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    assert "End it first." in client.submit(f"{url}/archive", follow_redirects=True).text
    assert not db.session.get_one(Project, made.id).is_archived
    client.submit(f"{url}/stages", to("abandoned", learned="Lights dazzle."))
    client.submit(f"{url}/archive")
    assert db.session.get_one(Project, made.id).is_archived
    assert "Archived on 22 November 2026." in client.get(url).text
    assert made.title not in client.get("/improvement/projects.csv").text
    assert made.title in client.get("/improvement/projects.csv?stage=archived").text
    client.submit(f"{url}/unarchive")
    assert made.title in client.get("/improvement/projects.csv").text
    client.submit(f"{url}/archive")
    client.submit(f"{url}/stages", to("testing"))
    assert not db.session.get_one(Project, made.id).is_archived, "what is opened again is back in the lists"


@pytest.mark.one_database
def test_the_action_archives_nothing_that_goes_on(place: Place) -> None:
    with pytest.raises(ValueError, match="End it first"):
        archive(project(place.ward, place.nurse), by=place.nurse)
