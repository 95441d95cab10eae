"""One change to many projects: what happens to each is shown first, done once, audited one by one."""

from typing import Any
from urllib.parse import quote

import pytest

from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project, Stage
from qms.improvement.team.actions import add_member
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import objective, project
from tests.page_client import PageClient

BULK = "/improvement/projects"


@pytest.fixture
def three(place: Place) -> list[Project]:
    """Two on the nurse's ward, one of them ended; one on another ward."""
    here = project(place.ward, place.nurse, title="Here")
    ended = project(place.ward, place.nurse, title="Ended")
    change_stage(ended, stage=Stage.COMPLETED, since=clock.today(), learned="Ask.", by=place.nurse)
    elsewhere = project(place.other_ward, place.other_nurse, title="Elsewhere")
    db.session.commit()
    return [here, ended, elsewhere]


def ticked(projects: list[Project], **more: Any) -> dict[str, Any]:
    return {"project": [str(each.id) for each in projects], **more}


def stored(made: Project) -> Project:
    db.session.expire_all()
    return db.session.get_one(Project, made.id)


def test_a_coach_is_named_where_one_may_and_the_rest_is_passed_over(
    client: PageClient, place: Place, three: list[Project]
) -> None:
    client.sign_in(place.nurse)
    query = "&".join(f"project={each.id}" for each in three)
    page = client.get(f"{BULK}/coach?{query}").text
    assert "Name a coach: 2 projects" in page
    assert "You may not change this project." in page
    refused = client.submit(f"{BULK}/coach", ticked(three, coach="Nobody at all"))
    assert refused.status_code == 422
    assert "These projects change" in refused.text, "what was ticked is not lost"
    done = client.submit(f"{BULK}/coach", ticked(three, coach="Cora Lind"), follow_redirects=True)
    assert "2 projects changed. 1 project passed over." in done.text
    assert [stored(each).coach_id for each in three] == [place.coach.id, place.coach.id, None]
    events = (
        db.session.query(AuditEvent).order_by(AuditEvent.id).filter_by(event="project.edited", by_id=place.nurse.id).all()
    )
    assert {each.subject_id for each in events} == {three[0].id, three[1].id}


def test_an_objective_reaches_those_below_its_unit(client: PageClient, place: Place, three: list[Project]) -> None:
    wards, trusts = objective(place.ward, "Quiet ward"), objective(place.trust, "Safe care")
    client.sign_in(place.coach)
    done = client.submit(f"{BULK}/objective", ticked(three, objective=str(wards.id)), follow_redirects=True)
    assert "2 projects changed. 1 project passed over." in done.text
    client.submit(f"{BULK}/objective", ticked(three, objective=str(trusts.id)))
    assert {stored(each).objective_id for each in three} == {trusts.id}
    foreign = objective(place.other_ward, "Not above")
    refused = client.submit(f"{BULK}/objective", ticked(three[:1], objective=str(foreign.id)))
    assert refused.status_code == 422
    slipped = client.submit(f"{BULK}/objective", ticked(three))
    assert "Choose an objective, or No objective to take theirs away." in slipped.text
    assert {stored(each).objective_id for each in three} == {trusts.id}, "none is taken away by a slip"
    client.submit(f"{BULK}/objective", ticked(three, objective="0"))
    assert {stored(each).objective_id for each in three} == {None}


def test_only_what_ended_is_archived(client: PageClient, place: Place, three: list[Project]) -> None:
    client.sign_in(place.nurse)
    page = client.get(f"{BULK}/archive?project={three[0].id}").text
    assert "None of the projects can be changed this way." in page
    client.submit(f"{BULK}/archive", ticked(three))
    assert [stored(each).is_archived for each in three] == [False, True, False]


def test_who_is_on_a_project_may_change_it_and_a_draft_stays_unseen(
    client: PageClient, place: Place, three: list[Project]
) -> None:
    add_member(three[2], person=place.nurse, part="Counts", by=place.other_nurse)
    secret = project(place.other_ward, place.other_nurse, title="Kept back")
    edit_charter(secret, team_only=True, by=place.other_nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    page = client.get(f"{BULK}/coach?project={three[2].id}&project={secret.id}").text
    assert "Name a coach: 1 project" in page
    assert "Kept back" not in page


@pytest.mark.one_database
def test_boxes_are_for_those_who_run_projects(client: PageClient, place: Place, three: list[Project]) -> None:
    assert 'name="project"' not in client.sign_in(place.reader).get("/improvement/").text
    assert client.get(f"{BULK}/coach").status_code == 403
    page = client.sign_in(place.nurse).get("/improvement/").text
    assert page.count('name="project"') == 3
    assert "No project is chosen" in client.get(f"{BULK}/coach?project=x").text
    assert client.submit(f"{BULK}/archive", {}).status_code == 200


def test_a_whole_list_is_changed_and_the_filters_are_kept(client: PageClient, place: Place, three: list[Project]) -> None:
    client.sign_in(place.coach)
    back = f"unit={place.ward.id}&sort=title"
    assert 'name="whole"' in client.get(f"/improvement/?{back}").text
    page = client.get(f"{BULK}/coach?whole=yes&back={quote(back)}").text
    assert "Name a coach: 2 projects" in page, "both of the ward and none of the other"
    assert f'href="/improvement/?unit={place.ward.id}&amp;sort=title">Change nothing' in page
    done = client.submit(f"{BULK}/coach", ticked(three[:2], coach="Cora Lind", back=back))
    assert done.location == f"/improvement/?unit={place.ward.id}&sort=title"
    away = client.submit(f"{BULK}/coach", ticked(three[:2], coach="Ana Reid", back="//elsewhere.example/?page=2"))
    assert away.location == "/improvement/?all=yes"


def test_the_library_is_told_of_every_project_that_changed(client: PageClient, place: Place, three: list[Project]) -> None:
    db.session.query(LibraryEntry).delete()  # whatever is written from here on was written by the change
    db.session.commit()
    client.sign_in(place.coach)
    client.submit(f"{BULK}/coach", ticked(three[:1], coach="Cora Lind"))
    client.submit(f"{BULK}/archive", ticked(three))
    found = {title for title in ("Here", "Ended", "Elsewhere") if f">{title}<" in client.get("/improvement/library?q=").text}
    assert found == {"Here", "Ended"}
    assert {each.ref_id for each in db.session.query(LibraryEntry)} == {three[0].id, three[1].id}
