"""The audit trail on a page."""

from collections.abc import Callable
from typing import Any

import pytest

from qms.kernel import audit
from qms.kernel.db import db
from qms.people.audit_trail.presenters import what_happened
from qms.people.directory.actions import grant_role
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.page_client import PageClient


@pytest.fixture
def admin(build: Builder) -> Person:
    return build.person(RoleName.ADMINISTRATOR, build.trust(), name="Ada Admin")


@pytest.fixture
def signed_in(client: PageClient, admin: Person) -> PageClient:
    return client.sign_in(admin)


def test_every_change_stands_in_words(signed_in: PageClient, build: Builder, admin: Person) -> None:
    person = build.person()
    grant_role(person=person, role=RoleName.WARD_MANAGER, unit=admin.memberships[0].unit, by=admin)
    db.session.commit()
    page = signed_in.get("/audit").text
    assert "Person: role granted" in page
    assert "role: Ward manager; unit: Riverside Trust" in page
    assert "Ada Admin" in page
    assert "Unit: created" in page
    assert f'href="/people/{person.id}"' in page


def test_the_trail_is_filtered_by_person_and_thing(signed_in: PageClient, build: Builder, admin: Person) -> None:
    person = build.person(name="Bo Other")
    grant_role(person=person, role=RoleName.COACH, unit=admin.memberships[0].unit, by=person)
    db.session.commit()

    def found(query: str) -> set[str]:
        page = signed_in.get(f"/audit?{query}").text
        return {each for each in ("Unit: created", "Person: role granted") if each in page}

    assert found("who=bo+o") == {"Person: role granted"}
    assert found("subject=unit") == {"Unit: created"}
    assert found(f"subject=person&subject_id={person.id}") == {"Person: role granted"}
    assert found("who=%25") == set()
    assert "Nothing found" in signed_in.get("/audit?subject=nothing").text


@pytest.mark.parametrize("query", ["subject_id=x", "subject_id=99999999999999999999", "page=9", "who=%00"])
def test_odd_addresses_get_a_page(signed_in: PageClient, query: str) -> None:
    assert signed_in.get(f"/audit?{query}").status_code in {200, 400}


def test_it_is_paged_and_asks_no_more_questions_for_more_events(
    signed_in: PageClient, build: Builder, admin: Person, count_queries: Callable[[], Any]
) -> None:
    with count_queries() as few:
        signed_in.get("/audit")
    for _ in range(60):
        audit.record("person.closed", by=build.person(), subject_id=admin.id)
    db.session.commit()
    with count_queries() as many:
        page = signed_in.get("/audit").text
    assert len(many) <= len(few)
    assert "Showing 1 to 50" in page


def test_events_read_as_words() -> None:
    assert what_happened("metric.signed") == "Metric: signed"
    assert what_happened("person.role-granted") == "Person: role granted"


@pytest.mark.one_database
def test_only_administrators_read_it(client: PageClient, build: Builder, admin: Person) -> None:
    assert client.sign_in(build.person()).get("/audit").status_code == 403
