"""A coach's caseload: what needs a look first, and what every coach carries."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.portfolio.contacts.actions import note_contact
from qms.improvement.portfolio.contacts.models import CoachContact
from qms.improvement.progress.actions import change_stage, score_by_team
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project, Stage
from qms.improvement.work.models import Milestone
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.page_client import PageClient


def coached(place: Place, title: str, **charter: Any) -> Project:
    made = project(place.ward, place.nurse, title=title)
    edit_charter(made, coach=place.coach, by=place.nurse, **charter)
    db.session.commit()
    return made


@pytest.fixture
def three(place: Place) -> list[Project]:
    """A quiet idea, one that claims more than its evidence, one that was forgotten."""
    idea = coached(place, "An idea")
    claims = coached(place, "Claims much")
    change_stage(claims, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    score_by_team(claims, score=4.0, by=place.nurse)
    forgotten = coached(place, "Forgotten")
    forgotten.last_entry_at = clock.now() - dt.timedelta(days=70)
    ended = coached(place, "Ended")
    change_stage(ended, stage=Stage.COMPLETED, since=clock.today(), learned="Ask patients.", by=place.nurse)
    project(place.ward, place.nurse, title="Nobody coaches this")
    db.session.commit()
    return [idea, claims, forgotten]


def test_what_needs_a_look_comes_first(client: PageClient, place: Place, three: list[Project]) -> None:
    page = client.sign_in(place.coach).get("/improvement/caseload").text
    assert "You coach 3 projects that go on; 2 need a look this week." in page
    order = sorted(("An idea", "Claims much", "Forgotten"), key=lambda title: page.index(f">{title}</a>"))
    assert order == ["Forgotten", "Claims much", "An idea"], "what needs a look, the quietest of it first"
    assert "Claims 4.0, but" in page
    assert "Awaits the coach’s score." in page
    assert "Stalled: last entry 2 months ago." in page
    assert ">Ended</a>" not in page
    assert "Nobody coaches this" not in page
    assert "1 project without a coach" in page


def test_others_see_what_each_coach_carries(client: PageClient, place: Place, three: list[Project]) -> None:
    page = client.sign_in(place.reader).get("/improvement/caseload").text
    assert "You coach no project that goes on." in page
    assert f'href="/improvement/caseload?coach={place.coach.id}"' in page
    other = client.get(f"/improvement/caseload?coach={place.coach.id}").text
    assert "Cora Lind coaches 3 projects that go on; 2 need a look this week." in other
    for nonsense in ("x", "0", "123456", "9" * 30):
        assert client.get(f"/improvement/caseload?coach={nonsense}").status_code == 200


def test_a_draft_of_the_team_is_no_part_of_what_others_see(client: PageClient, place: Place) -> None:
    coached(place, "Kept back", team_only=True)
    client.sign_in(place.other_nurse)
    assert "Kept back" not in client.get(f"/improvement/caseload?coach={place.coach.id}").text
    assert "Kept back" in client.sign_in(place.coach).get("/improvement/caseload").text


def test_the_queries_do_not_grow_with_the_caseload(
    client: PageClient, place: Place, build: Builder, count_queries: Callable[[], Any]
) -> None:
    series = build.series(build.metric(place.ward), place.ward)
    client.sign_in(place.coach)

    def opened() -> int:
        with count_queries() as queries:
            client.get("/improvement/caseload")
        return len(queries)

    def one_more(number: int) -> None:
        made = project(place.ward, build.person(), title=f"Project {number}", series=series)
        edit_charter(made, coach=place.coach, sponsor=build.person(), by=place.nurse)
        cycle(made, place.nurse, starts_on=clock.today(), result_due_on=clock.today())
        note_contact(made, on_day=clock.today(), by=place.coach)
        db.session.commit()

    one_more(0)
    opened()
    few = opened()
    for number in range(1, 9):
        one_more(number)
    assert opened() == few


def test_a_contact_is_noted_with_one_tap_and_taken_back(client: PageClient, place: Place) -> None:
    made = coached(place, "Fewer falls")
    before = made.last_entry_at
    client.sign_in(place.coach)
    answer = client.submit(f"/improvement/projects/{made.id}/contacts", {"on_day": clock.today().isoformat()})
    assert answer.location == f"/improvement/caseload#project-{made.id}"
    page = client.get("/improvement/caseload").text
    assert "<span>Today</span>" in page
    assert made.last_entry_at == before, "a contact is no entry of the team"
    contact = db.session.query(CoachContact).one()
    client.submit(f"/improvement/contacts/{contact.id}/remove", {})
    assert "No contact noted" in client.get("/improvement/caseload").text
    events = {each.event for each in db.session.query(AuditEvent).filter_by(subject="coach-contact")}
    assert events == {"coach-contact.noted", "coach-contact.removed"}


def test_a_contact_has_a_day_that_has_been_and_no_patient(client: PageClient, place: Place) -> None:
    made = coached(place, "Fewer falls")
    address = f"/improvement/projects/{made.id}/contacts"
    client.sign_in(place.coach)
    later = (clock.today() + dt.timedelta(days=1)).isoformat()
    for sent, said in (
        ({"on_day": ""}, "Enter the day."),
        ({"on_day": later}, "This day is still to come."),
        ({"on_day": "2026-09-01", "note": "943 476 5919 fell"}, "looks like an NHS number"),
    ):
        answer = client.submit(address, sent)
        assert answer.status_code == 422
        assert said in answer.text
    client.submit(address, {"on_day": "01/09/2026", "note": "Talked about measures."})
    assert "Talked about measures." in client.get(address).text
    client.sign_in(place.nurse)
    contact = db.session.query(CoachContact).one()
    assert "Take back" not in client.get(address).text
    client.submit(f"/improvement/contacts/{contact.id}/remove", {})
    assert db.session.query(CoachContact).count() == 1, "somebody else's stays"


def test_the_longest_without_contact_comes_first(client: PageClient, place: Place) -> None:
    titles = ("Long ago", "Lately", "Never")
    made = {title: coached(place, title) for title in titles}
    for title, days in (("Long ago", 40), ("Lately", 3)):
        note_contact(made[title], on_day=clock.today() - dt.timedelta(days=days), by=place.coach)
    db.session.commit()
    page = client.sign_in(place.coach).get("/improvement/caseload").text
    assert sorted(titles, key=lambda title: page.index(f">{title}</a>")) == ["Long ago", "Never", "Lately"]
    assert "Last contact 5 weeks ago." in page, "a coach who keeps contacts is told of a long silence"
    assert "You coach 3 projects that go on; 1 needs a look this week." in page


def test_what_falls_due_this_week_is_a_reason(client: PageClient, place: Place) -> None:
    made, paused = coached(place, "Tests a light"), coached(place, "Rests")
    soon = clock.today() + dt.timedelta(days=2)
    for each in (made, paused):
        cycle(each, place.nurse, starts_on=clock.today(), result_due_on=soon)
    db.session.add(Milestone(project_id=made.id, title="Lights bought", due_on=clock.today(), by_id=place.nurse.id))
    db.session.add(Milestone(project_id=made.id, title="Later", due_on=soon + dt.timedelta(days=6), by_id=place.nurse.id))
    change_stage(paused, stage=Stage.PAUSED, since=clock.today(), learned="Wait.", by=place.nurse)
    db.session.commit()
    page = client.sign_in(place.coach).get("/improvement/caseload").text
    assert page.count(f"The result of cycle 1 is due on {soon:%A} {soon.day} {soon:%B}.") == 1
    assert "Lights bought is due today." in page
    assert "Later is due" not in page


def test_home_caseload_and_portfolio_agree_on_who_awaits_a_score(client: PageClient, place: Place) -> None:
    """A paused project waits for nothing, an idea for nothing yet: whichever page says so."""
    for stage in (Stage.TESTING, Stage.PAUSED, Stage.PLANNING):
        made = project(place.ward, place.nurse, title=f"In {stage}")
        edit_charter(made, coach=place.coach, by=place.nurse)
        if stage is not Stage.PLANNING:
            change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
        if stage is not Stage.TESTING:
            change_stage(made, stage=stage, since=clock.today(), learned="Later.", by=place.nurse)
    db.session.commit()
    client.sign_in(place.coach)
    assert "1 project awaits your score" in client.get("/").text
    assert client.get("/improvement/caseload").text.count("Awaits the coach’s score.") == 1
    assert ">1 without a coach’s score</a>" in client.get("/improvement/?coach=me").text
