"""Reads of people."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import in_tree_order, within
from qms.people.models import Membership, Person
from qms.people.roles import Permission, RoleName

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


@dataclass(frozen=True)
class Holders:
    """The first of those who hold a role, as (person, unit), and how many holdings there are in all."""

    first: list[tuple[Person, Unit]]
    total: int


def holders_by_role(most: int = 12) -> dict[RoleName, Holders]:
    """For every role the first `most` holdings by name, of people who may sign in; one query."""
    place = func.row_number().over(partition_by=Membership.role, order_by=(Person.name, Person.id, Membership.id))
    total = func.count().over(partition_by=Membership.role)
    placed = (
        select(Membership.id, place.label("place"), total.label("total"))
        .join(Membership.person)
        .where(Person.active)
        .subquery()
    )
    statement = (
        select(Membership, placed.c.total)
        .join(placed, placed.c.id == Membership.id)
        .where(placed.c.place <= most)
        .order_by(placed.c.place)
        .options(joinedload(Membership.person).lazyload(Person.memberships))
    )
    holders = {role: Holders([], 0) for role in RoleName}
    for membership, how_many in db.session.execute(statement):
        first = [*holders[membership.role].first, (membership.person, membership.unit)]
        holders[membership.role] = Holders(first, how_many)
    return holders


def units_within_reach(person: Person, permission: Permission) -> list[Unit]:
    """The units on which the person may do it, in tree order, without retired ones."""
    found = [unit for top in person.units_where(permission) for unit in within(top)]
    return in_tree_order(found)
