"""Reads of driver diagrams, each for many plans or boxes at once."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, or_, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.planning.drivers.graph import Box, Graph
from qms.planning.drivers.models import DeletedDrivers, Driver, DriverLink, DriverMeasure, DriverProject
from qms.planning.plans.models import QualityPlan

MOST_FOUND = 20
SHOWN_DELETED = 5


def graphs_of(plan_ids: Collection[int]) -> dict[int, Graph]:
    """The driver graph of each plan, in two queries; an empty graph where a plan has no box."""
    drivers = db.session.execute(select(Driver).where(Driver.plan_id.in_(plan_ids))).scalars().all()
    parents = _parents(plan_ids)
    boxes: dict[int, list[Box]] = {plan_id: [] for plan_id in plan_ids}
    for each in drivers:
        boxes[each.plan_id].append(Box(each.id, each.kind, each.text, each.position, tuple(parents.get(each.id, ()))))
    return {plan_id: Graph.of(found) for plan_id, found in boxes.items()}


def graph_of(plan_id: int) -> Graph:
    """The driver graph of one plan."""
    return graphs_of([plan_id])[plan_id]


def _parents(plan_ids: Collection[int]) -> dict[int, list[int]]:
    statement = (
        select(DriverLink.child_id, DriverLink.parent_id)
        .join(Driver, Driver.id == DriverLink.child_id)
        .where(Driver.plan_id.in_(plan_ids))
        .order_by(DriverLink.id)
    )
    found: dict[int, list[int]] = {}
    for child, parent in db.session.execute(statement):
        found.setdefault(child, []).append(parent)
    return found


def driver(driver_id: int) -> Driver:
    """The box, or NoResultFound (a 404)."""
    return db.session.execute(select(Driver).where(Driver.id == driver_id)).scalar_one()


def plan_of_driver(driver_id: int) -> QualityPlan:
    """The plan that the box stands in, or NoResultFound."""
    statement = select(QualityPlan).join(Driver, Driver.plan_id == QualityPlan.id).where(Driver.id == driver_id)
    return db.session.execute(statement).scalar_one()


def unit_of_driver(driver_id: int, **_: int) -> Unit:
    """The unit whose roles decide who may change the box, or NoResultFound."""
    return plan_of_driver(driver_id).unit


def measures_of(plan_ids: Collection[int]) -> dict[int, list[Series]]:
    """The series attached to each box of the plans, in the order in which they were attached; one query."""
    statement = (
        select(DriverMeasure)
        .join(Driver, Driver.id == DriverMeasure.driver_id)
        .where(Driver.plan_id.in_(plan_ids))
        .order_by(DriverMeasure.id)
    )
    found: dict[int, list[Series]] = {}
    for each in db.session.execute(statement).scalars():
        found.setdefault(each.driver_id, []).append(each.series)
    return found


def projects_of(plan_ids: Collection[int]) -> dict[int, list[int]]:
    """The ids of the projects attached to each box of the plans; one query."""
    statement = (
        select(DriverProject.driver_id, DriverProject.project_id)
        .join(Driver, Driver.id == DriverProject.driver_id)
        .where(Driver.plan_id.in_(plan_ids))
        .order_by(DriverProject.id)
    )
    found: dict[int, list[int]] = {}
    for driver_id, project_id in db.session.execute(statement):
        found.setdefault(driver_id, []).append(project_id)
    return found


def series_for(unit: Unit, words: str, *, but: Iterable[int] = ()) -> list[Series]:
    """Up to 20 series of the unit, of those above it and of those below it, whose metric, unit or stratum holds every word;
    the unit's own first, then its ancestors', then by name. Retired metrics are left out."""
    line = [unit.id, *unit.ancestor_ids]
    statement = (
        select(Series)
        .join(Series.metric)
        .join(Unit, Unit.id == Series.unit_id)
        .where(
            or_(Series.unit_id.in_(line), Unit.path.startswith(unit.path, autoescape=True)),
            Metric.state != MetricState.RETIRED,
            Series.id.not_in(list(but)),
        )
        .order_by(
            Series.unit_id != unit.id,
            Series.unit_id.not_in(line),
            func.lower(Metric.name),
            Series.stratum,
            Unit.path,
            Series.id,
        )
        .limit(MOST_FOUND)
    )
    for word in words.split()[:8]:
        columns = (Metric.name, Unit.name, Series.stratum)
        statement = statement.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return list(db.session.execute(statement).unique().scalars())


def recently_deleted(plan_id: int) -> list[DeletedDrivers]:
    """The last boxes that were deleted and not put back, newest first."""
    statement = select(DeletedDrivers).where(DeletedDrivers.plan_id == plan_id, DeletedDrivers.put_back.is_(False))
    return list(db.session.execute(statement.order_by(DeletedDrivers.id.desc()).limit(SHOWN_DELETED)).scalars())
