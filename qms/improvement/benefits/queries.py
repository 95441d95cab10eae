"""Reads of benefits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qms.improvement.benefits.adding_up import Claim
from qms.improvement.benefits.models import Benefit, BenefitKind, BenefitState
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import project
from qms.improvement.projects.visibility import visible
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; the unit counts with everything below it."""

    unit: Unit | None = None
    kind: BenefitKind | None = None
    state: BenefitState | None = None

    @property
    def are_set(self) -> bool:
        """Whether anything is left out."""
        return bool(self.unit or self.kind or self.state)


def benefit(benefit_id: int) -> Benefit:
    """The benefit, or NoResultFound (a 404)."""
    return db.session.execute(select(Benefit).where(Benefit.id == benefit_id)).scalar_one()


def project_of_benefit(benefit_id: int) -> Project:
    """The benefit's project, or NoResultFound (a 404): also for a draft that the reader does not see."""
    return project(benefit(benefit_id).project_id)


def unit_of_benefit(benefit_id: int) -> Unit:
    """The unit of the benefit's project, or NoResultFound (a 404)."""
    return project_of_benefit(benefit_id).unit


def benefits_of(project_id: int) -> list[Benefit]:
    """The project's benefits by kind, with the people who claimed them."""
    claimant = joinedload(Benefit.by).lazyload(Person.memberships)
    found = db.session.execute(select(Benefit).where(Benefit.project_id == project_id).options(claimant)).scalars()
    order = list(BenefitKind)
    return sorted(found, key=lambda each: (order.index(each.kind), each.id))


def statement(filters: Filters) -> Select[Any]:
    """The benefits asked for, of projects that the reader sees: those that await somebody's check first."""
    whole = contains_eager(Benefit.project).contains_eager(Project.unit)
    waiting_first = (Benefit.state != BenefitState.CLAIMED, Benefit.starts_on.desc(), Benefit.id.desc())
    return _narrowed(select(Benefit), filters).options(whole).order_by(*waiting_first)


def claims(filters: Filters) -> list[Claim]:
    """The same, as far as sums ask; narrow rows, one query."""
    columns = (
        Benefit.project_id, Benefit.kind, Benefit.state, Benefit.amount, Benefit.per, Benefit.starts_on, Benefit.ends_on,
    )  # fmt: skip
    found = db.session.execute(_narrowed(select(*columns).select_from(Benefit), filters))
    return [Claim._make(row) for row in found]


def count_unchecked(units: Sequence[Unit]) -> int:
    """How many claims nobody has checked yet, on these units and all below. One query."""
    within = or_(false(), *(Unit.path.startswith(each.path, autoescape=True) for each in units))
    counted = _narrowed(select(func.count()).select_from(Benefit), Filters(state=BenefitState.CLAIMED)).where(within)
    return db.session.scalar(counted) or 0


def _narrowed(of: Select, filters: Filters) -> Select:
    narrowed = of.join(Project, Project.id == Benefit.project_id).join(Unit, Unit.id == Project.unit_id).where(visible())
    if filters.unit:
        narrowed = narrowed.where(Unit.path.startswith(filters.unit.path, autoescape=True))
    if filters.kind:
        narrowed = narrowed.where(Benefit.kind == filters.kind)
    if filters.state:
        narrowed = narrowed.where(Benefit.state == filters.state)
    return narrowed
