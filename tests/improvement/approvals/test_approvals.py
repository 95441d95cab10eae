"""A sponsor's word before testing begins, in organisations that want one."""

import pytest

from qms.improvement.approvals.actions import NotPossibleError, answer, ask
from qms.improvement.approvals.models import ApprovalStep
from qms.improvement.progress.actions import NotApprovedError, change_stage
from qms.improvement.projects.models import Approval, Project, Stage
from qms.kernel import clock, settings
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.outbox import Outbox
from tests.page_client import PageClient


@pytest.fixture
def wanted(place: Place) -> None:
    """The trust wants sponsors to approve projects."""
    settings.write(settings.PROJECT_APPROVAL, settings.BY_SPONSOR)
    db.session.commit()


def waiting(place: Place) -> Project:
    made = project(place.ward, place.nurse)
    ask(made, sponsor=place.reader, by=place.nurse)
    db.session.commit()
    return made


def test_a_sponsor_is_asked_answers_and_testing_begins(
    client: PageClient, place: Place, wanted: None, letters: Outbox
) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}"
    page = client.sign_in(place.nurse).get(url).text
    assert "A sponsor approves projects here before testing begins." in page

    for _ in range(2):
        client.submit(f"{url}/approvals", {"sponsor": "Dan Wood"})
    assert [each["to"] for each in letters] == [place.reader.email], "asked twice, written to once"
    assert "It waits for Dan Wood to approve it" in client.get(url).text

    client.sign_in(place.reader)
    assert "1 project awaits your approval" in client.get("/").text
    assert "Fewer falls at night" in client.get("/improvement/approvals").text
    version = db.session.get(Project, made.id).version
    client.submit(f"{url}/approval", {"answer": "approved", "version": version})
    assert letters[-1]["to"] == place.nurse.email
    assert "Nothing waits for you" in client.get("/improvement/approvals").text

    stored = db.session.get(Project, made.id)
    change_stage(stored, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    events = [each.event for each in db.session.query(AuditEvent).order_by(AuditEvent.id)]
    assert events[-3:] == ["project.approval-asked", "project.approval-answered", "project.stage-changed"]


def test_until_then_it_stays_in_planning_though_a_cycle_can_be_written_down(
    client: PageClient, place: Place, wanted: None
) -> None:
    made = project(place.ward, place.nurse)
    with pytest.raises(NotApprovedError):
        change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    cycle(made, place.nurse)
    assert db.session.get(Project, made.id).stage is Stage.PLANNING
    moved = {"stage": "testing", "since": clock.today().isoformat(), "learned": ""}
    answer = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/stages", moved)
    assert answer.status_code == 422
    assert "Your sponsor has not approved the project yet" in answer.text


def test_a_pause_is_no_way_round_it_and_what_had_begun_goes_on(place: Place) -> None:
    begun, idea = project(place.ward, place.nurse), project(place.ward, place.nurse, title="Idea")
    change_stage(begun, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    settings.write(settings.PROJECT_APPROVAL, settings.BY_SPONSOR)
    for each in (begun, idea):
        change_stage(each, stage=Stage.PAUSED, since=clock.today(), learned="Nobody had time.", by=place.nurse)
    change_stage(begun, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    with pytest.raises(NotApprovedError):
        change_stage(idea, stage=Stage.TESTING, since=clock.today(), by=place.nurse)


@pytest.mark.parametrize(("word", "said"), [("changes-asked", "asks for changes"), ("declined", "declined it")])
def test_anything_but_yes_needs_its_reason_and_the_team_may_ask_again(
    client: PageClient, place: Place, wanted: None, word: str, said: str
) -> None:
    made = waiting(place)
    url = f"/improvement/projects/{made.id}"
    client.sign_in(place.reader)
    typed = {"answer": word, "version": made.version}
    refused = client.submit(f"{url}/approval", typed)
    assert refused.status_code == 422
    assert "Say why, so that the team can build on it." in refused.text
    assert client.submit(f"{url}/approval", typed | {"reason": "Say how you will measure it."}).status_code == 303

    page = client.sign_in(place.nurse).get(url).text
    assert said in page
    assert "Say how you will measure it." in page
    client.submit(f"{url}/approvals", {"sponsor": "Dan Wood"})
    states = [each.state for each in db.session.query(ApprovalStep).order_by(ApprovalStep.id)]
    assert states == [Approval.WAITING, Approval(word), Approval.WAITING]


def test_nobody_approves_their_own_project_or_one_that_does_not_wait(place: Place) -> None:
    made = project(place.ward, place.nurse)
    with pytest.raises(NotPossibleError, match="lead"):
        ask(made, sponsor=place.nurse, by=place.nurse)
    with pytest.raises(NotPossibleError, match="does not wait"):
        answer(made, answer=Approval.APPROVED, reason="", by=place.reader)
    ask(made, sponsor=place.reader, by=place.nurse)
    with pytest.raises(NotPossibleError, match="lead"):
        answer(made, answer=Approval.APPROVED, reason="", by=place.nurse)
    with pytest.raises(NotPossibleError, match="no answer"):
        answer(made, answer=Approval.NOT_ASKED, reason="", by=place.reader)


def test_an_answer_to_an_older_reading_is_shown_what_changed(client: PageClient, place: Place, wanted: None) -> None:
    made = waiting(place)
    old = made.version
    made.aim = "From 5.9 to 4.0."
    db.session.commit()
    response = client.sign_in(place.reader).submit(
        f"/improvement/projects/{made.id}/approval", {"answer": "approved", "version": old}
    )
    assert response.status_code == 409
    assert "Somebody changed the project while you were reading it." in response.text
    assert db.session.get(Project, made.id).approval is Approval.WAITING


@pytest.mark.one_database
def test_only_the_sponsor_or_who_signs_off_there_may_answer(
    client: PageClient, place: Place, build: Builder, wanted: None
) -> None:
    made = waiting(place)
    url = f"/improvement/projects/{made.id}/approval"
    assert client.sign_in(place.nurse).get(url).status_code == 403
    assert client.sign_in(place.coach).submit(url, {"answer": "approved"}).status_code == 403
    deputy = build.person(RoleName.BOARD_MEMBER, place.trust)
    assert client.sign_in(deputy).get(url).status_code == 200
    assert "you may answer in their place" in client.get("/improvement/approvals").text


@pytest.mark.one_database
def test_where_nobody_wants_it_nobody_is_asked(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}").text
    assert "Ask the sponsor" not in page
    change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)


@pytest.mark.one_database
def test_an_administrator_of_the_whole_turns_it_on_and_the_audit_says_so(
    client: PageClient, place: Place, build: Builder
) -> None:
    admin = build.person(RoleName.ADMINISTRATOR, place.trust)
    client.sign_in(admin)
    assert "Who approves improvement projects?" in client.get("/settings").text
    assert client.submit("/settings/project-approval", {"approval": "sponsor"}).status_code == 303
    assert settings.read(settings.PROJECT_APPROVAL) == "sponsor"
    assert client.submit("/settings/project-approval", {"approval": "everybody"}).status_code == 422
    changed = db.session.query(AuditEvent).filter_by(event="setting.changed").one()
    assert changed.detail == {"setting": "project-approval", "before": "nobody", "after": "sponsor"}
    ward_admin = build.person(RoleName.ADMINISTRATOR, place.ward)
    assert client.sign_in(ward_admin).submit("/settings/project-approval", {"approval": "nobody"}).status_code == 403


@pytest.mark.one_database
def test_a_sponsor_reads_what_is_missing_and_the_team_reads_that_it_was_approved(
    client: PageClient, place: Place, wanted: None
) -> None:
    made = waiting(place)
    page = client.sign_in(place.reader).get(f"/improvement/projects/{made.id}/approval").text
    assert "Not written yet" in page
    assert f'href="/improvement/projects/{made.id}">See the whole project' in page
    answer(made, answer=Approval.APPROVED, reason="Ring me if the alarms are late.", by=place.reader)
    db.session.commit()
    url = f"/improvement/projects/{made.id}"
    page = client.sign_in(place.nurse).get(url).text
    assert f"{place.reader.name} approved it on 22 November 2026. Testing can begin." in page
    assert "Ring me if the alarms are late." in page
    assert "Ask for approval" not in page
    change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    db.session.commit()
    assert "Testing can begin." not in client.get(url).text


@pytest.mark.one_database
def test_who_asks_for_changes_leads_the_team_to_the_charter(client: PageClient, place: Place, wanted: None) -> None:
    made = waiting(place)
    answer(made, answer=Approval.CHANGES_ASKED, reason="How many?", by=place.reader)
    db.session.commit()
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}").text
    assert f'href="/improvement/projects/{made.id}/edit">Change the charter' in page
    assert "Ask again" in page
