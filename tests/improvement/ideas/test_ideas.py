"""Change ideas on driver diagrams that projects take up."""

import pytest

from qms.improvement.ideas.actions import attach_to_idea
from qms.improvement.ideas.queries import idea, ideas_for, ideas_of
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.planning.drivers.models import Driver, DriverKind, DriverProject
from qms.planning.plans.models import PlanState, QualityPlan
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, objective, project
from tests.page_client import PageClient


def change_idea(unit: Unit, text: str = "Night lights by every bed", **plan: object) -> Driver:
    made = QualityPlan(**({"unit_id": unit.id, "title": "Safe nights"} | plan))
    db.session.add(made)
    db.session.flush()
    box = Driver(plan_id=made.id, kind=DriverKind.CHANGE_IDEA, text=text)
    db.session.add(box)
    db.session.commit()
    return box


def test_a_project_started_from_an_idea_stands_beside_it_and_serves_its_plans_objective(
    client: PageClient, place: Place
) -> None:
    aim = objective(place.trust, "Safe care")
    box = change_idea(place.trust, objective_id=aim.id)
    url = f"/improvement/projects/new?driver={box.id}"
    client.sign_in(place.nurse)

    assert "Night lights by every bed" in client.get(url).text
    due = clock.today().isoformat()
    typed = {"title": "Lights", "why": "It is dark.", "unit": place.ward.id, "lead": "Ana Reid", "due_on": due}
    assert client.submit(url, typed).status_code == 303

    made = db.session.query(Project).one()
    assert made.objective_id == aim.id
    assert db.session.query(DriverProject).one().project_id == made.id
    assert [each.text for each in ideas_of(made.id)] == ["Night lights by every bed"]
    assert "Plan: Safe nights" in client.get(f"/improvement/projects/{made.id}").text


def test_attaching_twice_is_attaching_once(place: Place) -> None:
    box = idea(change_idea(place.ward).id)
    made = project(place.ward, place.nurse)
    attach_to_idea(made, idea=box, by=place.nurse)
    attach_to_idea(made, idea=box, by=place.nurse)
    db.session.commit()
    assert db.session.query(DriverProject).count() == 1
    assert db.session.query(AuditEvent).filter_by(event="project.idea-attached").count() == 1


def test_another_wards_plan_is_left_alone(place: Place) -> None:
    box = idea(change_idea(place.other_ward).id)
    made = project(place.ward, place.nurse)
    with pytest.raises(PermissionError):
        attach_to_idea(made, idea=box, by=place.nurse)
    attach_to_idea(made, idea=box, by=place.coach)
    assert db.session.query(DriverProject).count() == 1, "who may edit the plan may attach to it"


def test_ideas_come_from_plans_here_and_above_that_are_not_retired(place: Place) -> None:
    change_idea(place.trust, "Above")
    change_idea(place.ward, "Here")
    change_idea(place.other_ward, "Elsewhere")
    change_idea(place.ward, "Gone", state=PlanState.RETIRED)
    assert [each.text for each in ideas_for(place.ward)] == ["Here", "Above"]


def test_a_test_can_name_the_idea_that_it_tries(client: PageClient, place: Place) -> None:
    box = change_idea(place.ward)
    made = cycle(project(place.ward, place.nurse), place.nurse, driver_id=box.id)
    client.sign_in(place.nurse)
    assert "Night lights by every bed" in client.get(f"/improvement/cycles/{made.id}").text
    assert "Night lights by every bed (Safe nights)" in client.get(f"/improvement/cycles/{made.id}/edit").text
