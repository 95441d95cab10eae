"""The outline editor without scripts: every step by its button, nothing typed is lost, nobody overwrites anybody."""

import re

import pytest

from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import RoleName
from qms.planning.drivers.queries import graph_of
from qms.planning.plans.models import PlanState, QualityPlan
from tests.builder import Builder
from tests.page_client import PageClient
from tests.planning.made import a_plan, draw, outline

TREE = {"At risk": {"Assess": {"Round": {}}, "Handover": {}}, "Safe ward": {}}


@pytest.fixture
def ward(build: Builder) -> Unit:
    return build.unit("Ward 1", parent=build.trust())


@pytest.fixture
def me(build: Builder, ward: Unit, client: PageClient) -> Person:
    person = build.person(RoleName.TEAM_MEMBER, ward, name="Ada Team")
    client.sign_in(person)
    return person


@pytest.fixture
def plan(ward: Unit, me: Person) -> QualityPlan:
    return a_plan(ward, me)


def url(plan_id: int) -> str:
    return f"/planning/plans/{plan_id}/drivers"


def version(client: PageClient, plan_id: int) -> str:
    found = re.search(r'name="version" value="(\d+)"', client.get(url(plan_id)).text)
    assert found
    return found.group(1)


def press(client: PageClient, plan_id: int, step: str, **more: str):
    return client.submit(url(plan_id), {"version": version(client, plan_id), "do": step, **more})


def test_a_diagram_is_written_with_buttons_alone(client: PageClient, plan: QualityPlan) -> None:
    plan_id = plan.id
    aim = graph_of(plan_id).aim
    assert aim
    answer = press(client, plan_id, f"child:{aim.id}")
    assert answer.status_code == 303
    first = int(re.search(r"#text-(\d+)", answer.location).group(1))  # type: ignore[union-attr]
    press(client, plan_id, f"below:{first}", **{f"text-{first}": "At risk", f"was-{first}": ""})
    second = max(graph_of(plan_id).boxes)
    press(client, plan_id, f"in:{second}", **{f"text-{second}": "Assess", f"was-{second}": ""})
    assert outline(graph_of(plan_id)) == ["At risk", ".Assess"]
    page = client.get(url(plan_id)).text
    assert "1.1 Secondary driver" in page
    assert "1 secondary driver has no change idea" in page


def test_words_are_stored_with_every_step_and_the_aim_is_the_plans(client: PageClient, plan: QualityPlan, me: Person) -> None:
    ids, plan_id = draw(plan, TREE, by=me), plan.id
    press(
        client,
        plan_id,
        f"down:{ids['At risk']}",
        **{f"text-{ids['']}": "A new aim", f"was-{ids['']}": "whatever it said", f"text-{ids['Assess']}": "  Assess   all "},
    )
    graph = graph_of(plan_id)
    assert outline(graph) == ["Safe ward", "At risk", ".Assess all", "..Round", ".Handover"]
    assert db.session.get(QualityPlan, plan_id).aim == "A new aim"  # type: ignore[union-attr]


def test_deleting_asks_where_others_go_too_and_can_be_undone(client: PageClient, plan: QualityPlan, me: Person) -> None:
    ids, plan_id = draw(plan, TREE, by=me), plan.id
    asked = press(client, plan_id, f"delete:{ids['At risk']}")
    assert "It has 3 boxes below it, which go too." in client.get(asked.location).text
    assert len(graph_of(plan_id)) == 6
    gone = press(client, plan_id, f"sure:{ids['At risk']}")
    page = client.get(gone.location).text
    assert "Deleted “At risk” with 3 boxes below it" in page
    assert outline(graph_of(plan_id)) == ["Safe ward"]
    back = re.search(r'value="(back:\d+)"', page)
    assert back
    press(client, plan_id, back.group(1))
    assert outline(graph_of(plan_id)) == ["At risk", ".Assess", "..Round", ".Handover", "Safe ward"]
    assert press(client, plan_id, back.group(1)).status_code == 422


def test_a_stale_step_shows_both_and_changes_nothing(client: PageClient, plan: QualityPlan, me: Person) -> None:
    ids, plan_id = draw(plan, TREE, by=me), plan.id
    old = version(client, plan_id)
    box = ids["Assess"]
    press(client, plan_id, "store", **{f"text-{box}": "Assess on arrival", f"was-{box}": "Assess"})
    answer = client.submit(
        url(plan_id),
        {"version": old, "do": f"delete:{ids['Safe ward']}", f"text-{box}": "Assess everybody", f"was-{box}": "Assess"},
    )
    assert answer.status_code == 409
    assert "Assess everybody" in answer.text
    assert "<td>Assess on arrival</td>" in answer.text
    assert "Safe ward" in outline(graph_of(plan_id))
    again = re.search(r'name="version" value="(\d+)"', answer.text)
    stored = client.submit(
        url(plan_id),
        {"version": again.group(1), "do": "store", f"text-{box}": "Assess everybody", f"was-{box}": "Assess on arrival"},  # type: ignore[union-attr]
    )
    assert stored.status_code == 303
    assert ".Assess everybody" in outline(graph_of(plan_id))


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("words", "said"),
    [("Ask about 943 476 5919", "looks like an NHS number"), ("x" * 501, "Use 500 characters or fewer")],
)
def test_words_that_cannot_be_stored_stay_in_their_box(
    client: PageClient, plan: QualityPlan, me: Person, words: str, said: str
) -> None:
    ids, plan_id = draw(plan, TREE, by=me), plan.id
    answer = press(
        client, plan_id, f"below:{ids['Assess']}", **{f"text-{ids['Assess']}": words, f"was-{ids['Assess']}": "Assess"}
    )
    assert answer.status_code == 422
    assert said in answer.text
    assert words in answer.text
    assert len(graph_of(plan_id)) == 6


@pytest.mark.one_database
@pytest.mark.parametrize("step", ["up:0", "fly:1", "in:", "back:99999", "below:99999", "store:x"])
def test_nonsense_gets_a_page_and_changes_nothing(client: PageClient, plan: QualityPlan, me: Person, step: str) -> None:
    draw(plan, TREE, by=me)
    assert press(client, plan.id, step).status_code in {303, 404, 422}
    assert len(graph_of(plan.id)) == 6


def test_changing_a_signed_off_plan_opens_the_next_edition(client: PageClient, plan: QualityPlan, me: Person) -> None:
    ids, plan_id = draw(plan, TREE, by=me), plan.id
    plan.state = PlanState.SIGNED_OFF
    db.session.commit()
    assert "opens edition 2 as a draft" in client.get(url(plan_id)).text
    press(client, plan_id, "store")
    assert db.session.get(QualityPlan, plan_id).edition == 1  # type: ignore[union-attr]  # nothing was changed
    press(client, plan_id, f"up:{ids['Safe ward']}")
    db.session.expire_all()
    changed = db.session.get(QualityPlan, plan_id)
    assert changed
    assert (changed.state, changed.edition) == (PlanState.DRAFT, 2)


def test_a_retired_plan_is_read_only(client: PageClient, plan: QualityPlan, me: Person) -> None:
    ids, plan_id, now = draw(plan, TREE, by=me), plan.id, str(plan.version + 1)
    plan.state = PlanState.RETIRED
    db.session.commit()
    assert "Store the words" not in client.get(url(plan_id)).text
    answer = client.submit(url(plan_id), {"version": now, "do": f"up:{ids['Safe ward']}"})
    assert answer.status_code == 422
    assert "Bring it back before you change it" not in answer.text or "retired" in answer.text


@pytest.mark.one_database
def test_others_read_the_diagram_and_cannot_change_it(
    client: PageClient, plan: QualityPlan, me: Person, build: Builder, ward: Unit
) -> None:
    draw(plan, TREE, by=me)
    plan_id = plan.id
    elsewhere = build.unit("Ward 9", parent=ward.parent)
    client.sign_in(build.person(RoleName.TEAM_MEMBER, elsewhere))
    page = client.get(url(plan_id)).text
    assert "Handover" in page
    assert "Store the words" not in page
    assert client.submit(url(plan_id), {"do": "store"}).status_code == 403
