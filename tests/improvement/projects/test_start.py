"""Starting a project with five fields."""

import datetime as dt

import pytest

from qms.golden_thread.readings.models import SignalState
from qms.improvement.projects.models import Project, ProjectMeasure, ProjectMember, Stage
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import objective, project, signal_of
from tests.page_client import PageClient

NEW = "/improvement/projects/new"


def answers(place: Place, **changes: object) -> dict[str, object]:
    due = clock.today() + dt.timedelta(days=60)
    usual = {
        "title": "Fewer falls at night",
        "why": "Patients fall on the way to the toilet.",
        "unit": place.ward.id,
        "lead": "Ana Reid",
        "due_on": due.isoformat(),
    }
    return usual | changes


def test_five_answers_start_a_project_with_its_lead_on_the_team(client: PageClient, place: Place) -> None:
    response = client.sign_in(place.nurse).submit(NEW, answers(place))

    started = db.session.query(Project).one()
    assert response.status_code == 303
    assert response.location.endswith(f"/improvement/projects/{started.id}")
    assert (started.title, started.unit_id, started.lead_id, started.stage) == (
        "Fewer falls at night",
        place.ward.id,
        place.nurse.id,
        Stage.IDEA,
    )
    assert [(each.person_id, each.part) for each in db.session.query(ProjectMember)] == [(place.nurse.id, "Lead")]
    assert db.session.query(AuditEvent).filter_by(event="project.started").one().by_id == place.nurse.id
    assert "Nothing written down yet" in client.get(response.location).text


def test_a_signal_brings_title_reason_unit_measure_and_objective(client: PageClient, place: Place, build: Builder) -> None:
    metric = build.metric(place.ward, name="Falls")
    wide = objective(place.trust, "Safe care", metric=metric)
    near = objective(place.ward, "Fewer falls on Ward 1", metric=metric, headline=False)
    series = build.series(metric, place.ward)
    signal = signal_of(series)
    client.sign_in(place.nurse)

    page = client.get(f"{NEW}?signal={signal.id}").text
    client.submit(f"{NEW}?signal={signal.id}", answers(place, title="Fewer falls on Ward 1"))

    assert "Fewer falls on Ward 1" in page
    assert "7 months in a row above the average." in page
    assert f"Ana Reid ({place.nurse.email})" in page, "the starter is offered as the lead"
    started = db.session.query(Project).one()
    assert started.signal_id == signal.id
    assert started.objective_id == near.id, "the objective nearest to the ward wins over a wider one"
    assert started.objective_id != wide.id
    assert db.session.query(ProjectMeasure).one().series_id == series.id


def test_what_is_missing_or_wrong_is_said_and_what_was_typed_is_kept(client: PageClient, place: Place) -> None:
    typed = answers(place, title="", why="Because 943 476 5919 fell.", lead="Anna Reed", due_on="3rd March")
    response = client.sign_in(place.nurse).submit(NEW, typed)

    assert response.status_code == 422
    assert "Say in a few words what you will improve." in response.text
    assert "looks like an NHS number" in response.text
    assert "There is nobody called “Anna Reed” here. Did you mean Ana Reid?" in response.text
    assert "“3rd March” is not a date. Use 2026-03-03 or 03/03/2026." in response.text
    assert "Because 943 476 5919 fell." in response.text
    assert db.session.query(Project).count() == 0


@pytest.mark.one_database
def test_a_date_that_has_passed_is_refused(client: PageClient, place: Place) -> None:
    response = client.sign_in(place.nurse).submit(NEW, answers(place, due_on="01/03/2024"))
    assert response.status_code == 422
    assert "This day has passed." in response.text


@pytest.mark.one_database
def test_a_british_date_is_read(client: PageClient, place: Place) -> None:
    client.sign_in(place.nurse).submit(NEW, answers(place, due_on="03/03/2031"))
    assert db.session.query(Project).one().due_on == dt.date(2031, 3, 3)


def test_nobody_starts_a_project_on_a_ward_that_is_not_theirs(client: PageClient, place: Place) -> None:
    client.sign_in(place.nurse)
    assert client.submit(NEW, answers(place, unit=place.other_ward.id)).status_code == 422
    assert "Ward 2" not in client.get(NEW).text
    assert "does not let you start projects on Ward 2" in client.get(f"{NEW}?unit={place.other_ward.id}").text
    assert db.session.query(Project).count() == 0


@pytest.mark.one_database
def test_without_a_role_nobody_starts_one(client: PageClient, place: Place) -> None:
    assert client.sign_in(place.reader).get(NEW).status_code == 403


@pytest.mark.one_database
def test_two_people_of_one_name_are_told_apart_by_their_address(client: PageClient, place: Place, build: Builder) -> None:
    twin = build.person(name="Ana Reid")
    client.sign_in(place.nurse)
    assert "More than one person is called Ana Reid" in client.submit(NEW, answers(place)).text
    client.submit(NEW, answers(place, lead=f"Ana Reid ({twin.email})"))
    assert db.session.query(Project).one().lead_id == twin.id


@pytest.mark.one_database
def test_what_was_tried_before_is_shown_with_what_was_learned(client: PageClient, place: Place) -> None:
    earlier = project(place.other_ward, place.other_nurse, title="Fewer falls at night on Ward 2")
    earlier.learned = "Low beds alone did not help."
    project(place.other_ward, place.other_nurse, title="Quicker discharge letters")
    db.session.commit()

    page = client.sign_in(place.nurse).get(f"{NEW}?title=Fewer+falls+at+night").text

    assert "Tried before?" in page
    assert "Low beds alone did not help." in page
    assert "Quicker discharge letters" not in page


@pytest.mark.one_database
@pytest.mark.parametrize("query", ["signal=999", "objective=999", "driver=999", "unit=999"])
def test_an_origin_that_is_not_there_is_not_found(client: PageClient, place: Place, query: str) -> None:
    assert client.sign_in(place.nurse).get(f"{NEW}?{query}").status_code == 404


@pytest.mark.one_database
def test_an_origin_that_is_no_number_is_passed_over(client: PageClient, place: Place) -> None:
    assert client.sign_in(place.nurse).get(f"{NEW}?signal=abc&unit=-1&objective=²").status_code == 200


@pytest.mark.one_database
def test_a_title_without_end_is_refused_with_its_length(client: PageClient, place: Place) -> None:
    response = client.sign_in(place.nurse).submit(NEW, answers(place, title="falls" * 20_000))
    assert response.status_code == 422
    assert "characters or fewer" in response.text


def test_an_objective_of_another_unit_is_not_kept(client: PageClient, place: Place) -> None:
    theirs, ours = objective(place.other_ward, "Fewer falls on Ward 2"), objective(place.trust, "Safe care")
    theirs_id, ours_id = theirs.id, ours.id
    client.sign_in(place.nurse)
    for each in (theirs_id, ours_id):
        answer = client.submit(f"{NEW}?objective={each}", answers(place))
        told = "not one that this unit can serve" in client.get(answer.location).text
        assert told == (each == theirs_id)
    assert [each.objective_id for each in db.session.query(Project).order_by(Project.id)] == [None, ours_id]


def test_an_old_signal_names_the_newer_one_of_the_same_chart(client: PageClient, place: Place, build: Builder) -> None:
    series = build.series(build.metric(place.ward, name="Falls"), place.ward)
    old = signal_of(series)
    client.sign_in(place.nurse)
    assert "A newer signal" not in client.get(f"{NEW}?signal={old.id}").text
    newer = signal_of(series, "October is far above the limits.", rule="point", first_period=dt.date(2026, 10, 1))
    page = client.get(f"{NEW}?signal={old.id}").text
    assert "A newer signal of the same chart is open: October is far above the limits." in page
    assert f'href="{NEW}?signal={newer.id}"' in page
    assert "A newer signal" not in client.get(f"{NEW}?signal={newer.id}").text
    newer.state = SignalState.CLOSED
    db.session.commit()
    assert "A newer signal" not in client.get(f"{NEW}?signal={old.id}").text
