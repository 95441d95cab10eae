"""Reads of change ideas on driver diagrams.

The driver diagram belongs to the planning room, whose Python this room never imports. Both rooms stand in one database,
and tables may refer to each other by name; so these few reads name the tables instead of their classes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select

from qms.kernel.db import db
from qms.organisation.models import Unit

MOST = 100
CHANGE_IDEA, RETIRED = "change-idea", "retired"


@dataclass(frozen=True)
class Idea:
    """A box of a driver diagram, with the plan that it stands in."""

    id: int
    text: str
    plan_id: int
    plan_title: str
    plan_unit_id: int
    objective_id: int | None


def idea(driver_id: int) -> Idea:
    """The box, or NoResultFound (a 404)."""
    driver = db.metadata.tables["driver"]
    return _idea(db.session.execute(_boxes().where(driver.c.id == driver_id)).one())


def idea_texts(driver_ids: Iterable[int]) -> dict[int, str]:
    """The words of boxes by their ids. One query."""
    driver = db.metadata.tables["driver"]
    found = db.session.execute(select(driver.c.id, driver.c.text).where(driver.c.id.in_(set(driver_ids))))
    return {row.id: row.text for row in found}


def ideas_for(unit: Unit) -> list[Idea]:
    """The change ideas of plans at the unit and above it, nearest plan first; plans that are retired left out."""
    driver, plan = db.metadata.tables["driver"], db.metadata.tables["quality_plan"]
    line = [unit.id, *unit.ancestor_ids]
    nearest_first = (Unit.path.desc(), plan.c.title, driver.c.position, driver.c.id)
    statement = _boxes().where(plan.c.unit_id.in_(line), plan.c.state != RETIRED, driver.c.kind == CHANGE_IDEA)
    return [_idea(row) for row in db.session.execute(statement.order_by(*nearest_first).limit(MOST))]


def ideas_around(unit: Unit) -> list[Idea]:
    """The change ideas of plans in the unit's line and of those below it, for whoever brings its wards together; the nearest
    plan first, plans that are retired left out."""
    driver, plan = db.metadata.tables["driver"], db.metadata.tables["quality_plan"]
    around = or_(plan.c.unit_id.in_([unit.id, *unit.ancestor_ids]), Unit.path.startswith(unit.path, autoescape=True))
    own_first = (plan.c.unit_id == unit.id).desc()
    order = (own_first, Unit.path, plan.c.title, driver.c.position, driver.c.id)
    statement = _boxes().where(around, plan.c.state != RETIRED, driver.c.kind == CHANGE_IDEA).order_by(*order)
    return [_idea(row) for row in db.session.execute(statement.limit(MOST))]


def ideas_of(project_id: int) -> list[Idea]:
    """The boxes that the project is attached to."""
    driver, attached = db.metadata.tables["driver"], db.metadata.tables["driver_project"]
    statement = _boxes().join(attached, attached.c.driver_id == driver.c.id).where(attached.c.project_id == project_id)
    return [_idea(row) for row in db.session.execute(statement.order_by(driver.c.id))]


def _boxes() -> Select[Any]:
    driver, plan = db.metadata.tables["driver"], db.metadata.tables["quality_plan"]
    columns = (driver.c.id, driver.c.text, plan.c.id, plan.c.title, plan.c.unit_id, plan.c.objective_id)
    return (
        select(*columns).select_from(driver).join(plan, plan.c.id == driver.c.plan_id).join(Unit, Unit.id == plan.c.unit_id)
    )


def _idea(row: Any) -> Idea:
    return Idea(*row)
