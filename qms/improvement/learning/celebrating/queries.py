"""Reads of a month's round-up: what projects reached, and who asked for it by mail."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select

from qms.golden_thread.documents import Outcome
from qms.improvement.learning.adopting.models import Adoption
from qms.improvement.learning.celebrating.models import RoundUpReader
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.models import Project, ProjectMember, Stage, StageStep
from qms.improvement.projects.queries import projects
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

MOST = 50  # projects of each kind on a page


@dataclass(frozen=True)
class Month:
    """The first day of a month and the first after it."""

    first: dt.date

    @property
    def end(self) -> dt.date:
        """The first day of the next month."""
        return (self.first + dt.timedelta(days=32)).replace(day=1)

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month((self.first - dt.timedelta(days=1)).replace(day=1))

    @property
    def after(self) -> "Month":
        """The next month."""
        return Month(self.end)


@dataclass(frozen=True)
class Reached:
    """Projects that reached something: the first of them as a page shows them, how many there are, and the ids of all."""

    shown: list[Project]
    total: int
    ids: Select[Any]


def improved(month: Month, unit: Unit | None) -> Reached:
    """Projects of which it was first known in the month that they worked, and that still show it."""
    entry = select(LibraryEntry.project_id).where(
        LibraryEntry.kind == "project",
        LibraryEntry.outcome == Outcome.WORKED,
        LibraryEntry.outcome_since >= month.first,
        LibraryEntry.outcome_since < month.end,
    )
    return _some(projects().where(Project.id.in_(entry)), unit)


def reached(month: Month, stage: Stage, unit: Unit | None) -> Reached:
    """Projects that came to the stage in the month and are still there."""
    step = select(StageStep.project_id).where(
        StageStep.stage == stage, StageStep.since >= month.first, StageStep.since < month.end
    )
    return _some(projects().where(Project.id.in_(step), Project.stage == stage), unit)


def first_tests(month: Month, unit: Unit | None) -> Reached:
    """Projects whose first test began in the month."""
    first = select(PdsaCycle.project_id).group_by(PdsaCycle.project_id)
    begun = first.having(func.min(PdsaCycle.starts_on) >= month.first, func.min(PdsaCycle.starts_on) < month.end)
    return _some(projects().where(Project.id.in_(begun)), unit)


def taken_over(month: Month, unit: Unit | None) -> Reached:
    """Projects that took another over in the month."""
    first, end = (clock.start_of(each) for each in (month.first, month.end))
    adopted = select(Adoption.project_id).where(Adoption.created_at >= first, Adoption.created_at < end)
    return _some(projects().where(Project.id.in_(adopted)), unit)


def people_on(reached: Sequence[Reached]) -> list[str]:
    """The names of the people on all of these projects, shown or not, by name. One query."""
    on_any = or_(*(Project.id.in_(each.ids) for each in reached))
    members = select(ProjectMember.person_id).join(Project, Project.id == ProjectMember.project_id).where(on_any)
    leads = select(Project.lead_id).where(on_any)
    on_them = Person.id.in_(members.union(leads))
    return list(db.session.execute(select(Person.name).where(on_them).order_by(Person.name)).scalars())


def first_month() -> Month | None:
    """The month in which the first project was made."""
    made = db.session.scalar(select(func.min(Project.created_at)))
    return Month(clock.day_of(made).replace(day=1)) if made else None


def reader_of(person: Person) -> RoundUpReader | None:
    """The person's wish to have it by mail."""
    return db.session.execute(select(RoundUpReader).where(RoundUpReader.person_id == person.id)).scalar_one_or_none()


def readers_to_mail(month: Month) -> list[RoundUpReader]:
    """Those who asked for it, can sign in, and have not had this month's."""
    statement = select(RoundUpReader).join(RoundUpReader.person).where(Person.active)
    waiting = RoundUpReader.mailed_for.is_(None) | (RoundUpReader.mailed_for < month.first)
    return list(db.session.execute(statement.where(waiting).order_by(RoundUpReader.id)).scalars())


def _some(statement: Select[Any], unit: Unit | None) -> Reached:
    """The first of them by title, and how many there are: counted by the database where the page can't show all."""
    if unit is not None:
        below = select(Unit.id).where(Unit.path.startswith(unit.path, autoescape=True))
        statement = statement.where(Project.unit_id.in_(below))
    ids = statement.with_only_columns(Project.id, maintain_column_froms=True).order_by(None)
    shown = list(db.session.execute(statement.order_by(Project.title, Project.id).limit(MOST)).unique().scalars())
    total = len(shown)
    if total == MOST:
        total = db.session.scalar(select(func.count()).select_from(ids.subquery())) or 0
    return Reached(shown, total, ids)
