"""Reads of objectives, their narratives and what stands below them."""

from collections.abc import Collection

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import LoaderOption

from qms.golden_thread.objectives.models import Narrative, Objective, ObjectiveMetric, ObjectiveState
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person


def objective(objective_id: int) -> Objective:
    """The objective, or NoResultFound (a 404)."""
    return db.session.execute(light(select(Objective)).where(Objective.id == objective_id)).scalar_one()


def unit_of_objective(objective_id: int, **_: int) -> Unit:
    """The unit whose roles decide who may change the objective, for an access mark."""
    return objective(objective_id).unit


def light(statement: Select[Objective]) -> Select[Objective]:
    """Without the owners' roles, which a list of objectives never shows."""
    return statement.options(joinedload(Objective.owner).lazyload(Person.memberships))


def objectives_below(objective_id: int) -> Select[Objective]:
    """The objectives that serve this one directly, to page through: active ones first, then by unit."""
    statement = light(select(Objective)).join(Objective.unit).where(Objective.parent_id == objective_id)
    return statement.order_by(Objective.state != ObjectiveState.ACTIVE, Unit.name, Objective.position, Objective.id)


def link_of(objective_id: int, metric_id: int) -> ObjectiveMetric:
    """The link between the two, or NoResultFound."""
    statement = select(ObjectiveMetric).where(
        ObjectiveMetric.objective_id == objective_id, ObjectiveMetric.metric_id == metric_id
    )
    return db.session.execute(statement).scalar_one()


def narratives_of(objective_id: int) -> Select[Narrative]:
    """The owner's words to page through, newest first."""
    statement = select(Narrative).where(Narrative.objective_id == objective_id)
    return statement.options(_author_alone()).order_by(Narrative.at.desc(), Narrative.id.desc())


def latest_narratives(objective_ids: Collection[int]) -> dict[int, Narrative]:
    """The newest words on each objective; those without any are left out; one query."""
    newest = select(func.max(Narrative.id)).where(Narrative.objective_id.in_(objective_ids)).group_by(Narrative.objective_id)
    statement = select(Narrative).where(Narrative.id.in_(newest)).options(_author_alone())
    return {each.objective_id: each for each in db.session.execute(statement).scalars()}


def objectives_on_line(units: Collection[Unit]) -> list[Objective]:
    """The active objectives of the units, of all above them and of all below: what one of theirs may serve."""
    above = {unit_id for unit in units for unit_id in unit.ancestor_ids}
    below = [Unit.path.startswith(unit.path, autoescape=True) for unit in units]
    statement = (
        light(select(Objective))
        .join(Objective.unit)
        .where(Objective.state == ObjectiveState.ACTIVE, or_(Unit.id.in_(above), *below))
        .order_by(func.length(Unit.path), Unit.name, Objective.position, Objective.id)
    )
    return list(db.session.execute(statement).scalars())


def last_position(unit_id: int) -> int:
    """The highest place given to an objective of the unit; 0 where there is none."""
    return db.session.scalar(select(func.max(Objective.position)).where(Objective.unit_id == unit_id)) or 0


def _author_alone() -> LoaderOption:
    return joinedload(Narrative.by).options(lazyload(Person.memberships))
