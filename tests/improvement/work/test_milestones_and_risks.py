"""Points on the way, and what may stop the team."""

import datetime as dt

import pytest
from sqlalchemy.exc import IntegrityError

from qms.improvement.work.milestone_actions import add_milestone, reach_milestone
from qms.improvement.work.models import Milestone, Risk
from qms.improvement.work.presenters import MOST_DRAWN, timeline_marks
from qms.improvement.work.risk_actions import add_risk
from qms.improvement.work.wording import grade
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient

RISK = {
    "risk-what": "Bank staff do not know it",
    "risk-likelihood": "4",
    "risk-effect": "3",
    "risk-response": "Induction sheet",
}


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def test_a_milestone_is_set_drawn_reached_and_brought_back(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    assert "No milestone is set." in client.get(f"{url}?tab=plan").text
    client.submit(f"{url}/milestones", {"milestone-title": "Alarms in all bays", "milestone-due_on": str(in_days(10))})
    page = client.get(f"{url}?tab=plan").text
    assert "Next milestone: Alarms in all bays, by 2 December 2026." in page
    assert page.count("Due 2 Dec 2026: Alarms in all bays") == 2, "once for a page and once for a phone"

    milestone = db.session.query(Milestone).one()
    client.submit(f"/improvement/milestones/{milestone.id}/reached")
    assert "Reached 22 Nov 2026: Alarms in all bays" in client.get(f"{url}?tab=plan").text
    client.submit(f"/improvement/milestones/{milestone.id}/reopen")
    assert db.session.query(Milestone).one().reached_on is None
    client.submit(f"/improvement/milestones/{milestone.id}/remove")
    assert db.session.query(Milestone).count() == 0
    assert db.session.query(AuditEvent).filter_by(event="milestone.removed").count() == 1


def test_a_milestone_can_be_moved_and_says_when_it_is_late(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    milestone = add_milestone(made, title="Alarms in all bays", due_on=in_days(-5), by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    assert "1 milestone is late." in client.get(f"/improvement/projects/{made.id}?tab=plan").text
    url = f"/improvement/milestones/{milestone.id}/edit"
    client.get(url)
    moved = {"version": "1", "title": "Alarms in all bays", "due_on": str(in_days(40)), "reached_on": ""}
    assert client.submit(url, moved | {"reached_on": str(in_days(1))}).status_code == 422, "not reached tomorrow"
    assert client.submit(url, moved).status_code == 303
    assert client.submit(url, moved).status_code == 409, "the form is older than the record"
    assert db.session.query(Milestone).one().due_on == in_days(40)


@pytest.mark.one_database
def test_of_very_many_milestones_those_nearest_to_today_are_drawn(place: Place) -> None:
    made = project(place.ward, place.nurse)
    milestones = [add_milestone(made, title=f"No {n}", due_on=in_days(n * 10 - 500), by=place.nurse) for n in range(100)]
    reach_milestone(milestones[50], by=place.nurse)
    drawn = {each.words for each in timeline_marks(made, milestones, clock.today())}
    assert len(drawn) == MOST_DRAWN + 1
    assert {"No 50", "No 45", "Project"} <= drawn
    assert "No 0" not in drawn


def test_a_risk_is_noted_reviewed_closed_and_stands_again(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    client.submit(f"{url}/risks", RISK | {"risk-review_on": str(in_days(-1)), "risk-owner": "Dan Wood"})
    page = client.get(f"{url}?tab=plan").text
    assert "High (12)" in page
    assert "1 risk is due for a review." in page
    assert "Dan Wood keeps an eye on it" in page

    risk = db.session.query(Risk).one()
    edit = f"/improvement/risks/{risk.id}/edit"
    client.get(edit)
    reviewed = {
        "version": "1",
        "what": risk.what,
        "likelihood": "2",
        "effect": "3",
        "response": "",
        "owner": "",
        "review_on": "",
    }
    assert client.submit(edit, reviewed).status_code == 303
    assert client.submit(edit, reviewed).status_code == 409
    assert "Moderate (6)" in client.get(f"{url}?tab=plan").text
    client.submit(f"/improvement/risks/{risk.id}/close")
    assert "Closed risks (1)" in client.get(f"{url}?tab=plan").text
    client.submit(f"/improvement/risks/{risk.id}/reopen")
    assert db.session.query(Risk).one().closed_on is None


@pytest.mark.one_database
def test_a_risk_off_the_scale_is_refused_by_the_form(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    for wrong in ({"risk-effect": "6"}, {"risk-likelihood": "x"}, {"risk-what": ""}, {"risk-response": "943 476 5919"}):
        assert client.submit(f"/improvement/projects/{made.id}/risks", RISK | wrong).status_code == 422
    assert db.session.query(Risk).count() == 0


def test_a_risk_off_the_scale_is_refused_by_the_database(place: Place) -> None:
    made = project(place.ward, place.nurse)
    with pytest.raises(IntegrityError):
        add_risk(made, what="Fire", likelihood=6, effect=1, by=place.nurse)
    db.session.rollback()


def test_the_worst_risk_stands_first(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    add_risk(made, what="Small matter", likelihood=1, effect=2, by=place.nurse)
    add_risk(made, what="Great matter", likelihood=5, effect=4, by=place.nurse)
    db.session.commit()
    page = client.sign_in(place.reader).get(f"/improvement/projects/{made.id}?tab=plan").text
    assert page.index("Great matter") < page.index("Small matter")
    assert "Note a risk" not in page, "readers read"


GRADES = {1: "Low", 3: "Low", 4: "Moderate", 6: "Moderate", 8: "High", 12: "High", 15: "Extreme", 25: "Extreme"}


@pytest.mark.parametrize(("score", "word"), GRADES.items())
def test_scores_are_graded_as_in_the_published_matrix(score: int, word: str) -> None:
    assert grade(score)[0] == word


def test_no_grade_off_the_scale() -> None:
    with pytest.raises(ValueError, match="no score"):
        grade(26)


@pytest.mark.one_database
def test_other_wards_cannot_change_the_plan(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    milestone = add_milestone(made, title="Alarms", due_on=in_days(5), by=place.nurse)
    risk = add_risk(made, what="Fire", likelihood=1, effect=1, by=place.nurse)
    db.session.commit()
    client.sign_in(place.other_nurse)
    for url in (f"/improvement/milestones/{milestone.id}/reached", f"/improvement/risks/{risk.id}/close"):
        assert client.submit(url).status_code == 403
    assert client.submit(f"/improvement/projects/{made.id}/milestones", {}).status_code == 403


@pytest.mark.one_database
def test_a_new_milestone_has_a_day_to_begin_with_and_none_is_stored_unseen(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    assert f'value="{in_days(28)}"' in client.get(f"{url}?tab=plan").text
    emptied = client.submit(f"{url}/milestones", {"milestone-title": "Alarms in all bays", "milestone-due_on": ""})
    assert emptied.status_code == 422
    assert "Enter the day by which." in emptied.text
