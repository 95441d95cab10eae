"""Writes to a person's own record."""

from enum import StrEnum

from qms.kernel import audit
from qms.kernel.db import db
from qms.people import passwords
from qms.people.models import Person
from qms.people.signing_in import throttle

PASSWORD_CHOSEN = audit.declare("person.password-chosen", "way")


class Way(StrEnum):
    """How somebody came to choose a password."""

    INVITATION = "invitation"
    RESET = "reset"
    ACCOUNT = "account"


def choose_password(*, person: Person, password: str, way: Way, by: Person) -> None:
    """Store a new password. Every other session and every link sent before ends with the old credential."""
    person.password_hash = passwords.hash_password(password)
    person.credential_version += 1
    throttle.forget(person.email)
    audit.record(PASSWORD_CHOSEN, by=by, subject_id=person.id, way=way.value)
    db.session.flush()
