"""Writes that people make to their own accounts."""

from qms.kernel import audit
from qms.kernel.db import db
from qms.people import passwords
from qms.people.actions import Way, choose_password
from qms.people.models import Person
from qms.people.signing_in import throttle
from qms.people.signing_in.actions import NotRecognisedError, TooManyTriesError

PROFILE_EDITED = audit.declare("person.edited", "name", "job_title", "email")


def edit_profile(*, person: Person, name: str, job_title: str, by: Person, email: str | None = None) -> None:
    """Store what others see of a person; the e-mail address only where an administrator gives another one."""
    person.name, person.job_title = name, job_title
    if email is not None:
        person.email = email
    audit.record(PROFILE_EDITED, by=by, subject_id=person.id, name=name, job_title=job_title, email=person.email)
    db.session.flush()


def change_password(*, person: Person, current: str, password: str, address: str) -> None:
    """Store a new password for somebody who knows the present one.

    Raises NotRecognisedError, counted like a failed sign-in, and TooManyTriesError."""
    if throttle.is_exhausted(person.email, address):
        raise TooManyTriesError
    if not passwords.verify(person.password_hash, current):
        throttle.note_failure(person.email, address)
        raise NotRecognisedError
    choose_password(person=person, password=password, way=Way.ACCOUNT, by=person)
