"""A project of a unit where the inviter coaches nobody: it joins when its own people say so, and not before."""

import pytest

from qms.golden_thread.metrics.models import Metric
from qms.improvement.collaboratives.invitations.actions import accept, decline, invite
from qms.improvement.collaboratives.invitations.models import CollaborativeInvitation
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.permissions import may_write_for
from qms.improvement.collaboratives.queries import teams_of
from qms.improvement.conversation.models import Notice, NoticeKind
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import measures_of as links_of
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.improvement.collaboratives.making import collaborative, measure, team
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient


@pytest.fixture
def ward_coach(build: Builder, place: Place) -> Person:
    """A coach of Ward 1 alone."""
    return build.person(RoleName.COACH, place.ward)


@pytest.fixture
def found(build: Builder, place: Place, ward_coach: Person) -> Collaborative:
    programme = collaborative(place.ward, ward_coach)
    measure(programme, metric(build, place).id)
    return programme


def metric(build: Builder, place: Place) -> Metric:
    return build.metric(place.trust, name="Falls")


@pytest.fixture
def theirs(place: Place) -> Project:
    return project(place.other_ward, place.other_nurse, title="Slippers")


def add(client: PageClient, by: Person, found: Collaborative, *projects: Project) -> str:
    client.sign_in(by)
    url = f"/improvement/collaboratives/{found.id}/teams/add"
    client.submit(url, {"projects": [str(each.id) for each in projects]})
    return client.get(f"/improvement/collaboratives/{found.id}").text


def asked() -> CollaborativeInvitation:
    return db.session.query(CollaborativeInvitation).one()


def test_another_ward_s_project_is_invited_and_nothing_of_it_changes(
    client: PageClient, place: Place, found: Collaborative, theirs: Project, ward_coach: Person
) -> None:
    own = project(place.ward, place.nurse)
    page = add(client, ward_coach, found, own, theirs)
    assert "Stored: 1 team takes part now. 1 project is invited, and its people answer. Their people are told." in page
    assert [each.project_id for each in teams_of(found.id)] == [own.id]
    assert not links_of([theirs.id]), "no shared measure"
    assert "Slippers</a>, Ward 2" in page
    assert "not answered yet." in page
    told = db.session.query(Notice).filter_by(kind=NoticeKind.INVITED).one()
    assert told.person_id == place.other_nurse.id
    again = client.get(f"/improvement/collaboratives/{found.id}/teams/add").text
    assert "Slippers (Ward 2)" not in again, "it has been asked"


def test_its_people_accept_with_one_press_and_get_the_measures(
    client: PageClient, found: Collaborative, theirs: Project, place: Place, ward_coach: Person
) -> None:
    add(client, ward_coach, found, theirs)
    client.sign_in(place.other_nurse)
    assert "1 collaborative awaits your answer" in client.get("/").text
    url = f"/improvement/collaboratives/invitations/{asked().id}/accept"
    assert url in client.get(f"/improvement/projects/{theirs.id}").text
    assert client.submit(url).status_code == 303
    assert [each.project_id for each in teams_of(found.id)] == [theirs.id]
    assert len(links_of([theirs.id])[theirs.id]) == 1
    assert "awaits your answer" not in client.get("/").text
    client.submit(url)
    assert "has been answered, or is no longer open." in client.get(f"/improvement/projects/{theirs.id}").text
    assert len(teams_of(found.id)) == 1
    events = [each.event for each in db.session.query(AuditEvent).order_by(AuditEvent.id)]
    assert [each for each in events if each.startswith("collaborative.invit")] == [
        "collaborative.invited",
        "collaborative.invitation-accepted",
    ]


def test_a_no_is_kept_with_its_reason_and_may_be_asked_again(
    client: PageClient, found: Collaborative, theirs: Project, place: Place, ward_coach: Person
) -> None:
    add(client, ward_coach, found, theirs)
    client.sign_in(place.other_nurse)
    url = f"/improvement/collaboratives/invitations/{asked().id}/decline"
    assert client.submit(url, {"why": "x" * 1001}).status_code == 422
    assert client.submit(url, {"why": "We have another aim."}).status_code == 303
    assert not teams_of(found.id)
    page = client.get(f"/improvement/collaboratives/{found.id}").text
    assert "Declined" in page
    assert "We have another aim." in page
    add(client, ward_coach, found, theirs)
    assert asked().answered_at is None
    assert db.session.query(AuditEvent).filter_by(event="collaborative.invitation-declined").one().detail["why"]


def test_neither_the_inviter_nor_a_stranger_answers_for_the_project(
    client: PageClient, found: Collaborative, theirs: Project, place: Place, ward_coach: Person
) -> None:
    add(client, ward_coach, found, theirs)
    url = f"/improvement/collaboratives/invitations/{asked().id}"
    for somebody in (ward_coach, place.nurse, place.reader):
        client.sign_in(somebody)
        assert f"{url}/accept" not in client.get(f"/improvement/projects/{theirs.id}").text
        for answer in ("accept", "decline"):
            assert client.submit(f"{url}/{answer}").status_code == 403
    assert not teams_of(found.id)
    assert client.submit("/improvement/collaboratives/invitations/999/accept").status_code in {403, 404}


def test_a_coach_of_its_unit_adds_it_at_once(client: PageClient, place: Place, found: Collaborative, theirs: Project) -> None:
    add(client, place.coach, found, theirs)
    assert [each.project_id for each in teams_of(found.id)] == [theirs.id]
    assert not db.session.query(CollaborativeInvitation).count()


def test_what_has_ended_or_joined_meanwhile_asks_no_more(
    client: PageClient, found: Collaborative, theirs: Project, place: Place, ward_coach: Person
) -> None:
    invite(found, project=theirs, by=ward_coach)
    team(found, theirs)
    client.sign_in(place.other_nurse)
    assert "invites this project" not in client.get(f"/improvement/projects/{theirs.id}").text
    for answer in ("accept", "decline"):
        client.submit(f"/improvement/collaboratives/invitations/{asked().id}/{answer}")
        assert "is no longer open." in client.get(f"/improvement/projects/{theirs.id}").text
    assert asked().answered_at is None


def test_an_answer_stands(found: Collaborative, theirs: Project, place: Place, ward_coach: Person) -> None:
    one = invite(found, project=theirs, by=ward_coach)
    assert invite(found, project=theirs, by=ward_coach) is one
    decline(one, why="", by=place.other_nurse)
    assert accept(one, by=place.other_nurse) == []
    db.session.commit()
    assert not teams_of(found.id)
    assert one.accepted is False


def test_nobody_writes_for_a_project_that_has_not_answered(
    client: PageClient, found: Collaborative, theirs: Project, ward_coach: Person, place: Place
) -> None:
    add(client, ward_coach, found, theirs)
    assert not [each for each in teams_of(found.id) if may_write_for(ward_coach, each)]
    page = client.get(f"/improvement/collaboratives/{found.id}?tab=storyboards").text
    assert "Slippers" not in page
