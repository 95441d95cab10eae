"""Tokens in links: signed, expiring, and bound to the credential, so that choosing a password spends them."""

import datetime as dt
from enum import StrEnum

from flask import current_app
from itsdangerous import BadData, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import Person


class Purpose(StrEnum):
    """What a link is for; a token for one does not serve the other."""

    INVITATION = "invitation"
    RESET = "password-reset"


LIFETIMES = {Purpose.INVITATION: dt.timedelta(days=7), Purpose.RESET: dt.timedelta(hours=2)}


class BrokenLinkError(Exception):
    """The token is not one of ours: cut off by a mail program, or made up."""


class SpentLinkError(Exception):
    """The link was good once: it has expired, has been used, or its person may no longer sign in."""


class _Signer(TimestampSigner):
    def get_timestamp(self) -> int:
        return int(clock.now().timestamp())


def _serializer(purpose: Purpose) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=purpose.value, signer=_Signer)


def make(purpose: Purpose, person: Person) -> str:
    """A token that works until it expires or the person's password changes."""
    return _serializer(purpose).dumps([person.id, person.credential_version])


def read(purpose: Purpose, token: str) -> Person:
    """The person whose token this is.

    Raises BrokenLinkError and SpentLinkError."""
    try:
        person_id, credential_version = _serializer(purpose).loads(token, max_age=int(LIFETIMES[purpose].total_seconds()))
    except SignatureExpired as error:
        raise SpentLinkError from error
    except BadData as error:
        raise BrokenLinkError from error
    person = db.session.get(Person, person_id)
    if person is None or not person.active or person.credential_version != credential_version:
        raise SpentLinkError
    return person
