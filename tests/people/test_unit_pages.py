"""The unit tree on pages."""

from collections.abc import Callable
from typing import Any

import pytest

from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.page_client import PageClient


@pytest.fixture
def trust(build: Builder) -> Unit:
    return build.trust()


@pytest.fixture
def admin(client: PageClient, build: Builder, trust: Unit) -> PageClient:
    client.sign_in(build.person(RoleName.ADMINISTRATOR, trust)).get("/units")
    return client


def named(name: str) -> Unit:
    return db.session.query(Unit).filter_by(name=name).one()


def add(client: PageClient, **fields: Any):
    data = {"name": "Ward 3", "kind": "ward", "parent": named("Medicine").id, "ods_code": ""}
    return client.submit("/units/new", data | fields)


def edit(client: PageClient, unit: Unit, **fields: Any):
    data = {
        "name": unit.name,
        "kind": unit.kind.value,
        "parent": unit.parent_id or "",
        "ods_code": unit.ods_code or "",
        "version": unit.version,
    }
    return client.submit(f"/units/{unit.id}/edit", data | fields)


def test_everybody_reads_the_tree_and_administrators_edit_it(client: PageClient, build: Builder, trust: Unit) -> None:
    client.sign_in(build.person())
    page = client.get("/units").text
    assert all(name in page for name in ("Riverside Trust", "Medicine", "Ward 1"))
    assert "/edit" not in page
    assert "Add a unit" not in page
    client.sign_in(build.person(RoleName.ADMINISTRATOR, named("Ward 1")))
    page = client.get("/units").text
    assert page.count("/edit") == 1, "only their own ward"


def test_the_tree_is_searched(admin: PageClient) -> None:
    page = admin.get("/units?q=ward+1").text
    assert "Ward 1" in page
    assert "Medicine" in page
    assert "Ward 2" not in page
    assert "No unit found" in admin.get("/units?q=nowhere").text


def test_a_large_tree_is_paged_and_asks_no_more_questions(
    admin: PageClient, build: Builder, trust: Unit, count_queries: Callable[[], Any]
) -> None:
    with count_queries() as few:
        admin.get("/units")
    medicine = named("Medicine")
    db.session.add_all(
        Unit(name=f"Z {n:03}", kind=UnitKind.WARD, parent_id=medicine.id, path=f"{medicine.path}{n + 100}/", id=n + 100)
        for n in range(220)
    )
    db.session.commit()
    with count_queries() as many:
        page = admin.get("/units").text
    assert len(many) <= len(few)
    assert "Z 219" not in page
    second = admin.get("/units?page=2").text
    assert "Z 219" in second
    assert "Medicine" in second, "what is above stays in sight"


def test_a_unit_is_added(admin: PageClient) -> None:
    page = admin.get(f"/units/new?parent={named('Medicine').id}").text
    assert f'<option selected value="{named("Medicine").id}"' in page
    answer = add(admin, name="  Ward   3 ", ods_code=" riv-w3 ")
    assert answer.status_code == 303
    assert (named("Ward 3").ods_code, named("Ward 3").parent_id) == ("RIV-W3", named("Medicine").id)
    assert "Stored: Ward 3." in admin.get(answer.location).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Enter the unit’s name."),
        ({"name": "Ward 1"}, "There is a unit called Ward 1 in Medicine already"),
        ({"ods_code": "RIV"}, "Riverside Trust has the code RIV already"),
        ({"ods_code": "R X 1"}, "Use letters, digits and hyphens only"),
        ({"ods_code": "R" * 21}, "Use 20 characters or fewer."),
        ({"kind": "division"}, "cannot stand below Medicine"),
        ({"kind": "system"}, "Choose one from the list."),
        ({"kind": "castle"}, "Choose one from the list."),
        ({"parent": "99999"}, "Choose one from the list."),
        ({"parent": ""}, "Choose one from the list."),
    ],
)
def test_a_faulty_unit_says_what_to_mend(admin: PageClient, fields: dict[str, str], said: str) -> None:
    answer = add(admin, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert db.session.query(Unit).count() == 4


def test_an_administrator_of_a_ward_adds_nothing_elsewhere(client: PageClient, build: Builder, trust: Unit) -> None:
    client.sign_in(build.person(RoleName.ADMINISTRATOR, named("Ward 1"))).get("/units")
    assert add(client).status_code == 422
    assert client.get(f"/units/{named('Medicine').id}/edit").status_code == 403
    assert client.get(f"/units/{named('Ward 1').id}/edit").status_code == 200


def test_a_unit_is_renamed_and_moved(admin: PageClient, build: Builder, trust: Unit) -> None:
    surgery = build.unit("Surgery", kind=UnitKind.DIVISION, parent=trust)
    ward = named("Ward 1")
    assert edit(admin, ward, name="Ward One", parent=surgery.id).status_code == 303
    db.session.refresh(ward)
    assert (ward.name, ward.path) == ("Ward One", f"{surgery.path}{ward.id}/")


def test_a_unit_does_not_move_out_of_ones_own_tree(client: PageClient, build: Builder, trust: Unit) -> None:
    surgery = build.unit("Surgery", kind=UnitKind.DIVISION, parent=trust)
    client.sign_in(build.person(RoleName.ADMINISTRATOR, named("Medicine"))).get("/units")
    assert edit(client, named("Ward 1"), parent=surgery.id).status_code == 422
    assert edit(client, named("Medicine"), parent=trust.id, name="Medical").status_code == 303, "its own place may stay"


def test_a_place_below_itself_is_not_offered(admin: PageClient) -> None:
    medicine = named("Medicine")
    page = admin.get(f"/units/{medicine.id}/edit").text
    assert f'value="{named("Ward 1").id}"' not in page
    assert edit(admin, medicine, parent=named("Ward 1").id).status_code == 422


def test_the_top_is_renamed_without_a_place(admin: PageClient, trust: Unit) -> None:
    assert 'name="parent"' not in admin.get(f"/units/{trust.id}/edit").text
    assert edit(admin, trust, name="Riverside").status_code == 303
    assert named("Riverside").parent_id is None
    assert admin.submit(f"/units/{trust.id}/retire").status_code == 422


def test_two_edits_at_once_show_both(admin: PageClient, build: Builder) -> None:
    ward = named("Ward 1")
    old = ward.version
    ward.name = "Ward Uno"
    build.commit()
    answer = edit(admin, ward, name="Ward One", version=old)
    assert answer.status_code == 409
    assert "Ward Uno" in answer.text
    assert "Ward One" in answer.text
    assert named("Ward Uno").id == ward.id


def test_an_unused_unit_is_retired_and_restored(admin: PageClient) -> None:
    ward = named("Ward 1")
    assert admin.submit(f"/units/{ward.id}/retire").status_code == 303
    assert "Ward 1</a>" not in admin.get("/units").text
    assert "Ward 1</a>" in admin.get("/units?retired=yes").text
    assert "This unit is retired" in admin.get(f"/units/{ward.id}/edit").text
    assert admin.submit(f"/units/{ward.id}/restore").status_code == 303
    assert "Ward 1</a>" in admin.get("/units").text


def test_a_unit_in_use_is_not_retired_and_the_page_says_by_whom(admin: PageClient, build: Builder) -> None:
    ward = named("Ward 1")
    metric = build.metric(ward, name="Falls")
    answer = admin.submit(f"/units/{ward.id}/retire")
    assert answer.status_code == 422
    assert "Ward 1 is still in use." in answer.text
    assert f'<a href="/metrics/{metric.id}">Metric “Falls”</a>' in answer.text
    assert not named("Ward 1").retired


def test_units_that_are_not_there_are_not_found(admin: PageClient) -> None:
    assert admin.get("/units/99999/edit").status_code == 404
    assert admin.submit("/units/99999/retire").status_code == 404
