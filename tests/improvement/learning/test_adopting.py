"""Taking a project over: what comes along, what stays behind, and how it went wherever it was taken over."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask_login import login_user
from werkzeug.exceptions import Forbidden

from qms.golden_thread.metrics.models import Series
from qms.improvement.conversation.models import Notice, NoticeKind
from qms.improvement.learning.adopting.actions import adopt_project
from qms.improvement.learning.adopting.forms import AdoptForm
from qms.improvement.learning.adopting.models import Adoption
from qms.improvement.learning.adopting.views import _adopt as take_over
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import LogEntry, Method, Project, ProjectMeasure, Stage
from qms.improvement.work.milestone_actions import add_milestone
from qms.improvement.work.models import Milestone, Risk, Task
from qms.improvement.work.risk_actions import add_risk
from qms.improvement.work.task_actions import add_task
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, objective, project
from tests.page_client import PageClient

EVERYTHING = ["charter", "measures", "ideas", "plan"]


@pytest.fixture
def origin(place: Place) -> Project:
    """A project on Ward 1 with a charter."""
    made = project(place.ward, place.nurse, title="Low beds on Ward 1")
    edit_charter(made, by=place.nurse, aim="From 6 to 4.", scope="Bay one.", resources="Six beds.", method=Method.LEAN_A3)
    db.session.commit()
    return made


def answers(place: Place, **changes: object) -> dict[str, object]:
    due = clock.today() + dt.timedelta(days=60)
    usual = {
        "title": "Low beds",
        "why": "They fall here too.",
        "unit": place.other_ward.id,
        "lead": "Ben Shaw",
        "due_on": due.isoformat(),
        "bring": ["charter"],
    }
    return usual | changes


def adopt(origin: Project, unit: Unit, by: Person, **changes: Any) -> Project:
    """Taken over, committed."""
    usual = {"title": origin.title, "why": "So do we.", "due_on": clock.today(), "bring": EVERYTHING}
    made, _ = adopt_project(origin, unit=unit, lead=by, by=by, **(usual | changes))
    db.session.commit()
    return made


def test_the_form_knows_what_is_known_and_stores_a_project_with_its_origin(
    client: PageClient, place: Place, origin: Project
) -> None:
    address = f"/improvement/projects/{origin.id}/adopt"
    page = client.sign_in(place.other_nurse).get(address).text
    assert 'value="Low beds"' in page, "the other ward's name is left out"
    assert "Their aim, for comparison: From 6 to 4." in page
    assert "Ward 1</option>" not in page, "nobody takes over to where it is"

    response = client.submit(address, answers(place))

    new = db.session.query(Project).order_by(Project.id.desc()).first()
    assert new is not None
    assert response.status_code == 303
    assert response.location.endswith(f"/improvement/projects/{new.id}")
    assert (new.unit_id, new.lead_id, new.stage) == (place.other_ward.id, place.other_nurse.id, Stage.IDEA)
    assert (new.scope, new.resources, new.method) == ("Bay one.", "Six beds.", Method.LEAN_A3)
    assert (new.aim, new.sponsor_id) == ("", None), "aim and people are the new team's own"
    kept = db.session.query(Adoption).one()
    assert (kept.project_id, kept.origin_id, kept.root_id, kept.by_id) == (new.id, origin.id, origin.id, place.other_nurse.id)
    event = db.session.query(AuditEvent).filter_by(event="project.adopted").one()
    assert (event.by_id, event.detail) == (place.other_nurse.id, {"origin_id": origin.id, "brought": ["charter"]})
    told = db.session.query(Notice).filter_by(kind=NoticeKind.ADOPTED).one()
    assert (told.person_id, told.project_id) == (place.nurse.id, origin.id)
    assert "Taken over from" in client.get(f"/improvement/projects/{new.id}").text
    assert "Taken over once" in client.get(f"/improvement/projects/{origin.id}").text


def test_measures_go_on_at_the_new_unit_by_the_same_definition(place: Place, build: Builder, origin: Project) -> None:
    of_the_trust, of_the_ward = build.metric(place.trust, name="Falls"), build.metric(place.ward, name="Ward 1's own")
    serves = objective(place.trust, metric=of_the_trust)
    for metric in (of_the_trust, of_the_ward):
        link_measure(origin, series=build.series(metric, place.ward), by=place.nurse)
    whole = build.series(of_the_trust, place.trust)
    link_measure(origin, series=whole, by=place.nurse)
    db.session.commit()

    new, brought = adopt_project(
        origin, title="Low beds", why="We too.", unit=place.other_ward, lead=place.other_nurse,
        due_on=clock.today(), bring=["measures"], by=place.other_nurse,
    )  # fmt: skip
    db.session.commit()

    begun = db.session.query(Series).filter_by(metric_id=of_the_trust.id, unit_id=place.other_ward.id).one()
    linked = {each.series_id for each in db.session.query(ProjectMeasure).filter_by(project_id=new.id)}
    assert linked == {begun.id, whole.id}, "the trust's own series serves both; the ward's begins anew"
    assert (brought.begun, brought.left_out) == (["Falls"], ["Ward 1's own"])
    assert new.objective_id == serves.id
    assert new.scope == "", "what was not asked for stays behind"
    assert db.session.query(AuditEvent).filter_by(event="series.begun").one().subject_id == begun.id


def test_the_new_ward_is_told_what_it_must_measure_first_and_where(
    client: PageClient, place: Place, build: Builder, origin: Project
) -> None:
    metric = build.metric(place.trust, name="Falls")
    link_measure(origin, series=build.series(metric, place.ward), by=place.nurse)
    db.session.commit()
    client.sign_in(place.other_nurse)
    response = client.submit(f"/improvement/projects/{origin.id}/adopt", answers(place, bring=["measures"]))
    page = client.get(response.location).text
    assert "Not measured on Ward 2 yet: Falls. Enter numbers before you change anything" in page
    grid = f"/control/units/{place.other_ward.id}/enter?metric={metric.id}"
    assert f'href="{grid}">Enter the first ones</a>' in page
    assert f'href="{grid}">Enter the first ones</a>' in client.get(f"{response.location}?tab=measures").text
    assert "Falls" in client.get(grid).text
    assert "Enter the first ones" not in client.sign_in(place.reader).get(response.location).text


def test_the_plan_comes_without_the_people_and_days_of_the_others(place: Place, origin: Project) -> None:
    begun = origin.created_at.date()
    add_milestone(origin, title="All bays", due_on=begun + dt.timedelta(days=40), by=place.nurse)
    add_task(origin, what="Ask the works department", owner=place.nurse, due_on=begun, by=place.nurse)
    add_risk(origin, what="Beds break", likelihood=2, effect=4, response="A spare one", by=place.nurse)
    db.session.commit()

    new = adopt(origin, place.other_ward, place.other_nurse)

    milestone = db.session.query(Milestone).filter_by(project_id=new.id).one()
    assert (milestone.title, milestone.due_on) == ("All bays", clock.today() + dt.timedelta(days=40))
    task = db.session.query(Task).filter_by(project_id=new.id).one()
    assert (task.what, task.owner_id, task.due_on) == ("Ask the works department", None, None)
    assert db.session.query(Risk).filter_by(project_id=new.id).one().response == "A spare one"


def test_the_log_begins_with_what_they_adopted(place: Place, origin: Project) -> None:
    for question, decision in (("Do low beds help?", Decision.ADOPT), ("Do mats help?", Decision.ABANDON)):
        decide(cycle(origin, place.nurse, question=question), decision=decision, reason="Seen.", by=place.nurse)
    db.session.commit()
    new = adopt(origin, place.other_ward, place.other_nurse)
    first = db.session.query(LogEntry).filter_by(project_id=new.id).one()
    assert first.text.startswith("Taken over from “Low beds on Ward 1”, Ward 1.")
    assert "- Do low beds help? Seen." in first.text
    assert "mats" not in first.text


def test_a_unit_takes_it_over_once(client: PageClient, place: Place, origin: Project) -> None:
    adopt(origin, place.other_ward, place.other_nurse, title="Ours already")
    response = client.sign_in(place.other_nurse).submit(f"/improvement/projects/{origin.id}/adopt", answers(place))
    assert response.status_code == 422
    assert "Ward 2 works on it already: “Ours already”. Join that project instead." in response.text
    assert db.session.query(Adoption).count() == 1


@pytest.mark.one_database
def test_bad_answers_are_refused_and_kept(client: PageClient, place: Place, origin: Project) -> None:
    address = f"/improvement/projects/{origin.id}/adopt"
    typed = answers(place, why="", title="943 476 5919", due_on="soon", bring=["everything"])
    response = client.sign_in(place.other_nurse).submit(address, typed)
    assert response.status_code == 422
    for words in ("Say why this matters", "looks like an NHS number", "“soon” is not a date"):
        assert words in response.text
    assert client.submit(address, answers(place, unit=place.ward.id)).status_code == 422
    assert client.sign_in(place.reader).get(address).status_code == 403
    assert client.sign_in(place.nurse).get("/improvement/projects/999/adopt").status_code == 404
    assert "No other unit of yours" in client.get(address).text
    assert db.session.query(Adoption).count() == 0


def test_the_spread_is_a_tree_with_how_each_went(client: PageClient, place: Place, build: Builder, origin: Project) -> None:
    third = build.unit("Ward 3", parent=place.trust)
    by = build.person(name="Eve Hall")
    metric = build.metric(place.trust, name="Falls")
    child = adopt(origin, place.other_ward, place.other_nurse, title="Second")
    series = falls(metric, place.other_ward, [6.0, 5.8, 6.3, 6.1, 5.9, 6.2, 6.0, 5.7, 6.1, 6.2, 5.9, 6.0] + [2.0] * 9)
    link_measure(child, series=series, by=place.other_nurse)
    begun = cycle(child, place.other_nurse, starts_on=dt.date(2026, 2, 1))
    decide(begun, decision=Decision.ADOPT, reason="Fewer.", on=dt.date(2026, 2, 1), by=place.other_nurse)
    grandchild = adopt(child, third, by, title="Third")
    change_stage(grandchild, stage=Stage.ABANDONED, since=clock.today(), learned="The beds did not fit.", by=by)
    db.session.commit()

    assert db.session.query(Adoption).filter_by(project_id=grandchild.id).one().root_id == origin.id
    pages = [
        client.sign_in(place.reader).get(f"/improvement/projects/{each}/spread").text for each in (origin.id, grandchild.id)
    ]
    for page in pages:
        assert "Taken over on 2 units: 1 shows a real improvement and 1 does not." in page
        assert page.index("Low beds on Ward 1") < page.index("Second") < page.rindex("Third")
        assert "the average of Falls is lower" in page
        assert "The beds did not fit." in page
        assert "No chart shows yet" not in page.split("Second")[1]


def test_a_draft_of_a_team_alone_has_no_name_in_the_tree(client: PageClient, place: Place, origin: Project) -> None:
    hidden = adopt(origin, place.other_ward, place.other_nurse, title="Secret beds")
    edit_charter(hidden, team_only=True, by=place.other_nurse)
    db.session.commit()
    page = client.sign_in(place.reader).get(f"/improvement/projects/{origin.id}/spread").text
    assert "A draft that its team keeps to itself" in page
    assert "Secret" not in page


def test_a_project_that_nobody_took_over_says_so(client: PageClient, place: Place, origin: Project) -> None:
    page = client.sign_in(place.reader).get(f"/improvement/projects/{origin.id}/spread").text
    assert "Nobody has taken it over yet." in page


def test_a_wide_tree_costs_no_more_queries(
    client: PageClient, place: Place, build: Builder, origin: Project, count_queries: Callable[[], Any]
) -> None:
    def asked() -> int:
        with count_queries() as queries:
            assert client.get(f"/improvement/projects/{origin.id}/spread").status_code == 200
        return len(queries)

    client.sign_in(place.reader)
    metric = build.metric(place.trust)
    link_measure(origin, series=build.series(metric, place.ward), by=place.nurse)
    for number in range(2):
        cycle(adopt(origin, build.unit(f"Unit {number}", parent=place.trust), place.coach), place.coach)
    few = asked()
    for number in range(2, 6):
        cycle(adopt(origin, build.unit(f"Unit {number}", parent=place.trust), place.coach), place.coach)
    assert asked() == few


def test_a_draft_that_its_team_keeps_is_not_taken_over(client: PageClient, place: Place, origin: Project) -> None:
    edit_charter(origin, team_only=True, sponsor=place.other_nurse, by=place.nurse)
    db.session.commit()
    with pytest.raises(ValueError, match="Only the people on this project"):
        adopt(origin, place.other_ward, place.other_nurse)
    client.sign_in(place.other_nurse)
    url = f"/improvement/projects/{origin.id}"
    for answer in (client.get(f"{url}/adopt"), client.submit(f"{url}/adopt", answers(place))):
        assert (answer.status_code, answer.location) == (303, url)
    assert "Take it over to another unit" not in client.get(url).text + client.get(f"{url}/spread").text
    assert db.session.query(Project).count() == 1


def test_a_forged_unit_is_refused_by_the_second_lock_too(app: Flask, place: Place, origin: Project) -> None:
    sent = {key: str(value) for key, value in answers(place).items()}
    with app.test_request_context(method="POST", data=sent):
        login_user(place.nurse)
        form = AdoptForm().offer([place.ward, place.other_ward], [("charter", "Charter")])
        form.validate()
        with pytest.raises(Forbidden):
            take_over(origin, form)
    assert db.session.query(Project).count() == 1
