"""Storyboards: one page a team for each learning session, from the record and the team's own words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from qms.improvement.collaboratives.models import (
    Collaborative,
    CollaborativeEvent,
    CollaborativeTeam,
    EventKind,
    Storyboard,
)
from qms.improvement.pdsa.actions import decide, record_result
from qms.improvement.pdsa.models import Decision
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import UnitKind
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.improvement.collaboratives.making import collaborative, event, measure, stored, team
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient

WORDS = {"headline": "Nights are calmer", "tried": "", "learned": "Lights help.", "ask": "", "next_steps": "Try Bay B."}


@dataclass
class Made:
    """A programme with two teams, a session that is over and one to come."""

    found: Collaborative
    teams: tuple[CollaborativeTeam, CollaborativeTeam]
    before: CollaborativeEvent
    coming: CollaborativeEvent

    def address(self, event: CollaborativeEvent, number: int, more: str = "") -> str:
        return f"/improvement/collaboratives/events/{event.id}/storyboards/{self.teams[number].id}{more}"


@pytest.fixture
def made(place: Place) -> Made:
    found = collaborative(place.trust, place.coach)
    first = project(place.ward, place.nurse, title="Lights at night")
    second = project(place.other_ward, place.other_nurse, title="Low beds")
    teams = (team(found, first), team(found, second))
    return Made(found, teams, event(found, -60, title="Learning session 1"), event(found, 10, title="Learning session 2"))


def test_the_tab_says_who_has_none_yet_and_leads_one_s_own_team_to_it(client: PageClient, place: Place, made: Made) -> None:
    address = f"/improvement/collaboratives/{made.found.id}?tab=storyboards"
    page = client.sign_in(place.nurse).get(address)
    assert "0 of 2 teams have written a storyboard." in page.text
    assert "Write the storyboard of Ward 1" in page.text
    assert "Write the storyboard of Ward 2" not in page.text
    assert page.text.index("Learning session 2") < page.text.index("Learning session 1")


def test_a_coach_has_a_table_of_teams_and_no_button_for_each(client: PageClient, place: Place, made: Made) -> None:
    stored(
        Storyboard(event_id=made.coming.id, team_id=made.teams[1].id, by_id=place.other_nurse.id, headline="Low beds help")
    )
    page = client.sign_in(place.coach).get(f"/improvement/collaboratives/{made.found.id}?tab=storyboards")
    assert "1 of 2 teams have written a storyboard." in page.text
    assert "Write the storyboard of" not in page.text
    assert made.address(made.coming, 0, "/edit") in page.text
    assert made.address(made.coming, 1, "/edit") in page.text
    reader = client.sign_in(place.reader).get(f"/improvement/collaboratives/{made.found.id}?tab=storyboards")
    assert made.address(made.coming, 1) in reader.text
    assert "/edit" not in reader.text


def test_two_teams_of_one_ward_share_a_chart_and_no_id(client: PageClient, build: Builder, place: Place, made: Made) -> None:
    metric = build.metric(place.trust, name="Falls")
    measure(made.found, metric.id)
    falls(metric, place.ward, [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 6])
    team(made.found, project(place.ward, place.nurse, title="Slippers that fit"))
    # the client refuses a page on which an id stands twice
    page = client.sign_in(place.reader).get(f"/improvement/collaboratives/events/{made.coming.id}/storyboards")
    assert page.text.count(">Falls, Ward 1</title>") == 4, "for a page and for a phone"


def test_a_programme_without_sessions_says_what_a_storyboard_is(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    event(found, kind=EventKind.CALL, title="Call")
    page = client.sign_in(place.reader).get(f"/improvement/collaboratives/{found.id}?tab=storyboards")
    assert "What a storyboard is" in page.text


def test_a_team_writes_its_words_and_changes_them(client: PageClient, place: Place, made: Made) -> None:
    edit = made.address(made.coming, 0, "/edit")
    client.sign_in(place.nurse)
    assert client.submit(edit, WORDS | {"version": ""}).status_code == 303
    page = client.get(made.address(made.coming, 0))
    assert "Nights are calmer" in page.text
    assert "Try Bay B." in page.text
    assert client.submit(edit, WORDS | {"version": "1", "ask": "Low beds to lend?"}).status_code == 303
    events = [
        each.event
        for each in db.session.query(AuditEvent).order_by(AuditEvent.id).filter(AuditEvent.event.like("storyboard.%"))
    ]
    assert events == ["storyboard.written", "storyboard.edited"]


def test_a_storyboard_without_a_word_or_with_a_patient_s_number_is_refused(
    client: PageClient, place: Place, made: Made
) -> None:
    edit = made.address(made.coming, 0, "/edit")
    client.sign_in(place.nurse)
    assert "Write a line in one of these." in client.submit(edit, {"version": "", "headline": "  "}).text
    refused = client.submit(edit, WORDS | {"version": "", "tried": "Patient 943 476 5919 fell."})
    assert refused.status_code == 422
    assert db.session.query(Storyboard).count() == 0


def test_two_who_write_at_once_lose_nothing(client: PageClient, place: Place, made: Made) -> None:
    edit = made.address(made.coming, 0, "/edit")
    client.sign_in(place.nurse)
    client.submit(edit, WORDS | {"version": ""})
    overtaken = client.submit(edit, WORDS | {"version": "", "headline": "Fewer falls"})
    assert overtaken.status_code == 409
    assert "Nights are calmer" in overtaken.text
    assert "Fewer falls" in overtaken.text


def test_what_was_planned_last_time_is_shown_when_the_next_is_written(client: PageClient, place: Place, made: Made) -> None:
    stored(
        Storyboard(event_id=made.before.id, team_id=made.teams[0].id, by_id=place.nurse.id, next_steps="Ask the night team.")
    )
    page = client.sign_in(place.nurse).get(made.address(made.coming, 0, "/edit"))
    assert "Last time you planned" in page.text
    assert "Ask the night team." in page.text
    assert "Ask the night team." in client.get(made.address(made.coming, 0)).text


def test_a_sheet_has_the_tests_since_the_last_session_as_they_stood(client: PageClient, place: Place, made: Made) -> None:
    today = clock.today()
    own = made.teams[0].project
    for question, starts, decided in (
        ("Does a bell help?", 150, 100),
        ("Does a night light help?", 90, 20),
        ("Do slippers help?", 10, None),
    ):
        test = cycle(own, place.nurse, question=question, starts_on=today - dt.timedelta(days=starts))
        if decided:
            record_result(test, studied=f"Found: {question}", by=place.nurse)
            day = today - dt.timedelta(days=decided)
            decide(test, decision=Decision.ADOPT, reason="It did.", by=place.nurse, on=day)
    db.session.commit()
    client.sign_in(place.reader)
    now, then = client.get(made.address(made.coming, 0)).text, client.get(made.address(made.before, 0)).text
    assert "Does a bell help?" not in now
    assert "Found: Does a night light help?" in now
    assert "Do slippers help?" in now
    assert "Found: Does a bell help?" in then
    assert "Does a night light help?" in then
    assert "Found: Does a night light help?" not in then, "nobody knew that yet"
    assert "Do slippers help?" not in then


def test_all_of_a_session_stand_on_one_page_and_say_which_come_from_the_record(
    client: PageClient, build: Builder, place: Place, made: Made
) -> None:
    metric = build.metric(place.trust, name="Falls")
    measure(made.found, metric.id)
    falls(metric, place.ward, [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 6])
    stored(Storyboard(event_id=made.coming.id, team_id=made.teams[0].id, by_id=place.nurse.id, headline="Nights are calmer"))
    page = client.sign_in(place.reader).get(f"/improvement/collaboratives/events/{made.coming.id}/storyboards")
    assert "1 of 2 teams have written one" in page.text
    assert page.text.count('<article class="qms-storyboard"') == 2
    assert "The team has written nothing for this session" in page.text
    assert ">Falls, Ward 1</title>" in page.text


def test_only_the_team_and_who_runs_the_programme_write(client: PageClient, place: Place, made: Made) -> None:
    edit = made.address(made.coming, 0, "/edit")
    assert client.sign_in(place.other_nurse).get(edit).status_code == 403
    assert client.sign_in(place.coach).get(edit).status_code == 200
    assert "Write it" not in client.sign_in(place.reader).get(made.address(made.coming, 0)).text


def test_calls_and_other_programmes_have_no_storyboard_of_the_team(client: PageClient, place: Place, made: Made) -> None:
    call = event(made.found, 5, kind=EventKind.CALL, title="Call")
    elsewhere = event(collaborative(place.trust, place.coach, title="Sepsis together"), 5)
    client.sign_in(place.coach)
    assert client.get(made.address(call, 0)).status_code == 404
    assert client.get(made.address(elsewhere, 0)).status_code == 404
    assert client.get(f"/improvement/collaboratives/events/{call.id}/storyboards").status_code == 404


def test_a_draft_that_is_its_team_s_alone_has_no_page_for_others(client: PageClient, place: Place, made: Made) -> None:
    made.teams[0].project.team_only = True
    db.session.commit()
    client.sign_in(place.reader)
    assert client.get(made.address(made.coming, 0)).status_code == 404
    assert "Ward 1" not in client.get(f"/improvement/collaboratives/events/{made.coming.id}/storyboards").text
    assert client.sign_in(place.nurse).get(made.address(made.coming, 0)).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_teams(
    client: PageClient, build: Builder, place: Place, made: Made, count_queries: Callable[[], Any]
) -> None:
    metric = build.metric(place.trust, name="Falls")
    measure(made.found, metric.id)
    falls(metric, place.ward, [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 6])
    cycle(made.teams[0].project, place.nurse)
    client.sign_in(place.coach)
    addresses = (
        f"/improvement/collaboratives/events/{made.coming.id}/storyboards",
        f"/improvement/collaboratives/{made.found.id}?tab=storyboards",
    )

    def opened() -> int:
        with count_queries() as queries:
            for each in addresses:
                client.get(each)
        return len(queries)

    opened()
    few = opened()
    for number in range(5):
        ward = build.unit(f"Ward {number + 20}", kind=UnitKind.WARD, parent=place.trust)
        lead = build.person(RoleName.WARD_MANAGER, ward)
        own = project(ward, lead, title=f"Falls {number}")
        joined = team(made.found, own)
        falls(metric, ward, [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 6])
        cycle(own, lead)
        stored(Storyboard(event_id=made.coming.id, team_id=joined.id, by_id=lead.id, headline="Calmer"))
    assert opened() <= few
