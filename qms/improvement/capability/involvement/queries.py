"""Who is on which project."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal, or_, select, union

from qms.improvement.capability.models import Learner, Placement, Programme, Tier, Training
from qms.improvement.capability.permissions import within_reach
from qms.improvement.capability.tiers import at_least
from qms.improvement.projects.models import ENDED, Project, ProjectMember
from qms.improvement.projects.visibility import visible
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person


@dataclass(frozen=True)
class Filters:
    """Whom to list: on projects at a unit and below, whose name has the words, without training in date."""

    unit: Unit | None = None
    words: str = ""
    untrained: bool = False

    @property
    def are_set(self) -> bool:
        """Whether anybody is left out."""
        return bool(self.unit or self.words or self.untrained)


@dataclass(frozen=True)
class Involvement:
    """Somebody's part in a project."""

    project_id: int
    title: str
    unit: str
    part: str


def on_projects(unit: Unit | None = None) -> CompoundSelect[Any]:
    """(person_id, project_id, part) of everybody on a project that goes on and that the reader sees; part is "lead", "coach",
    "sponsor" or "team". Whoever leads is not listed again as a member of the team."""
    going_on: list[Any] = [Project.stage.not_in(ENDED), Project.archived_at.is_(None), visible()]
    if unit is not None:
        inside = select(Unit.id).where(Unit.path.startswith(unit.path, autoescape=True))
        going_on.append(Project.unit_id.in_(inside))
    named = [
        select(column.label("person_id"), Project.id.label("project_id"), literal(part).label("part")).where(
            column.is_not(None), *going_on
        )
        for column, part in ((Project.lead_id, "lead"), (Project.coach_id, "coach"), (Project.sponsor_id, "sponsor"))
    ]
    team = select(ProjectMember.person_id, ProjectMember.project_id, literal("team").label("part")).join(
        Project, Project.id == ProjectMember.project_id
    )
    others = (Project.lead_id, func.coalesce(Project.coach_id, 0), func.coalesce(Project.sponsor_id, 0))
    return union(*named, team.where(ProjectMember.person_id.not_in(others), *going_on))


def people(filters: Filters, reader: Person) -> Select[Any]:
    """The people asked for, by name."""
    on = on_projects(filters.unit).subquery()
    statement = select(Person).where(Person.id.in_(select(on.c.person_id)))
    for word in filters.words.split()[:6]:
        found = (Person.name, Person.job_title, Person.email)
        statement = statement.where(or_(*(column.icontains(word[:40], autoescape=True) for column in found)))
    if filters.untrained:
        statement = statement.where(Person.id.not_in(_trained(reader).with_only_columns(Learner.person_id)))
    return statement.order_by(func.lower(Person.name), Person.id)


def involvements(people: Sequence[Person], unit: Unit | None = None) -> dict[int, list[Involvement]]:
    """What each of these people is on, by project title."""
    on = on_projects(unit).subquery()
    statement = (
        select(on.c.person_id, Project.id, Project.title, Unit.name, on.c.part)
        .join(Project, Project.id == on.c.project_id)
        .join(Unit, Unit.id == Project.unit_id)
        .where(on.c.person_id.in_([each.id for each in people]))
        .order_by(func.lower(Project.title), Project.id)
    )
    found: dict[int, list[Involvement]] = defaultdict(list)
    for person_id, *rest in db.session.execute(statement):
        found[person_id].append(Involvement(*rest))
    return dict(found)


def tiers_of(people: Sequence[Person], reader: Person) -> dict[int, Tier]:
    """The highest tier in date of each of these people, among those whose training records the reader keeps."""
    ids = [each.id for each in people]
    held: dict[int, Tier] = {}
    order = list(Tier)
    for person_id, tier in db.session.execute(_trained(reader).where(Learner.person_id.in_(ids))):
        if person_id is not None:
            held[person_id] = max(held.get(person_id, Tier.NONE), tier, key=order.index)
    return held


def _trained(reader: Person) -> Select[int | None, Tier]:
    """(person, tier) of everything in date at bronze or above, within the reader's reach."""
    in_date = or_(Training.refresh_by.is_(None), Training.refresh_by > clock.today())
    return (
        select(Learner.person_id, Programme.tier)
        .join(Training, Training.learner_id == Learner.id)
        .join(Programme, Programme.id == Training.programme_id)
        .join(Placement, Placement.learner_id == Learner.id)
        .join(Unit, Unit.id == Placement.unit_id)
        .where(
            Learner.person_id.is_not(None), Programme.tier.in_(at_least(Tier.BRONZE)), in_date, Placement.until.is_(None),
            within_reach(reader),
        )
    )  # fmt: skip
