"""The calendar: events, a series by dates, who came, reminders, and the file for one's own calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.improvement.collaboratives.calendar.drawing import calendar_svg
from qms.improvement.collaboratives.calendar.ics import ics
from qms.improvement.collaboratives.calendar.jobs import remind_of_sessions
from qms.improvement.collaboratives.calendar.proposing import series_of, session_days
from qms.improvement.collaboratives.calendar.queries import attendance_of
from qms.improvement.collaboratives.models import Attendance, CollaborativeEvent, EventKind, Storyboard
from qms.improvement.collaboratives.queries import events_of
from qms.improvement.conversation.models import Notice, NoticeKind
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.collaboratives.making import collaborative, event, stored, team
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient

DAY = dt.date(2026, 3, 2)


def test_an_event_is_set_changed_noted_and_removed(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    client.sign_in(place.coach)
    url = f"/improvement/collaboratives/{found.id}"
    assert "What a breakthrough series is" in client.get(f"{url}?tab=calendar").text
    answers = {"event-kind": "call", "event-title": "Call", "event-starts_on": "2026-12-01", "event-ends_on": "2026-11-30"}
    refused = client.submit(f"{url}/events", answers)
    assert refused.status_code == 422
    assert "This is before the first day." in refused.text
    client.submit(f"{url}/events", answers | {"event-ends_on": ""})
    made = db.session.query(CollaborativeEvent).one()
    assert made.ends_on == made.starts_on == dt.date(2026, 12, 1)
    edit = f"/improvement/collaboratives/events/{made.id}/edit"
    client.get(edit)
    new = {
        "version": "1",
        "kind": "call",
        "title": "Call",
        "starts_on": "2026-12-02",
        "ends_on": "2026-12-02",
        "notes": "Socks",
    }
    assert client.submit(edit, new).status_code == 303
    assert client.submit(edit, new | {"notes": "Shoes"}).status_code == 409
    assert "Socks" in client.get(f"{url}?tab=calendar").text
    client.submit(f"/improvement/collaboratives/events/{made.id}/remove")
    assert events_of(found.id) == []
    assert db.session.query(AuditEvent).filter_by(event="collaborative-event.removed").count() == 1


def test_an_event_with_storyboards_stays(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    made, its_team = event(found), team(found, project(place.ward, place.nurse))
    stored(Storyboard(event_id=made.id, team_id=its_team.id, by_id=place.nurse.id))
    client.sign_in(place.coach)
    response = client.submit(f"/improvement/collaboratives/events/{made.id}/remove", follow_redirects=True)
    assert "teams have written storyboards for it" in response.text
    assert len(events_of(found.id)) == 1


def test_a_session_with_storyboards_stays_one(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    made, its_team = event(found), team(found, project(place.ward, place.nurse))
    day = made.starts_on.isoformat()
    new = {"version": "1", "kind": "call", "title": "Call", "starts_on": day, "ends_on": day}
    client.sign_in(place.coach)
    url = f"/improvement/collaboratives/events/{made.id}/edit"
    stored(Storyboard(event_id=made.id, team_id=its_team.id, by_id=place.nurse.id))
    refused = client.submit(url, new)
    assert refused.status_code == 422
    assert "so it stays a learning session" in refused.text
    assert client.submit(url, new | {"kind": "learning-session"}).status_code == 303


@pytest.mark.one_database
def test_no_words_of_an_event_get_out_of_their_line_in_the_file(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach, title="Falls\r\nBEGIN:VEVENT;,\\")
    event(found, title="A\nATTENDEE:mailto:x@y", place="B\rURL:javascript:1", agenda="C\r\nEND:VCALENDAR \u2028 D")
    lines = client.sign_in(place.reader).get(f"/improvement/collaboratives/{found.id}.ics").text.split("\r\n")
    assert not any("\n" in each or "\r" in each for each in lines)
    assert [each for each in lines if each.startswith(("BEGIN:VEVENT", "ATTENDEE", "URL:j", "END:VCALENDAR"))] == [
        "BEGIN:VEVENT",
        "END:VCALENDAR",
    ]


def test_the_words_of_who_came_leave_out_a_team_that_is_kept_from_the_reader(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    met, kept = event(found, -7), project(place.other_ward, place.other_nurse)
    open_one, hidden = team(found, project(place.ward, place.nurse)), team(found, kept)
    kept.team_only = True
    stored(Attendance(event_id=met.id, team_id=open_one.id, people=2))
    stored(Attendance(event_id=met.id, team_id=hidden.id, people=3))
    url = f"/improvement/collaboratives/{found.id}?tab=calendar"
    assert "2 people of 1 team came." in client.sign_in(place.nurse).get(url).text
    assert "5 people of 2 teams came." in client.sign_in(place.other_nurse).get(url).text


def test_a_series_fills_the_calendar(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach, starts_on=DAY, ends_on=dt.date(2027, 2, 28))
    client.sign_in(place.coach)
    url = f"/improvement/collaboratives/{found.id}/events/series"
    assert "2026-12-07" in client.get(url).text, "two weeks from today, on a working day"
    days = {"first": "2026-12-01", "second": "2027-01-12", "third": "2027-02-09", "calls": "y"}
    refused = client.submit(url, days | {"third": "2027-01-12"})
    assert refused.status_code == 422
    assert "This is not after the session before it." in refused.text
    client.submit(url, days)
    events = events_of(found.id)
    assert [each.kind for each in events].count(EventKind.LEARNING_SESSION) == 3
    assert [each.kind for each in events].count(EventKind.ACTION_PERIOD) == 3
    assert [each.kind for each in events].count(EventKind.CALL) == 3
    assert max(each.ends_on for each in events) == found.ends_on
    page = client.get(f"/improvement/collaboratives/{found.id}?tab=calendar").text
    assert "<strong>Next:</strong> Learning session 1, 1 December 2026 (in 9 days)" in page


@given(st.integers(0, 900), st.integers(0, 900))
def test_proposed_sessions_follow_one_another_on_working_days(length: int, passed: int) -> None:
    ends = DAY + dt.timedelta(days=length)
    days = session_days(DAY, ends, DAY + dt.timedelta(days=passed))
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 for day in days)
    for each in series_of(days, ends, calls=True):
        assert each.starts_on <= each.ends_on
    periods = [each for each in series_of(days, ends, calls=False) if each.kind is EventKind.ACTION_PERIOD]
    assert all(not any(each.starts_on <= day <= each.ends_on for day in days) for each in periods[:-1])


def test_who_came_is_counted_for_the_teams_of_that_day(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    made = event(found, -30)
    was_there = team(found, project(place.ward, place.nurse))
    missed = team(found, project(place.other_ward, place.other_nurse, title="Slippers"))
    later = team(found, project(place.ward, place.nurse, title="Later"), joined_on=clock.today())
    client.sign_in(place.coach)
    url = f"/improvement/collaboratives/events/{made.id}/attendance"
    assert f"team_{later.id}" not in client.get(url).text
    assert client.submit(url, {f"team_{was_there.id}": "-1"}).status_code == 422
    client.submit(url, {f"team_{was_there.id}": "4", f"team_{missed.id}": "0"})
    page = client.get(f"/improvement/collaboratives/{found.id}?tab=calendar").text
    assert "4 people of 1 team came. Not there: Ward 2." in page
    client.submit(url, {f"team_{was_there.id}": "", f"team_{missed.id}": "2"})
    assert [(each.team_id, each.people) for each in db.session.query(Attendance)] == [(missed.id, 2)]
    assert (
        client.get(
            f"/improvement/collaboratives/events/{event(found, kind=EventKind.ACTION_PERIOD).id}/attendance"
        ).status_code
        == 404
    )


def test_two_who_count_at_once_lose_nothing(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    made = event(found, -1)
    first = team(found, project(place.ward, place.nurse))
    second = team(found, project(place.other_ward, place.other_nurse, title="Slippers"))
    url = f"/improvement/collaboratives/events/{made.id}/attendance"
    client.sign_in(place.coach)
    count = {"shown": "", f"team_{first.id}": "7", f"team_{second.id}": ""}
    client.submit(url, count)
    client.submit(url, {"shown": "", f"team_{first.id}": "", f"team_{second.id}": "3"})  # opened before the first was stored
    assert attendance_of([made.id])[made.id] == {first.id: 7, second.id: 3}
    client.submit(url, {"shown": "", f"team_{first.id}": "9", f"team_{second.id}": ""})
    assert attendance_of([made.id])[made.id][first.id] == 7, "who came second is told, and looks again"
    assert "Somebody else stored another number meanwhile for Ward 1" in client.get(url).text
    now = f"{first.id}:7,{second.id}:3"
    assert now in client.get(url).text
    client.submit(url, {"shown": now, f"team_{first.id}": "", f"team_{second.id}": "4"})
    assert attendance_of([made.id])[made.id] == {second.id: 4}
    client.submit(url, {"shown": "nonsense,1:x,99999999999:4", f"team_{first.id}": "2", f"team_{second.id}": "4"})
    assert attendance_of([made.id])[made.id] == {first.id: 2, second.id: 4}


def test_leads_are_reminded_once_and_again_when_it_moves(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    near, _far = event(found, 7), event(found, 40, title="Learning session 3")
    event(found, 3, kind=EventKind.ACTION_PERIOD)
    team(found, project(place.ward, place.nurse))
    kept = project(place.other_ward, place.other_nurse)
    kept.team_only = True
    team(found, kept)
    gone = team(found, project(place.ward, place.nurse, title="Left"), left_on=clock.today())
    assert remind_of_sessions() == "2 leads told of 1 event."
    db.session.commit()
    assert remind_of_sessions() == "0 leads told of 0 events."
    told = db.session.query(Notice).filter_by(kind=NoticeKind.SESSION).all()
    assert {each.person_id for each in told} == {place.nurse.id, place.other_nurse.id}
    assert gone.project_id not in {each.project_id for each in told}
    client.sign_in(place.nurse)
    assert "invites you to the collaborative’s next session" in client.get("/improvement/notices").text
    client.sign_in(place.coach)
    day = str(clock.today() + dt.timedelta(days=8))
    new = {"version": "1", "kind": "learning-session", "title": "Learning session 2", "starts_on": day, "ends_on": day}
    client.submit(f"/improvement/collaboratives/events/{near.id}/edit", new)
    assert remind_of_sessions() == "2 leads told of 1 event."
    db.session.commit()


def test_the_file_is_one_that_calendars_read(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach, title="Falls; fewer, together")
    event(found, 14, place="Board room, level 2", agenda="Line one\nLine two: " + "é" * 60, lasts=2)
    client.sign_in(place.reader)
    response = client.get(f"/improvement/collaboratives/{found.id}.ics")
    assert response.mimetype == "text/calendar"
    lines = response.data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines)
    whole = response.text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261206" in whole
    assert "DTEND;VALUE=DATE:20261208" in whole, "the day after the last"
    assert "SUMMARY:Falls\\; fewer\\, together: Learning session 2" in whole
    assert "DESCRIPTION:Line one\\nLine two: " + "é" * 60 in whole


@pytest.mark.usefixtures("addresses")
@pytest.mark.one_database
def test_every_event_is_in_the_picture_and_in_the_file(place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    for number in range(4):
        event(found, number, title=f"Session <{number}>")
    drawn = calendar_svg(events_of(found.id), clock.today(), title="Calendar & more")
    assert all(f"Session &lt;{number}&gt;" in drawn for number in range(4))
    assert "Session <0>" not in drawn
    assert ics(found, events_of(found.id), "qms.test").count("BEGIN:VEVENT") == 4
