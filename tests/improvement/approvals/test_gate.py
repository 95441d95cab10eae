"""Nothing begins before a sponsor's word, where one is wanted; and what was approved is what was read."""

import datetime as dt

import pytest

from qms.improvement.approvals.actions import NotPossibleError, answer, ask
from qms.improvement.approvals.models import ApprovalStep
from qms.improvement.approvals.queries import waiting_for
from qms.improvement.pdsa.actions import decide, record_result
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.progress.actions import NotApprovedError, change_stage
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Approval, Project, Stage
from qms.improvement.team.actions import add_member
from qms.improvement.watches.models import ControlWatch
from qms.kernel import clock, settings
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.page_client import PageClient

S = Stage


@pytest.fixture
def wanted(place: Place) -> None:
    """The trust wants sponsors to approve projects."""
    settings.write(settings.PROJECT_APPROVAL, settings.BY_SPONSOR)
    db.session.commit()


@pytest.fixture
def waiting(place: Place, wanted: None) -> Project:
    """Ward 1's project, which waits for Dan Wood."""
    made = project(place.ward, place.nurse)
    ask(made, sponsor=place.reader, by=place.nurse)
    db.session.commit()
    return made


@pytest.fixture
def board(place: Place, build: Builder) -> Person:
    """Somebody who may sign for the whole trust."""
    return build.person(RoleName.BOARD_MEMBER, place.trust, name="Bea Moss")


@pytest.mark.parametrize("stage", [S.TESTING, S.IMPLEMENTING, S.SUSTAINING, S.COMPLETED])
def test_no_stage_that_follows_from_testing_is_reached_without_the_sponsor(
    client: PageClient, place: Place, waiting: Project, stage: Stage
) -> None:
    moved = {"stage": stage.value, "since": clock.today().isoformat(), "learned": "It works.", "in_spite": "yes"}
    refused = client.sign_in(place.nurse).submit(f"/improvement/projects/{waiting.id}/stages", moved)
    assert refused.status_code == 422
    above = place.ward.parent.name
    assert f"It waits for the answer of Dan Wood, or of somebody who may sign for {above}." in refused.text
    assert db.session.get_one(Project, waiting.id).stage is S.IDEA
    assert db.session.query(ControlWatch).count() == 0


@pytest.mark.parametrize("stage", [S.PAUSED, S.STOPPED, S.ABANDONED])
def test_a_project_can_always_be_ended_and_no_end_is_a_way_round(place: Place, waiting: Project, stage: Stage) -> None:
    change_stage(waiting, stage=stage, since=clock.today(), learned="No staff.", by=place.nurse)
    for onwards in (S.TESTING, S.COMPLETED):
        with pytest.raises(NotApprovedError):
            change_stage(waiting, stage=onwards, since=clock.today(), learned="It works.", by=place.nurse)


def test_a_test_is_planned_and_neither_run_nor_studied_nor_decided(
    client: PageClient, place: Place, waiting: Project
) -> None:
    client.sign_in(place.nurse)
    assert (
        "A test can be planned until then, and not be run."
        in client.get(f"/improvement/projects/{waiting.id}/cycles/new").text
    )
    test = cycle(waiting, place.nurse)
    page = client.get(f"/improvement/cycles/{test.id}").text
    assert "It waits for the answer of Dan Wood" in page
    assert "Do: what happened when you tried it?" not in page
    sent = {"version": test.version, "did": "Tried it.", "studied": "", "decision": "", "decision_reason": ""}
    assert client.submit(f"/improvement/cycles/{test.id}/results", sent).status_code == 422
    stored = db.session.get_one(PdsaCycle, test.id)
    assert stored.did == ""
    with pytest.raises(NotApprovedError):
        record_result(stored, did="Tried it.", by=place.nurse)
    with pytest.raises(NotApprovedError):
        decide(stored, decision=Decision.ADOPT, reason="It works.", by=place.nurse)
    answer(db.session.get_one(Project, waiting.id), answer=Approval.APPROVED, reason="", by=place.reader)
    record_result(stored, did="Tried it.", by=place.nurse)
    assert stored.project.stage is S.TESTING, "its first result begins it"


@pytest.mark.parametrize("when", ["then", "now"])
def test_nobody_of_the_team_answers_now_or_when_it_was_asked(place: Place, wanted: None, board: Person, when: str) -> None:
    made = project(place.ward, place.nurse)
    if when == "then":
        made.lead = board
    ask(made, sponsor=place.reader, by=place.coach)
    made.lead = place.nurse
    if when == "now":
        add_member(made, person=board, part="Advises", by=place.nurse)
    db.session.commit()
    with pytest.raises(NotPossibleError, match="on the team of"):
        answer(made, answer=Approval.APPROVED, reason="", by=board)
    with pytest.raises(NotPossibleError, match="asked for"):
        answer(made, answer=Approval.APPROVED, reason="", by=place.coach)
    assert made.approval is Approval.WAITING
    if when == "now":
        assert list(db.session.execute(waiting_for(board)).unique().scalars()) == []


def test_only_who_was_asked_or_signs_for_the_unit_above_answers(
    place: Place, build: Builder, waiting: Project, board: Person
) -> None:
    on_the_ward = build.person(RoleName.BOARD_MEMBER, place.ward, name="Wes Lowe")
    with pytest.raises(NotPossibleError, match="the unit above"):
        answer(waiting, answer=Approval.APPROVED, reason="", by=on_the_ward)
    assert list(db.session.execute(waiting_for(on_the_ward)).unique().scalars()) == []
    with pytest.raises(NotPossibleError, match="the unit above"):
        answer(waiting, answer=Approval.APPROVED, reason="", by=place.other_nurse)
    assert [each.id for each in db.session.execute(waiting_for(board)).unique().scalars()] == [waiting.id]
    answer(waiting, answer=Approval.APPROVED, reason="", by=board)
    assert waiting.approval is Approval.APPROVED


@pytest.mark.one_database
def test_a_page_says_why_one_may_not_answer_and_takes_no_answer(
    client: PageClient, place: Place, build: Builder, waiting: Project
) -> None:
    on_the_ward = build.person(RoleName.BOARD_MEMBER, place.ward, name="Wes Lowe")
    url = f"/improvement/projects/{waiting.id}/approval"
    page = client.sign_in(on_the_ward).get(url).text
    assert "somebody who may sign for the unit above" in page
    assert "Send your answer" not in page
    assert client.submit(url, {"answer": "approved", "version": waiting.version}).status_code == 422
    assert db.session.get_one(Project, waiting.id).approval is Approval.WAITING


def test_who_is_on_the_team_or_asks_is_not_asked(place: Place, wanted: None) -> None:
    made = project(place.ward, place.nurse)
    add_member(made, person=place.reader, part="Nurse", by=place.nurse)
    with pytest.raises(NotPossibleError, match="on the team of"):
        ask(made, sponsor=place.reader, by=place.nurse)
    with pytest.raises(NotPossibleError, match="asks themselves"):
        ask(made, sponsor=place.coach, by=place.coach)


@pytest.mark.parametrize(
    ("field", "said"),
    [("title", "title"), ("aim", "aim"), ("scope_out", "scope"), ("lead", "lead"), ("sponsor", "sponsor")],
)
@pytest.mark.parametrize("state", [Approval.WAITING, Approval.APPROVED])
def test_what_is_covered_by_the_approval_puts_it_back_when_it_changes(
    place: Place, waiting: Project, state: Approval, field: str, said: str
) -> None:
    if state is Approval.APPROVED:
        answer(waiting, answer=state, reason="", by=place.reader)
    edit_charter(waiting, by=place.nurse, **{field: place.coach if field in {"lead", "sponsor"} else "Fewer"})
    assert waiting.approval is Approval.NOT_ASKED
    step = db.session.query(ApprovalStep).order_by(ApprovalStep.id.desc()).first()
    assert step.reason == f"The {said} was changed after it was {'approved' if state is Approval.APPROVED else 'asked for'}."
    assert db.session.query(AuditEvent).filter_by(event="project.approval-put-back").one().detail["was"] == state.value
    with pytest.raises(NotApprovedError):
        change_stage(waiting, stage=S.TESTING, since=clock.today(), by=place.nurse)


def test_other_words_of_the_charter_leave_the_approval(place: Place, waiting: Project) -> None:
    edit_charter(waiting, by=place.nurse, problem="They fall.", due_on=clock.today() + dt.timedelta(days=200))
    assert waiting.approval is Approval.WAITING


@pytest.mark.one_database
def test_the_charter_says_so_before_it_is_stored_and_the_project_after(
    client: PageClient, place: Place, waiting: Project
) -> None:
    answer(waiting, answer=Approval.APPROVED, reason="", by=place.reader)
    db.session.commit()
    url = f"/improvement/projects/{waiting.id}"
    client.sign_in(place.nurse)
    assert "The project is approved. If you change its title, aim, scope, lead or sponsor" in client.get(f"{url}/edit").text
    change_stage(db.session.get_one(Project, waiting.id), stage=S.TESTING, since=clock.today(), by=place.nurse)
    edit_charter(db.session.get_one(Project, waiting.id), title="Fewer fall", aim="From 6 to 4.", by=place.nurse)
    db.session.commit()
    page = client.get(url).text
    assert (
        "It has to be approved again. The title and aim were changed after it was approved. What has begun goes on." in page
    )
    assert "Ask for approval" in page
    assert "If you change its title" not in client.get(f"{url}/edit").text
