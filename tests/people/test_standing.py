"""Giving and taking roles, closing and reopening accounts, and never being without an administrator."""

import pytest
from flask import Flask

from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Membership, Person
from qms.people.roles import RoleName
from tests.builder import PASSWORD, Builder
from tests.page_client import PageClient
from tests.people.mailbox import mail_server


@pytest.fixture
def trust(build: Builder) -> Unit:
    return build.trust()


@pytest.fixture
def admin(build: Builder, trust: Unit) -> Person:
    return build.person(RoleName.ADMINISTRATOR, trust, name="Admin")


@pytest.fixture
def signed_in(client: PageClient, admin: Person) -> PageClient:
    client.sign_in(admin).get("/people")
    return client


def ward(name: str) -> Unit:
    return db.session.query(Unit).filter_by(name=name).one()


def give(client: PageClient, person: Person, role: str, unit: Unit):
    return client.submit(f"/people/{person.id}/roles", {"role": role, "unit": unit.id})


def remove(client: PageClient, person: Person):
    db.session.refresh(person)
    return client.submit(f"/people/{person.id}/roles/{person.memberships[0].id}/remove")


def roles(person: Person) -> list[tuple[str, int]]:
    rows = db.session.query(Membership).filter_by(person_id=person.id).order_by(Membership.id)
    return [(each.role.value, each.unit_id) for each in rows]


def test_a_role_is_given_once_and_taken(signed_in: PageClient, build: Builder, trust: Unit) -> None:
    person = build.person()
    assert give(signed_in, person, "coach", trust).status_code == 303
    assert give(signed_in, person, "coach", trust).status_code == 303
    assert "already" in signed_in.get(f"/people/{person.id}").text
    assert roles(person) == [("coach", trust.id)]
    assert remove(signed_in, person).status_code == 303
    assert roles(person) == []
    events = [e.event for e in db.session.query(AuditEvent).filter_by(subject_id=person.id, subject="person").order_by("id")]
    assert events == ["person.role-granted", "person.role-removed"]


def test_a_new_role_works_at_once(signed_in: PageClient, app: Flask, build: Builder, trust: Unit) -> None:
    person = build.person()
    other = app.test_client()
    assert isinstance(other, PageClient)
    other.sign_in(person)
    assert other.get("/people").status_code == 403
    give(signed_in, person, "administrator", ward("Ward 1"))
    assert other.get("/people").status_code == 200


def test_roles_are_given_and_taken_within_ones_own_units(client: PageClient, build: Builder, trust: Unit) -> None:
    client.sign_in(build.person(RoleName.ADMINISTRATOR, ward("Ward 1"))).get("/people")
    person = build.person(RoleName.VIEWER, ward("Ward 2"))
    assert give(client, person, "administrator", ward("Ward 2")).status_code == 422
    assert give(client, person, "administrator", trust).status_code == 422
    assert remove(client, person).status_code == 403
    assert give(client, person, "coach", ward("Ward 1")).status_code == 303
    assert roles(person) == [("viewer", ward("Ward 2").id), ("coach", ward("Ward 1").id)]


def test_a_membership_of_somebody_else_is_not_found(signed_in: PageClient, build: Builder, trust: Unit) -> None:
    one, other = build.person(RoleName.VIEWER, trust), build.person(RoleName.COACH, trust)
    db.session.refresh(other)
    assert signed_in.submit(f"/people/{one.id}/roles/{other.memberships[0].id}/remove").status_code == 404
    assert roles(other) == [("coach", trust.id)]


def test_the_last_administrator_of_the_top_stays(signed_in: PageClient, build: Builder, admin: Person, trust: Unit) -> None:
    build.person(RoleName.ADMINISTRATOR, ward("Ward 1"))
    build.commit(Person(name="Invited", email="invited@example.org"))
    invited = db.session.query(Person).filter_by(name="Invited").one()
    build.commit(Membership(person_id=invited.id, unit_id=trust.id, role=RoleName.ADMINISTRATOR))
    answer = remove(signed_in, admin)
    assert answer.status_code == 422
    assert "Nobody else can administer Riverside Trust." in answer.text
    assert roles(admin) == [("administrator", trust.id)]
    build.person(RoleName.ADMINISTRATOR, trust)
    assert remove(signed_in, admin).location == "/account"
    assert roles(admin) == []


def test_two_administrators_cannot_both_be_closed(client: PageClient, build: Builder, trust: Unit, admin: Person) -> None:
    other = build.person(RoleName.ADMINISTRATOR, trust)
    client.sign_in(other).get("/people")
    assert client.submit(f"/people/{admin.id}/close").status_code == 303
    itself = client.submit(f"/people/{other.id}/close")
    assert itself.status_code == 422
    assert "You cannot close your own account." in itself.text


def test_closing_ends_sessions_at_once_and_reopening_lets_in(
    signed_in: PageClient, app: Flask, build: Builder, trust: Unit
) -> None:
    person = build.person(RoleName.VIEWER, trust, email="left@example.org")
    other = app.test_client()
    assert isinstance(other, PageClient)
    other.sign_in(person)
    assert other.get("/account").status_code == 200
    assert signed_in.submit(f"/people/{person.id}/close").status_code == 303
    assert other.get("/account").status_code == 302
    assert "This account is closed" in signed_in.get(f"/people/{person.id}").text
    assert signed_in.submit(f"/people/{person.id}/reopen").status_code == 303
    other.get("/sign-in")
    assert other.submit("/sign-in", {"email": "left@example.org", "password": PASSWORD}).status_code == 303


def test_an_invitation_is_sent_again_only_to_those_without_a_password(
    signed_in: PageClient, app: Flask, build: Builder
) -> None:
    new, old = build.commit(Person(name="New", email="new@example.org")), build.person()
    with mail_server(app) as mails:
        assert signed_in.submit(f"/people/{new.id}/invite").status_code == 303
        refused = signed_in.submit(f"/people/{old.id}/invite")
    assert len(mails) == 1
    assert refused.status_code == 422
    assert "replaced from the sign-in page" in refused.text


@pytest.mark.one_database
def test_a_faulty_role_says_so(signed_in: PageClient, build: Builder, trust: Unit) -> None:
    answer = give(signed_in, build.person(), "king", trust)
    assert answer.status_code == 422
    assert "Choose one from the list." in answer.text
