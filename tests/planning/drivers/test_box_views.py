"""A box's page: measures, projects and links hung on it, by forms that refuse what does not fit."""

import pytest

from qms.improvement.projects.actions import start_project
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import RoleName
from qms.planning.drivers.queries import graph_of, measures_of, plan_of_driver, projects_of
from qms.planning.plans.models import QualityPlan
from tests.builder import Builder
from tests.page_client import PageClient
from tests.planning.made import a_plan, a_reading, draw


@pytest.fixture
def ward(build: Builder) -> Unit:
    return build.unit("Ward 1", parent=build.trust())


@pytest.fixture
def me(build: Builder, ward: Unit, client: PageClient) -> Person:
    person = build.person(RoleName.TEAM_MEMBER, ward)
    client.sign_in(person)
    return person


@pytest.fixture
def plan(ward: Unit, me: Person) -> QualityPlan:
    return a_plan(ward, me)


@pytest.fixture
def ids(plan: QualityPlan, me: Person) -> dict[str, int]:
    return draw(plan, {"P": {"S": {"I": {}}}, "Q": {}}, by=me)


def version(client: PageClient, box: int) -> str:
    assert client.get(f"/planning/drivers/{box}").status_code == 200
    return str(plan_of_driver(box).version)


def test_a_measure_is_found_attached_and_taken_away(
    client: PageClient, plan: QualityPlan, ids: dict[str, int], build: Builder
) -> None:
    series = build.series(build.metric(plan.unit, name="Call bell within reach"), plan.unit)
    a_reading(series, variation="concern-low", assurance=None)
    box, url = ids["P"], f"/planning/drivers/{ids['P']}"
    assert "Call bell within reach" in client.get(f"{url}?q=bell").text
    assert "No metric fits these words" in client.get(f"{url}?q=nothing").text
    hung = {"version": version(client, box), "series": series.id}
    assert client.submit(f"{url}/measures", hung).status_code == 303
    page = client.get(url).text
    assert "1 measure tells whether it moves, and it gives concern." in page
    assert "Concern (falling)" in page
    hung["version"] = version(client, box)
    assert client.submit(f"{url}/measures/take-away", hung).status_code == 303
    assert measures_of([plan.id]) == {}


def test_a_project_is_attached_and_shows_its_state(
    client: PageClient, plan: QualityPlan, ids: dict[str, int], me: Person, ward: Unit
) -> None:
    project = start_project(title="Falls bundle", why="Why", unit=ward, lead=me, due_on=clock.today(), by=me)
    db.session.commit()
    box, url, project_id = ids["I"], f"/planning/drivers/{ids['I']}", project.id
    assert f"/improvement/projects/new?driver={box}" in client.get(url).text
    data = {"version": version(client, box), "project": project_id}
    assert client.submit(f"{url}/projects", data).status_code == 303
    assert "Falls bundle: idea" in client.get(f"/planning/plans/{plan.id}").text
    assert client.submit(f"{url}/projects", {"version": version(client, box), "project": 999}).status_code == 422
    gone = client.submit(f"{url}/projects/take-away", {"version": version(client, box), "project": project_id})
    assert gone.status_code == 303
    assert projects_of([plan.id]) == {}


def test_links_go_only_to_the_left(client: PageClient, plan: QualityPlan, ids: dict[str, int]) -> None:
    url = f"/planning/drivers/{ids['I']}/serves"
    assert client.submit(url, {"version": version(client, ids["I"]), "parents": ids["Q"]}).status_code == 303
    assert graph_of(plan.id).boxes[ids["I"]].parents == (ids["S"], ids["Q"])
    circle = client.submit(
        f"/planning/drivers/{ids['Q']}/serves", {"version": version(client, ids["Q"]), "parents": ids["I"]}
    )
    assert circle.status_code == 422
    assert graph_of(plan.id).boxes[ids["Q"]].parents == (ids[""],)


def test_a_change_of_an_old_page_is_refused(
    client: PageClient, plan: QualityPlan, ids: dict[str, int], build: Builder
) -> None:
    series = build.series(build.metric(plan.unit), plan.unit)
    old = version(client, ids["P"])
    client.submit(f"/planning/drivers/{ids['I']}/serves", {"version": old, "parents": ids["Q"]})
    answer = client.submit(f"/planning/drivers/{ids['P']}/measures", {"version": old, "series": series.id})
    assert answer.status_code == 409
    assert "Somebody else changed this plan meanwhile" in answer.text
    assert measures_of([plan.id]) == {}


@pytest.mark.one_database
def test_others_read_a_box_and_hang_nothing_on_it(client: PageClient, ids: dict[str, int], build: Builder) -> None:
    client.sign_in(build.person(RoleName.WARD_MANAGER, build.unit("Ward 9")))
    url = f"/planning/drivers/{ids['P']}"
    assert "Attach" not in client.get(url).text
    for path in ("measures", "measures/take-away", "projects", "projects/take-away", "serves"):
        assert client.submit(f"{url}/{path}").status_code == 403
