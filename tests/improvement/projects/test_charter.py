"""Editing the charter, also when two people do so at once."""

import datetime as dt

import pytest

from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.forms import charter_data
from qms.improvement.projects.models import Project
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import objective, project
from tests.page_client import PageClient


def typed(made: Project, **changes: object) -> dict[str, object]:
    data = charter_data(made)
    return data | {"due_on": data["due_on"].isoformat()} | changes


def test_the_charter_grows(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    aim = objective(place.trust, "Safe care")
    client.sign_in(place.nurse)
    answer = client.submit(
        f"/improvement/projects/{made.id}/edit",
        typed(made, aim="From 5.9 to 4.0 by March 2027.", sponsor="Ben Shaw", coach="cora lind", objective=aim.id),
    )
    assert answer.status_code == 303
    stored = db.session.get(Project, made.id)
    assert (stored.aim, stored.sponsor_id, stored.coach_id, stored.objective_id) == (
        "From 5.9 to 4.0 by March 2027.",
        place.other_nurse.id,
        place.coach.id,
        aim.id,
    )
    changed = db.session.query(AuditEvent).filter_by(event="project.edited").one().detail["changed"]
    assert changed["aim"] == ["", "From 5.9 to 4.0 by March 2027."]
    page = client.get(answer.location).text
    assert "Safe care" in page
    assert "From 5.9 to 4.0 by March 2027." in page


def test_an_edit_of_an_old_version_shows_both_and_can_then_be_stored(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    mine = typed(made, aim="Mine: 4.0 by March.")
    edit_charter(made, aim="Theirs: 4.5 by May.", due_on=made.due_on + dt.timedelta(days=30), by=place.coach)
    db.session.commit()
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/edit"

    response = client.submit(url, mine)

    assert response.status_code == 409
    assert "Mine: 4.0 by March." in response.text
    assert "Theirs: 4.5 by May." in response.text
    assert db.session.get(Project, made.id).aim == "Theirs: 4.5 by May."
    version = db.session.get(Project, made.id).version
    assert client.submit(url, mine | {"version": version}).status_code == 303
    assert db.session.get(Project, made.id).aim == "Mine: 4.0 by March."


def test_storing_without_a_change_changes_and_audits_nothing(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/edit", typed(made))
    assert db.session.get(Project, made.id).version == made.version
    assert db.session.query(AuditEvent).filter_by(event="project.edited").count() == 0


def test_a_project_moves_only_to_a_unit_where_one_may_run_projects(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}/edit"
    moved = typed(made, unit=place.other_ward.id)
    assert client.sign_in(place.nurse).submit(url, moved).status_code == 422
    assert client.sign_in(place.coach).submit(url, moved).status_code == 303
    assert db.session.get(Project, made.id).unit_id == place.other_ward.id


@pytest.mark.one_database
def test_a_refused_charter_keeps_what_was_typed(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    bad = typed(made, title="", problem="Mrs 943 476 5919", coach="Nobody Known", due_on="next year")
    response = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/edit", bad)
    assert response.status_code == 422
    for words in ("Mrs 943 476 5919</textarea>", "looks like an NHS number", "Nobody Known", "“next year” is not a date"):
        assert words in response.text


@pytest.mark.one_database
def test_other_wards_cannot_edit(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.other_nurse)
    assert client.get(f"/improvement/projects/{made.id}/edit").status_code == 403
    assert "Edit the charter" not in client.get(f"/improvement/projects/{made.id}").text
