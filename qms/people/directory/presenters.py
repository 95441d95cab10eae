"""People as the administrators' pages show them."""

from dataclasses import dataclass

from qms.people import role_words
from qms.people.models import Person
from qms.people.role_words import HeldRole
from qms.people.roles import Permission


@dataclass(frozen=True)
class Row:
    """One line of the list of people."""

    id: int
    name: str
    email: str
    job_title: str
    roles: list[str]
    state: str


@dataclass(frozen=True)
class Role:
    """A held role, and whether the reader may take it away."""

    held: HeldRole
    removable: bool


def state_of(person: Person) -> str:
    """'Closed', 'Invited', or nothing for somebody who can sign in."""
    if not person.active:
        return "Closed"
    return "" if person.password_hash else "Invited"


def row(person: Person) -> Row:
    """The person with the roles in words."""
    roles = [f"{each.title}, {each.unit.name}" for each in role_words.held(person.memberships)]
    return Row(person.id, person.name, person.email, person.job_title, roles, state_of(person))


def roles_of(person: Person, *, reader: Person) -> list[Role]:
    """The person's roles; removable on the units that the reader administers."""
    return [Role(each, reader.can(Permission.ADMINISTER, each.unit)) for each in role_words.held(person.memberships)]


def beyond_reach(person: Person, *, reader: Person) -> list[str]:
    """The names of the units on which the person holds a role and the reader is no administrator."""
    units = [m.unit.name for m in person.memberships if not reader.can(Permission.ADMINISTER, m.unit)]
    return sorted(set(units))
