"""Who is signed in: the person behind the session cookie."""

from flask import Flask
from flask_login import LoginManager
from sqlalchemy.orm import joinedload

from qms.kernel.db import db
from qms.people.models import Person


def init_app(app: Flask) -> None:
    """Load the person of each request. A changed password ends every older session."""
    manager = LoginManager(app)
    manager.session_protection = "basic"
    manager.user_loader(_load)


def _load(key: str) -> Person | None:
    person_id, _, credential_version = key.partition(":")
    with_roles = [joinedload(Person.memberships)]
    person = db.session.get(Person, int(person_id), options=with_roles) if person_id.isdigit() else None
    if person is None or not person.active or str(person.credential_version) != credential_version:
        return None
    return person
