"""Proving who one is."""

from qms.kernel import audit, settings
from qms.kernel.db import db
from qms.people import passwords
from qms.people.models import Person
from qms.people.queries import by_email
from qms.people.signing_in import throttle

SIGNED_IN = audit.declare("person.signed-in")


class NotRecognisedError(Exception):
    """The address and the password do not belong together; the message never tells which of them is wrong."""


class TooManyTriesError(Exception):
    """This account or this address failed too often in the last quarter of an hour."""


def sign_in(*, email: str, password: str, address: str) -> Person:
    """The person whose e-mail address and password these are.

    A failure is counted; the caller keeps the count although the request is refused. Raises NotRecognisedError, and
    TooManyTriesError without looking at the password."""
    email = email.strip().lower()
    if throttle.is_exhausted(email, address):
        raise TooManyTriesError
    person = by_email(email)
    if not _is_proved(person, password) or person is None:
        throttle.note_failure(email, address)
        raise NotRecognisedError
    throttle.forget(email)
    if person.password_hash and passwords.is_outdated(person.password_hash):
        person.password_hash = passwords.hash_password(password)
    audit.record(SIGNED_IN, by=person, subject_id=person.id)
    db.session.flush()
    return person


def _is_proved(person: Person | None, password: str) -> bool:
    known = person.password_hash if person and person.active else None
    proved = passwords.verify(known, password)  # also for nobody, so that both take equally long
    return proved and (password != passwords.DEMO_PASSWORD or settings.is_demonstration())
