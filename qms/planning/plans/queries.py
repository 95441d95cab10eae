"""Reads of plans."""

from collections.abc import Collection

from sqlalchemy import or_, select

from qms.golden_thread.objectives.models import Objective, ObjectiveState
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import in_tree_order
from qms.people.models import Person
from qms.people.roles import Permission
from qms.planning.plans.models import PlanEdition, QualityPlan

MOST_OBJECTIVES = 300


def plan(plan_id: int) -> QualityPlan:
    """The plan, or NoResultFound (a 404)."""
    return db.session.execute(select(QualityPlan).where(QualityPlan.id == plan_id)).scalar_one()


def unit_of_plan(plan_id: int, **_: int) -> Unit:
    """The unit whose roles decide who may change the plan, or NoResultFound."""
    return plan(plan_id).unit


def editions_of(plan_ids: Collection[int]) -> dict[int, list[PlanEdition]]:
    """The signed-off editions of each plan, newest first."""
    statement = select(PlanEdition).where(PlanEdition.plan_id.in_(plan_ids)).order_by(PlanEdition.edition.desc())
    found: dict[int, list[PlanEdition]] = {}
    for each in db.session.execute(statement).scalars():
        found.setdefault(each.plan_id, []).append(each)
    return found


def edition(plan_edition_id: int) -> PlanEdition:
    """One signed-off edition, or NoResultFound."""
    return db.session.execute(select(PlanEdition).where(PlanEdition.id == plan_edition_id)).scalar_one()


def units_for(person: Person, permission: Permission) -> list[Unit]:
    """Every unit where the person holds the permission, in tree order, in one query."""
    tops = person.units_where(permission)
    if not tops:
        return []
    below = or_(*(Unit.path.startswith(top.path, autoescape=True) for top in tops))
    return in_tree_order(db.session.execute(select(Unit).where(below, Unit.retired.is_(False))).scalars())


def objectives_for(units: Collection[Unit]) -> list[Objective]:
    """Active objectives that a plan at one of the units may serve: theirs and those above them, lowest units first."""
    line = {each for unit in units for each in (unit.id, *unit.ancestor_ids)}
    statement = (
        select(Objective)
        .join(Objective.unit)
        .where(Objective.unit_id.in_(line), Objective.state == ObjectiveState.ACTIVE)
        .order_by(Unit.path.desc(), Objective.title)
        .limit(MOST_OBJECTIVES)
    )
    return list(db.session.execute(statement).scalars())


def objective(objective_id: int) -> Objective:
    """The objective, or NoResultFound."""
    return db.session.execute(select(Objective).where(Objective.id == objective_id)).scalar_one()
