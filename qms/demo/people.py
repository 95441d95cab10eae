"""The demonstration's people: the six accounts that visitors use, and colleagues to share the work with. All made up."""

from dataclasses import dataclass

from qms.demo.units import COMMUNITY, COMMUNITY_TRUST, MEDICINE, SURGERY, SYSTEM, TRUST
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.demonstration import ACCOUNTS
from qms.people.models import Membership, Person
from qms.people.passwords import DEMO_PASSWORD, hash_password
from qms.people.roles import RoleName

R = RoleName

# Roles of the visitors' accounts: (role, unit code).
ROLES_OF_ACCOUNTS: dict[str, tuple[tuple[RoleName, str], ...]] = {
    "ward@demo.example": ((R.WARD_MANAGER, "D1A-KIN"),),
    "qi@demo.example": ((R.TEAM_MEMBER, "D1A-KIN"), (R.TEAM_MEMBER, "D1A-SWA")),
    "board@demo.example": ((R.BOARD_MEMBER, TRUST),),
    "analyst@demo.example": ((R.ANALYST, SYSTEM),),
    "coach@demo.example": ((R.COACH, TRUST),),
    "admin@demo.example": ((R.ADMINISTRATOR, SYSTEM),),
}


@dataclass(frozen=True)
class Colleague:
    """Somebody who works in the demonstration trust but whose account visitors don't use."""

    key: str
    name: str
    title: str
    roles: tuple[tuple[RoleName, str], ...]


COLLEAGUES = (
    Colleague("nurse", "Ruth Hargreaves", "Chief Nurse", ((R.BOARD_MEMBER, TRUST), (R.WARD_MANAGER, TRUST))),
    Colleague("doctor", "Samuel Osei", "Medical Director", ((R.BOARD_MEMBER, TRUST),)),
    Colleague("operations", "Alison Byrne", "Chief Operating Officer", ((R.BOARD_MEMBER, TRUST),)),
    Colleague("system", "Farah Siddiqui", "System quality lead", ((R.BOARD_MEMBER, SYSTEM),)),
    Colleague("community", "Owen Pritchard", "Director of Nursing", ((R.BOARD_MEMBER, COMMUNITY_TRUST),)),
    Colleague("medicine", "Jennifer Walsh", "Divisional nurse, medicine", ((R.WARD_MANAGER, MEDICINE),)),
    Colleague("surgery", "Kwame Boateng", "Divisional nurse, surgery", ((R.WARD_MANAGER, SURGERY),)),
    Colleague("services", "Bethan Rees", "Head of community services", ((R.WARD_MANAGER, COMMUNITY),)),
    Colleague("heron", "Marta Kowalska", "Ward manager", ((R.WARD_MANAGER, "D1A-HER"),)),
    Colleague("swallow", "Liam Donnelly", "Ward manager", ((R.WARD_MANAGER, "D1A-SWA"),)),
    Colleague("emergency", "Yusuf Rahman", "Matron, emergency care", ((R.WARD_MANAGER, "D1A-ED"),)),
    Colleague("oak", "Caroline Shaw", "Ward manager", ((R.WARD_MANAGER, "D1A-OAK"),)),
    Colleague("elm", "Imran Sheikh", "Ward manager", ((R.WARD_MANAGER, "D1A-ELM"),)),
    Colleague("critical", "Sophie Laurent", "Charge nurse", ((R.WARD_MANAGER, "D1A-CCU"),)),
    Colleague("willow", "Gareth Hughes", "Ward manager", ((R.WARD_MANAGER, "D2F-WIL"),)),
    Colleague("physio", "Anjali Mehta", "Physiotherapist", ((R.TEAM_MEMBER, "D1A-OAK"), (R.TEAM_MEMBER, "D2F-WIL"))),
    Colleague("tissue", "Colette Dubois", "Tissue viability nurse", ((R.TEAM_MEMBER, TRUST),)),
    Colleague("finance", "Helen Marsh", "Finance partner", ((R.FINANCE_PARTNER, TRUST),)),
    Colleague("pharmacist", "Peter Lindqvist", "Pharmacist", ((R.TEAM_MEMBER, MEDICINE),)),
)


def make_people(units: dict[str, Unit]) -> dict[str, Person]:
    """Everybody with their roles, by email's first part ("ward") for accounts and by key for colleagues."""
    password = hash_password(DEMO_PASSWORD)
    people: dict[str, Person] = {}
    roles: list[tuple[Person, tuple[tuple[RoleName, str], ...]]] = []
    for account in ACCOUNTS:
        person = Person(name=account.name, email=account.email, job_title=account.title, password_hash=password)
        people[account.email.split("@")[0]] = person
        roles.append((person, ROLES_OF_ACCOUNTS[account.email]))
    for colleague in COLLEAGUES:
        email = f"{colleague.name.lower().replace(' ', '.')}@demo.example"
        # Without a password they cannot sign in: visitors have the six accounts.
        person = Person(name=colleague.name, email=email, job_title=colleague.title)
        people[colleague.key] = person
        roles.append((person, colleague.roles))
    db.session.add_all(people.values())
    db.session.flush()
    for person, held in roles:
        person.memberships += [Membership(unit_id=units[code].id, role=role) for role, code in held]
    db.session.flush()
    return people
