"""Reads of people."""

from sqlalchemy import select

from qms.kernel.db import db
from qms.people.models import Person

# The account in whose name scheduled jobs and recomputing act; it cannot sign in.
SYSTEM_EMAIL = "system@qms.invalid"


def person(person_id: int) -> Person:
    """The person, or NoResultFound (a 404)."""
    return db.session.execute(select(Person).where(Person.id == person_id)).scalar_one()


def by_email(email: str) -> Person | None:
    """The person with this address, case aside."""
    return db.session.execute(select(Person).where(Person.email == email.strip().lower())).scalar_one_or_none()


def system_account() -> Person:
    """The system's own account, made when first needed."""
    account = by_email(SYSTEM_EMAIL)
    if account is None:
        account = Person(name="qms", email=SYSTEM_EMAIL, active=False)
        db.session.add(account)
        db.session.flush()
    return account


def active_people() -> list[Person]:
    """Everybody who can sign in, by name."""
    statement = select(Person).where(Person.active).order_by(Person.name)
    return list(db.session.execute(statement).scalars())
