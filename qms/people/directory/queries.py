"""Lists of people."""

from sqlalchemy import Select, func, or_, select

from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Membership, Person
from qms.people.queries import SYSTEM_EMAIL
from qms.people.roles import RoleName


def somebody(person_id: int) -> Person:
    """A person whom an administrator may look at, or NoResultFound: the system's own account is nobody."""
    return db.session.execute(select(Person).where(Person.id == person_id, Person.email != SYSTEM_EMAIL)).scalar_one()


def membership(person_id: int, membership_id: int) -> Membership:
    """That role of that person, or NoResultFound."""
    statement = select(Membership).where(Membership.id == membership_id, Membership.person_id == person_id)
    return db.session.execute(statement).scalar_one()


def people(
    *, words: str = "", unit: Unit | None = None, role: RoleName | None = None, closed: bool = False
) -> Select[tuple[Person]]:
    """People by name: whose name, address or title holds the words; with a role at or below a unit; `closed` also lists
    those who may no longer sign in."""
    statement = select(Person).where(Person.email != SYSTEM_EMAIL).order_by(func.lower(Person.name), Person.id)
    if not closed:
        statement = statement.where(Person.active)
    if words := words.strip():
        columns = (Person.name, Person.email, Person.job_title)
        statement = statement.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))
    if unit is not None or role is not None:
        held = select(Membership.person_id).join(Membership.unit)
        if unit is not None:
            held = held.where(Unit.path.startswith(unit.path, autoescape=True))
        if role is not None:
            held = held.where(Membership.role == role)
        statement = statement.where(Person.id.in_(held))
    return statement


def other_administrators(top: Unit, *, besides: Person) -> int:
    """How many others can sign in and administer the unit by a role on that very unit."""
    statement = (
        select(func.count(Person.id.distinct()))
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.unit_id == top.id,
            Membership.role == RoleName.ADMINISTRATOR,
            Person.id != besides.id,
            Person.active,
            Person.password_hash.is_not(None),
        )
    )
    return db.session.scalar(statement) or 0
