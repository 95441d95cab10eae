"""Starting a programme, changing it, ending it with what was learned, going on with it."""

import pytest

from qms.improvement.collaboratives.models import Collaborative
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.collaboratives.making import collaborative
from tests.improvement.conftest import Place
from tests.improvement.making import objective
from tests.page_client import PageClient

FIVE = {"title": "Fewer falls together", "aim": "20% fewer falls", "starts_on": "2026-12-01", "ends_on": "2027-11-30"}


def test_a_programme_starts_with_five_answers(client: PageClient, place: Place) -> None:
    client.sign_in(place.coach)
    client.get("/improvement/collaboratives/new")
    response = client.submit("/improvement/collaboratives/new", FIVE | {"unit": str(place.trust.id)})
    assert response.status_code == 303
    found = db.session.query(Collaborative).one()
    assert (found.lead_id, found.is_running) == (place.coach.id, True)
    page = client.get(response.location).text
    assert "Planned" in page
    assert "Still to do" in page, "a new programme says what it lacks"
    assert db.session.query(AuditEvent).filter_by(event="collaborative.started").count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "Enter what the collaborative is called."),
        ({"ends_on": "2026-12-01"}, "Enter a later day."),
        ({"ends_on": "soon"}, "“soon” is not a date."),
        ({"aim": "Patient 943 476 5919 fell"}, "looks like an NHS number"),
    ],
)
@pytest.mark.one_database
def test_wrong_answers_are_refused_with_what_to_enter(
    client: PageClient, place: Place, changed: dict[str, str], said: str
) -> None:
    client.sign_in(place.coach)
    client.get("/improvement/collaboratives/new")
    response = client.submit("/improvement/collaboratives/new", FIVE | {"unit": str(place.trust.id)} | changed)
    assert response.status_code == 422
    assert said in response.text
    assert db.session.query(Collaborative).count() == 0


def test_only_those_who_run_it_change_it(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.other_nurse)
    client.sign_in(place.nurse)
    assert client.get(f"/improvement/collaboratives/{found.id}/edit").status_code == 403
    assert client.get("/improvement/collaboratives/new").status_code == 403
    client.sign_in(place.other_nurse)
    assert client.get(f"/improvement/collaboratives/{found.id}/edit").status_code == 200, "its lead, by being its lead"


def test_two_people_change_it_at_once(client: PageClient, place: Place) -> None:
    found, aim = collaborative(place.trust, place.coach), objective(place.trust)
    url = f"/improvement/collaboratives/{found.id}/edit"
    answers = FIVE | {
        "version": "1", "unit": str(place.trust.id), "objective": str(aim.id), "lead": place.coach.email, "why": "Harm",
        "open_to_join": "y",
    }  # fmt: skip
    client.sign_in(place.coach)
    client.get(url)
    assert client.submit(url, answers).status_code == 303
    stale = client.submit(url, answers | {"title": "Another name"})
    assert stale.status_code == 409
    assert "Another name" in stale.text, "what was typed is not lost"
    db.session.expire_all()
    stored = db.session.query(Collaborative).one()
    assert (stored.title, stored.objective_id) == ("Fewer falls together", aim.id)


def test_it_ends_with_what_was_learned_and_goes_on(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    url = f"/improvement/collaboratives/{found.id}"
    client.sign_in(place.coach)
    client.get(f"{url}/end")
    assert client.submit(f"{url}/end", {"learned": ""}).status_code == 422
    client.submit(f"{url}/end", {"learned": "Bay nursing helps at night."})
    page = client.get(url).text
    assert "Ended 22 November 2026" in page
    assert "Bay nursing helps at night." in page
    assert client.get(f"{url}/join").status_code == 404, "nobody joins what has ended"
    client.submit(f"{url}/reopen")
    db.session.expire_all()
    assert db.session.query(Collaborative).one().ended_on is None
    assert [
        each.event
        for each in db.session.query(AuditEvent).order_by(AuditEvent.id).filter(AuditEvent.event.startswith("collaborative."))
    ] == [
        "collaborative.ended",
        "collaborative.reopened",
    ]
    assert clock.today() <= found.ends_on
