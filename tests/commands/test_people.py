"""`qms people add-administrator`: how a new instance gets its first administrator."""

import pytest
from click.testing import Result
from flask import Flask

from qms.commands.people import people
from qms.kernel import settings
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from qms.organisation.queries import top_unit
from qms.people.models import Person
from qms.people.queries import SYSTEM_EMAIL, by_email
from qms.people.roles import Permission, RoleName
from tests.builder import Builder
from tests.page_client import PageClient


def run(app: Flask, *words: str) -> Result:
    db.session.commit()
    result = app.test_cli_runner().invoke(people, ["add-administrator", *words])
    db.session.rollback()
    return result


def link_in(result: Result) -> str:
    return result.output.split("http://127.0.0.1:5000")[1].split()[0]


def administers(email: str, unit: Unit) -> bool:
    person = by_email(email)
    assert person is not None
    return person.can(Permission.ADMINISTER, unit)


def test_an_empty_instance_gets_its_organisation_and_its_administrator(app: Flask, client: PageClient) -> None:
    result = run(app, "Ada@Example.org", "--name", "Ada Admin", "--organisation", "Riverside NHS Trust")
    assert result.exit_code == 0, result.output
    top = top_unit()
    assert top is not None
    assert (top.name, top.kind) == ("Riverside NHS Trust", UnitKind.TRUST)
    assert settings.read(settings.ORGANISATION_NAME) == "Riverside NHS Trust"
    assert administers("ada@example.org", top)
    client.get(link_in(result))
    assert client.submit(link_in(result), {"password": "river kettle orange"}).status_code == 303
    assert client.get("/units").status_code == 200
    assert client.get("/people").status_code == 200


def test_a_system_is_named_as_one(app: Flask) -> None:
    run(app, "a@example.org", "--name", "A", "--organisation", "River ICS", "--kind", "system")
    top = top_unit()
    assert top is not None
    assert top.kind is UnitKind.SYSTEM


def test_without_units_the_organisation_must_be_named(app: Flask) -> None:
    result = run(app, "a@example.org", "--name", "A")
    assert result.exit_code == 1
    assert "--organisation NAME" in result.output
    assert by_email("a@example.org") is None


def test_another_name_for_the_organisation_is_refused(app: Flask, build: Builder) -> None:
    build.trust()
    assert run(app, "a@example.org", "--name", "A", "--organisation", "Riverside trust").exit_code == 0
    result = run(app, "b@example.org", "--name", "B", "--organisation", "Hillside")
    assert result.exit_code == 1
    assert "The top unit is Riverside Trust already." in result.output
    assert by_email("b@example.org") is None


def test_somebody_known_gets_the_role_and_a_way_back_in(app: Flask, build: Builder, client: PageClient) -> None:
    trust = build.trust()
    person = build.person(RoleName.VIEWER, trust, email="locked@example.org")
    person.active = False
    result = run(app, "locked@example.org", "--name", "Ignored")
    assert result.exit_code == 0, result.output
    db.session.refresh(person)
    assert person.active
    assert administers("locked@example.org", trust)
    assert db.session.query(Person).filter_by(email="locked@example.org").count() == 1
    assert client.get(link_in(result)).status_code == 200
    assert run(app, "locked@example.org", "--name", "Ignored").exit_code == 0, "twice does no harm"


@pytest.mark.one_database
@pytest.mark.parametrize("email", ["nobody", "@", "a@", SYSTEM_EMAIL])
def test_an_address_that_is_none_is_refused(app: Flask, build: Builder, email: str) -> None:
    build.trust()
    result = run(app, email, "--name", "A")
    assert result.exit_code == 2
    assert "is not an email address of a person" in result.output


@pytest.mark.one_database
def test_a_database_that_is_not_ready_says_what_to_run(app: Flask) -> None:
    db.session.execute(db.text("DROP TABLE unit"))
    result = run(app, "a@example.org", "--name", "A")
    assert result.exit_code == 1
    assert "qms db upgrade" in result.output
