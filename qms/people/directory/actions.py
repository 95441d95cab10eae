"""Writes to people and their roles."""

from sqlalchemy import select

from qms.kernel import audit
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.directory.queries import other_administrators
from qms.people.models import Membership, Person
from qms.people.roles import RoleName

CREATED = audit.declare("person.created", "name", "email")
ROLE_GRANTED = audit.declare("person.role-granted", "role", "unit_id")
ROLE_REMOVED = audit.declare("person.role-removed", "role", "unit_id")
CLOSED = audit.declare("person.closed")
REOPENED = audit.declare("person.reopened")


class LastAdministratorError(Exception):
    """The top of the tree would be left without anybody who can administer it."""


def add_person(*, name: str, email: str, job_title: str, by: Person) -> Person:
    """Add somebody who has no password yet; the caller has looked whether the address is free."""
    person = Person(name=name, email=email.strip().lower(), job_title=job_title)
    db.session.add(person)
    db.session.flush()
    audit.record(CREATED, by=by, subject_id=person.id, name=name, email=person.email)
    db.session.flush()
    return person


def grant_role(*, person: Person, role: RoleName, unit: Unit, by: Person) -> bool:
    """Give a role on a unit; False where the person holds it already."""
    wanted = (Membership.person_id == person.id, Membership.unit_id == unit.id, Membership.role == role)
    if db.session.scalar(select(Membership.id).where(*wanted)) is not None:
        return False
    db.session.add(Membership(person_id=person.id, unit_id=unit.id, role=role))
    audit.record(ROLE_GRANTED, by=by, subject_id=person.id, role=role.value, unit_id=unit.id)
    db.session.flush()
    db.session.expire(person, ["memberships"])
    return True


def remove_role(*, membership: Membership, by: Person) -> None:
    """Take a role away.

    Raises LastAdministratorError where nobody else could administer the top of the tree."""
    if membership.role is RoleName.ADMINISTRATOR:
        _leave_somebody(membership.unit, membership.person)
    person = membership.person
    audit.record(ROLE_REMOVED, by=by, subject_id=person.id, role=membership.role.value, unit_id=membership.unit_id)
    db.session.delete(membership)
    db.session.flush()
    db.session.expire(person, ["memberships"])


def close_account(*, person: Person, by: Person) -> None:
    """Let somebody sign in no more; sessions and links end at once, names on records stay.

    Raises LastAdministratorError where nobody else could administer the top of the tree."""
    for membership in person.memberships:
        if membership.role is RoleName.ADMINISTRATOR:
            _leave_somebody(membership.unit, person)
    person.active = False
    person.credential_version += 1
    audit.record(CLOSED, by=by, subject_id=person.id)
    db.session.flush()


def reopen_account(*, person: Person, by: Person) -> None:
    """Let somebody sign in again, with the password and the roles of before."""
    person.active = True
    audit.record(REOPENED, by=by, subject_id=person.id)
    db.session.flush()


def _leave_somebody(unit: Unit, leaving: Person) -> None:
    if unit.parent_id is None and other_administrators(unit, besides=leaving) == 0:
        raise LastAdministratorError
