"""Access marks, and what roles permit on which units."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from qms.app import create_app
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.access import needs, public, signed_in
from qms.people.models import Membership, Person
from qms.people.roles import ROLES, Permission, RoleName
from tests.builder import Builder
from tests.conftest import settings
from tests.page_client import PageClient


def named(name: str) -> Unit:
    return db.session.query(Unit).filter_by(name=name).one()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Flask]:
    """An application of its own, to which a test may add a view."""
    app = create_app(settings(f"sqlite:///{tmp_path / 'qms.sqlite'}", tmp_path))
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_a_view_without_a_mark_is_closed_to_everybody(bare: Flask) -> None:
    bare.add_url_rule("/forgotten", "forgotten", lambda: "open")
    assert bare.test_client().get("/forgotten").status_code == 403


def test_a_view_carries_one_mark() -> None:
    def view() -> str:
        return ""

    public(view)
    with pytest.raises(TypeError, match="two access marks"):
        signed_in(view)
    with pytest.raises(TypeError, match="two access marks"):
        needs(Permission.ADMINISTER)(view)


@pytest.mark.one_database
def test_what_was_asked_for_is_kept_for_reading_only(client: PageClient) -> None:
    assert client.get("/units?q=a").location == "/sign-in?next=/units?q%3Da"
    client.get("/sign-in")
    assert client.submit("/units/1/retire").location == "/sign-in", "a button is not pressed again after signing in"


def test_a_role_holds_for_its_unit_and_all_below(build: Builder) -> None:
    trust = build.trust()
    person = build.person(RoleName.WARD_MANAGER, named("Medicine"))
    assert person.can(Permission.REACT_TO_SIGNALS, named("Medicine"))
    assert person.can(Permission.REACT_TO_SIGNALS, named("Ward 2"))
    assert not person.can(Permission.REACT_TO_SIGNALS, trust)
    assert not person.can(Permission.ADMINISTER, named("Ward 2"))
    assert person.can_anywhere(Permission.REACT_TO_SIGNALS)
    assert not person.can_anywhere(Permission.ADMINISTER)
    assert person.has_role(RoleName.WARD_MANAGER)


def test_the_units_of_a_permission_leave_out_what_another_covers(build: Builder) -> None:
    trust = build.trust()
    person = build.person(RoleName.COACH, trust)
    ward = named("Ward 1")
    build.commit(Membership(person_id=person.id, unit_id=ward.id, role=RoleName.TEAM_MEMBER))
    db.session.refresh(person)
    assert person.units_where(Permission.RUN_PROJECTS) == [trust]
    assert person.units_where(Permission.ENTER_MEASUREMENTS) == [ward]
    assert person.units_where(Permission.ADMINISTER) == []


def test_every_role_has_a_sentence_and_viewers_change_nothing() -> None:
    assert set(ROLES) == set(RoleName)
    assert all(role.sentence.endswith(".") and role.title for role in ROLES.values())
    assert ROLES[RoleName.VIEWER].permissions == frozenset()
    assert {p for role in ROLES.values() for p in role.permissions} == set(Permission), "each permission is in some role"


def test_a_session_key_that_makes_no_sense_is_nobody(client: PageClient, build: Builder) -> None:
    person = build.person()
    for key in ("", "x", f"{person.id}", f"{person.id}:0", "99999:1", f"{person.id}:{person.credential_version}:1"):
        with client.session_transaction() as session:
            session["_user_id"] = key
        assert client.get("/account").status_code == 302, key


def test_two_people_cannot_have_one_address(build: Builder) -> None:
    build.person(email="a@example.org")
    db.session.add(Person(name="Other", email="a@example.org"))
    with pytest.raises(IntegrityError):
        db.session.flush()
