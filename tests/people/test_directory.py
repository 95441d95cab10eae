"""How administrators look after people: the list, invitations, facts."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from qms.kernel import settings
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Membership, Person
from qms.people.queries import by_email, system_account
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.page_client import PageClient
from tests.people.mailbox import link_in, mail_server, no_mail_server
from tests.people.meanwhile import writes_at_once


@pytest.fixture
def trust(build: Builder) -> Unit:
    return build.trust()


@pytest.fixture
def admin(build: Builder, trust: Unit) -> Person:
    return build.person(RoleName.ADMINISTRATOR, trust, name="Admin")


@pytest.fixture
def signed_in(client: PageClient, admin: Person) -> PageClient:
    return client.sign_in(admin)


def ward(name: str = "Ward 1") -> Unit:
    return db.session.query(Unit).filter_by(name=name).one()


def invite(client: PageClient, where: Unit, **more: Any):
    client.get("/people/new")
    data = {"name": "Nora New", "email": "nora@example.org", "job_title": "Nurse", "role": "viewer", "unit": where.id}
    return client.submit("/people/new", data | more)


def test_the_list_shows_roles_and_states_but_never_the_system(signed_in: PageClient, build: Builder, trust: Unit) -> None:
    system_account()
    build.commit(Person(name="Ina Invited", email="ina@example.org"))
    build.person(RoleName.WARD_MANAGER, ward(), name="Wanda Ward")
    page = signed_in.get("/people").text
    assert "Ward manager, Ward 1" in page
    assert "Invited" in page
    assert "system@qms.invalid" not in page


def test_the_list_is_searched_by_words_unit_and_role(signed_in: PageClient, build: Builder, trust: Unit) -> None:
    build.person(RoleName.WARD_MANAGER, ward(), name="Wanda 100% Ward")
    build.person(RoleName.COACH, ward("Ward 2"), name="Cora Coach")
    gone = build.person(name="Gwen Gone")
    gone.active = False
    build.commit()

    def found(query: str) -> set[str]:
        page = signed_in.get(f"/people?{query}").text
        return {name for name in ("Wanda", "Cora", "Gwen", "Admin</a>") if name in page.split("<main")[1]}

    assert found("q=wanda") == {"Wanda"}
    assert found("q=100%25") == {"Wanda"}
    assert found("q=%25") == {"Wanda"}, "a per cent sign is a sign, not a wildcard"
    assert found(f"unit={ward('Medicine').id}") == {"Wanda", "Cora"}
    assert found("role=coach") == {"Cora"}
    assert found("closed=yes") == {"Wanda", "Cora", "Gwen", "Admin</a>"}
    assert found("q=nobody+at+all") == set()
    assert "Nobody found" in signed_in.get("/people?q=nobody+at+all").text


@pytest.mark.parametrize(
    "query", ["unit=99999", "unit=x", "role=king", "page=99", "page=-1", "q=%00", "unit=99999999999999999999"]
)
def test_an_address_that_makes_no_sense_still_gets_a_page(signed_in: PageClient, query: str) -> None:
    assert signed_in.get(f"/people?{query}").status_code in {200, 400}


def test_the_list_is_paged_and_asks_no_more_questions_for_more_people(
    signed_in: PageClient, build: Builder, trust: Unit, count_queries: Callable[[], Any]
) -> None:
    with count_queries() as few:
        signed_in.get("/people")
    for number in range(55):
        build.person(RoleName.VIEWER, trust, name=f"Viewer {number:02}")
    with count_queries() as many:
        page = signed_in.get("/people").text
    assert len(many) <= len(few)
    assert "Viewer 48" in page
    assert "Viewer 54" not in page
    assert "Viewer 54" in signed_in.get("/people?page=2").text


def test_an_invitation_makes_the_account_and_mails_the_link(app: Flask, signed_in: PageClient, trust: Unit) -> None:
    with mail_server(app) as mails:
        answer = invite(signed_in, trust, email=" Nora@Example.org ")
    person = by_email("nora@example.org")
    assert person is not None
    assert answer.location == f"/people/{person.id}"
    assert [(m.role, m.unit_id) for m in person.memberships] == [(RoleName.VIEWER, trust.id)]
    page = signed_in.get(answer.location).text
    assert "Stored: Nora New. An invitation is on its way to nora@example.org." in page
    assert "/invitations/" not in page
    assert signed_in.get(link_in(mails[0])).status_code == 200
    assert {e.event for e in db.session.query(AuditEvent).filter_by(subject="person", subject_id=person.id)} == {
        "person.created",
        "person.role-granted",
        "person.invited",
    }


def test_while_the_mail_server_is_slow_others_write(app: Flask, signed_in: PageClient, trust: Unit) -> None:
    with mail_server(app, meanwhile=writes_at_once(app)) as mails:
        assert invite(signed_in, trust).status_code == 303
    assert len(mails) == 1
    assert settings.read("colour") == "red"
    assert db.session.query(AuditEvent).filter_by(event="person.invited").one().detail == {"mailed": True}


def test_when_mail_fails_the_administrator_gets_the_link_once(app: Flask, signed_in: PageClient, trust: Unit) -> None:
    with no_mail_server(app):
        answer = invite(signed_in, trust)
    page = signed_in.get(answer.location).text
    assert "could not be mailed" in page
    assert "https://qms.example.org/invitations/" in page
    assert "/invitations/" not in signed_in.get(answer.location).text


def test_an_address_in_use_is_refused_with_its_holder(signed_in: PageClient, build: Builder, trust: Unit) -> None:
    build.person(name="Nora First", email="nora@example.org")
    answer = invite(signed_in, trust, email="NORA@example.org")
    assert answer.status_code == 422
    assert "Nora First has this email address already" in answer.text


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Enter the person’s name."),
        ("email", "", "Enter an email address."),
        ("email", "not an address", "in the usual form"),
        ("email", "a@b@c", "in the usual form"),
        ("role", "king", "Choose one from the list."),
        ("unit", "99999", "Choose one from the list."),
        ("unit", "", "Choose one from the list."),
        ("name", "x" * 121, "Use 120 characters or fewer."),
    ],
)
def test_a_faulty_invitation_says_what_to_mend(signed_in: PageClient, trust: Unit, field: str, value: str, said: str) -> None:
    answer = invite(signed_in, trust, **{field: value})
    assert answer.status_code == 422
    assert said in answer.text
    assert by_email("nora@example.org") is None


def test_an_administrator_invites_into_their_own_units_only(client: PageClient, build: Builder, trust: Unit) -> None:
    client.sign_in(build.person(RoleName.ADMINISTRATOR, ward("Ward 1")))
    assert invite(client, ward("Ward 2")).status_code == 422
    assert invite(client, trust).status_code == 422
    assert invite(client, ward("Ward 1")).status_code == 303


def test_facts_are_stored_and_a_new_address_signs_in(signed_in: PageClient, build: Builder, trust: Unit) -> None:
    person = build.person(RoleName.VIEWER, trust)
    signed_in.get(f"/people/{person.id}")
    data = {"name": "Nora", "email": "nora.new@example.org", "job_title": "Matron", "version": person.version}
    assert signed_in.submit(f"/people/{person.id}", data).status_code == 303
    db.session.refresh(person)
    assert (person.name, person.email, person.job_title) == ("Nora", "nora.new@example.org", "Matron")


def test_two_administrators_at_once_see_both_versions(signed_in: PageClient, build: Builder, trust: Unit) -> None:
    person = build.person(RoleName.VIEWER, trust, name="First")
    old = person.version
    person.name = "Second"
    build.commit()
    signed_in.get(f"/people/{person.id}")
    data = {"name": "Third", "email": person.email, "job_title": "", "version": old}
    answer = signed_in.submit(f"/people/{person.id}", data)
    assert answer.status_code == 409
    assert "Second" in answer.text
    assert "Third" in answer.text


def test_people_with_roles_elsewhere_are_read_but_not_changed(client: PageClient, build: Builder, trust: Unit) -> None:
    person = build.person(RoleName.VIEWER, ward("Ward 1"), name="Across")
    build.commit(Membership(person_id=person.id, unit_id=ward("Ward 2").id, role=RoleName.COACH))
    client.sign_in(build.person(RoleName.ADMINISTRATOR, ward("Ward 1")))
    page = client.get(f"/people/{person.id}")
    assert page.status_code == 200
    assert "only an administrator of both" in page.text
    data = {"name": "Taken over", "email": "mine@example.org", "job_title": "", "version": person.version}
    refused = client.submit(f"/people/{person.id}", data)
    assert refused.status_code == 403
    assert "Ward 2" in refused.text
    for button in ("invite", "close", "reopen"):
        assert client.submit(f"/people/{person.id}/{button}").status_code == 403


@pytest.mark.parametrize("path", ["/people/99999", "/people/99999999999999999999"])
def test_nobody_is_a_page_not_found(signed_in: PageClient, path: str) -> None:
    assert signed_in.get(path).status_code == 404


def test_the_system_account_has_no_page(signed_in: PageClient, build: Builder) -> None:
    system = system_account()
    build.commit()
    assert signed_in.get(f"/people/{system.id}").status_code == 404
    assert signed_in.submit(f"/people/{system.id}/reopen").status_code == 404
