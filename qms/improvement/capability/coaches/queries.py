"""Reads of coaches and fellows, and of how many projects somebody is on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, or_, select

from qms.improvement.capability.involvement.queries import on_projects
from qms.improvement.capability.models import Availability, CoachProfile, CoachSkill, Part
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Membership, Person
from qms.people.roles import RoleName


@dataclass(frozen=True)
class Filters:
    """Whom to look for; `unit` is the one that wants help."""

    unit: Unit | None = None
    skill: str = ""
    part: Part | None = None
    willing: bool = False
    words: str = ""

    @property
    def are_set(self) -> bool:
        """Whether anybody is left out."""
        return bool(self.unit or self.skill or self.part or self.willing or self.words)


def finder(filters: Filters) -> Select[Any]:
    """People who can sign in and offer help, or whose role it is to coach: those who are willing first, then by name."""
    coach_by_role = select(Membership.person_id).where(Membership.role == RoleName.COACH)
    statement = (
        select(Person)
        .outerjoin(CoachProfile, CoachProfile.person_id == Person.id)
        .outerjoin(Unit, Unit.id == CoachProfile.unit_id)
        .where(Person.active, or_(CoachProfile.id.is_not(None), Person.id.in_(coach_by_role)), *_conditions(filters))
    )
    order = case({each: at for at, each in enumerate(Availability)}, value=CoachProfile.availability, else_=1)
    return statement.order_by(order, func.lower(Person.name), Person.id)


def _conditions(filters: Filters) -> list[Any]:
    conditions: list[Any] = []
    if filters.unit:
        line = [filters.unit.id, *filters.unit.ancestor_ids]
        covers = select(Membership.person_id).where(Membership.role == RoleName.COACH, Membership.unit_id.in_(line))
        near = or_(Unit.path.startswith(filters.unit.path, autoescape=True), Unit.id.in_(line))
        conditions.append(or_(near, Person.id.in_(covers)))
    if filters.skill:
        skilled = select(CoachSkill.profile_id).where(CoachSkill.skill == filters.skill)
        conditions.append(CoachProfile.id.in_(skilled))
    if filters.part:
        part = CoachProfile.part == filters.part
        conditions.append(or_(part, CoachProfile.id.is_(None)) if filters.part is Part.COACH else part)
    if filters.willing:
        conditions.append(CoachProfile.availability == Availability.WILLING)
    for word in filters.words.split()[:6]:
        columns = (Person.name, Person.job_title, CoachProfile.about)
        conditions.append(or_(*(column.icontains(word[:40], autoescape=True) for column in columns)))
    return conditions


def profiles_of(people: Sequence[Person]) -> dict[int, CoachProfile]:
    """What these people say of themselves, by person."""
    statement = select(CoachProfile).where(CoachProfile.person_id.in_([each.id for each in people]))
    return {each.person_id: each for each in db.session.execute(statement).scalars()}


def profile_of(person: Person) -> CoachProfile | None:
    """What somebody says of themselves."""
    return db.session.execute(select(CoachProfile).where(CoachProfile.person_id == person.id)).scalar()


def loads_of(people: Sequence[Person]) -> dict[int, tuple[int, int]]:
    """(projects coached, all projects that somebody is on), among those that go on and that the reader sees."""
    on = on_projects().subquery()
    coached = func.count(case((on.c.part == "coach", on.c.project_id)).distinct())
    everything = func.count(on.c.project_id.distinct())
    ids = [each.id for each in people]
    statement = select(on.c.person_id, coached, everything).where(on.c.person_id.in_(ids)).group_by(on.c.person_id)
    return {person_id: (coaching, total) for person_id, coaching, total in db.session.execute(statement)}
