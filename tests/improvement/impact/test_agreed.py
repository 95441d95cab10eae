"""Actions that a meeting agreed: their owners find them, are reminded once, and say when they are done."""

import datetime as dt

import pytest

from qms.improvement.impact.agreed.actions import agree_on, edit_agreed
from qms.improvement.impact.agreed.jobs import remind_of_agreed_actions
from qms.improvement.impact.models import AgreedAction, ImpactEntry, ImpactKind
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.impact.making import entry
from tests.improvement.making import project
from tests.outbox import Outbox
from tests.page_client import PageClient


@pytest.fixture
def meeting(place: Place) -> ImpactEntry:
    return entry(place.nurse, ImpactKind.MEETING, project=project(place.ward, place.nurse), title="Care homes")


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def test_an_action_is_agreed_found_at_home_and_done_by_its_owner(
    client: PageClient, place: Place, meeting: ImpactEntry
) -> None:
    url = f"/improvement/impact/entries/{meeting.id}"
    client.sign_in(place.nurse)
    words = {"what": "Send the leaflet", "owner": "Dan Wood", "due_on": str(in_days(-2))}
    assert client.submit(f"{url}/actions", words).location.endswith("#agreed")
    assert "1 action agreed: none done yet, 1 overdue." in client.get(url).text

    client.sign_in(place.reader)
    home = client.get("/").text
    assert "1 agreed action is due" in home
    assert "Send the leaflet" in home
    action = db.session.query(AgreedAction).one()
    address = f"/improvement/impact/actions/{action.id}"
    client.submit(f"{address}/done")
    client.submit(f"{address}/done")
    assert db.session.query(AuditEvent).filter_by(event="agreed-action.done").count() == 1, "a second tap changes nothing"
    assert "by Dan Wood" in client.get(url).text
    assert "Send the leaflet" not in client.get("/").text
    assert client.submit(f"{address}/edit", words).status_code == 403, "an owner without a role ticks, and no more"
    client.submit(f"{address}/reopen")
    assert not db.session.query(AgreedAction).one().is_done
    client.sign_in(place.other_nurse)
    assert client.submit(f"{address}/done").status_code == 403


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"what": ""}, "Say what was agreed."),
        ({"what": "Ring 943 476 5919"}, "looks like an NHS number"),
        ({"what": "Ring", "owner": "Dan Woods"}, "Did you mean Dan Wood?"),
        ({"what": "Ring", "owner": "Dan Wood", "outside": "Care board"}, "Name one owner"),
        ({"what": "Ring", "due_on": "Friday"}, "is not a date"),
    ],
)
def test_what_is_refused_is_said(
    client: PageClient, place: Place, meeting: ImpactEntry, words: dict[str, str], said: str
) -> None:
    answer = client.sign_in(place.nurse).submit(f"/improvement/impact/entries/{meeting.id}/actions", words)
    assert answer.status_code == 422
    assert said in answer.text
    assert db.session.query(AgreedAction).count() == 0


@pytest.mark.one_database
def test_only_a_meeting_agrees_on_actions(client: PageClient, place: Place) -> None:
    award = entry(place.nurse, project=project(place.ward, place.nurse))
    client.sign_in(place.nurse)
    assert client.submit(f"/improvement/impact/entries/{award.id}/actions", {"what": "Ring"}).status_code == 404


def test_somebody_outside_is_named_and_two_edits_are_not_lost(client: PageClient, place: Place, meeting: ImpactEntry) -> None:
    action = agree_on(meeting, what="Send the list", outside="Care board", by=place.nurse)
    db.session.commit()
    url = f"/improvement/impact/actions/{action.id}/edit"
    client.sign_in(place.nurse)
    assert "Care board" in client.get(url).text
    first = {"what": "Send the whole list", "outside": "Care board", "version": "1"}
    assert client.submit(url, first).status_code == 303
    late = client.submit(url, first | {"what": "Send the short list"})
    assert late.status_code == 409
    assert "Send the whole list" in late.text
    assert client.submit(f"/improvement/impact/actions/{action.id}/remove").status_code == 303
    assert db.session.query(AuditEvent).filter_by(event="agreed-action.removed").one().detail["outside"] == "Care board"


def test_its_owner_is_mailed_once_and_again_only_for_another_day(
    place: Place, meeting: ImpactEntry, addresses: None, letters: Outbox
) -> None:
    soon = agree_on(meeting, what="Send the leaflet", owner=place.reader, due_on=in_days(5), by=place.nurse)
    agree_on(meeting, what="Write the paper", owner=place.reader, due_on=in_days(60), by=place.nurse)
    agree_on(meeting, what="Ring them", outside="Care board", due_on=in_days(1), by=place.nurse)
    db.session.commit()
    assert remind_of_agreed_actions() == "1 agreed action in 1 mail."
    db.session.commit()
    assert "Send the leaflet" in letters[0]["body"]
    assert "Write the paper" not in letters[0]["body"]
    assert remind_of_agreed_actions() == "0 agreed actions in 0 mails."
    db.session.refresh(soon)
    edit_agreed(soon, what=soon.what, owner=soon.owner, outside="", due_on=in_days(7), by=place.nurse)
    db.session.commit()
    assert remind_of_agreed_actions() == "1 agreed action in 1 mail."


def test_nobody_is_reminded_of_a_draft_that_they_do_not_see(
    place: Place, meeting: ImpactEntry, addresses: None, letters: Outbox
) -> None:
    agree_on(meeting, what="Send the leaflet", owner=place.reader, due_on=in_days(1), by=place.nurse)
    assert meeting.project is not None
    meeting.project.team_only = True
    db.session.commit()
    remind_of_agreed_actions()
    assert not letters
