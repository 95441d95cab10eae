"""Reads about signatures: which are missing, who could give them, and what waits for somebody's."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from qms.golden_thread.metrics.definitions import RATIOS
from qms.golden_thread.metrics.models import Capacity, Metric, MetricSignature, MetricState
from qms.kernel.db import db
from qms.kernel.paging import page_of
from qms.organisation.models import Unit
from qms.people.models import Membership, Person
from qms.people.roles import ROLES, Permission

PERMISSION_OF = {
    Capacity.TEAM: Permission.SIGN_AS_TEAM,
    Capacity.INFORMATICS: Permission.SIGN_AS_INFORMATICS,
    Capacity.EXECUTIVE: Permission.SIGN_AS_EXECUTIVE,
}


def signatures(metric: Metric) -> list[MetricSignature]:
    """The signatures under the present revision."""
    return [each for each in metric.signatures if each.revision == metric.revision]


def missing_capacities(metric: Metric) -> list[Capacity]:
    """As whom nobody has signed the present revision yet."""
    signed = {each.capacity for each in signatures(metric)}
    return [capacity for capacity in Capacity if capacity not in signed]


def capacities_open_to(person: Person, metric: Metric) -> list[Capacity]:
    """As whom this person could sign now: one of them, for nobody signs a revision twice."""
    if metric.state is not MetricState.PROPOSED or any(each.person_id == person.id for each in signatures(metric)):
        return []
    return [each for each in missing_capacities(metric) if person.can(PERMISSION_OF[each], metric.unit)]


@dataclass(frozen=True)
class CouldSign:
    """The first few people who could sign, nearest to the owning team first, and how many more there are."""

    names: tuple[str, ...]
    more: int


def who_could_sign(metric: Metric, capacity: Capacity, *, limit: int = 5) -> CouldSign:
    """Active people whose role permits it on the owning unit and who have not signed this revision."""
    roles = [name for name, role in ROLES.items() if PERMISSION_OF[capacity] in role.permissions]
    signed = [each.person_id for each in signatures(metric)]
    nearest = func.max(func.length(Unit.path))
    statement = (
        select(Person.name, func.count().over())
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Person.active,
            Person.id.notin_(signed),
            Membership.role.in_(roles),
            Unit.id.in_([*metric.unit.ancestor_ids, metric.unit_id]),
        )
        .group_by(Person.id, Person.name)
        .order_by(nearest.desc(), Person.name)
        .limit(limit)
    )
    found = db.session.execute(statement).all()
    return CouldSign(tuple(name for name, _ in found), max(0, found[0][1] - limit) if found else 0)


@dataclass(frozen=True)
class Awaiting:
    """The first metrics that wait for somebody, and how many wait in all."""

    metrics: list[Metric]
    total: int


def awaiting_signature(person: Person, *, limit: int = 5) -> Awaiting:
    """The proposed metrics that this person could sign, longest waiting first.

    Definitions that are not complete are left out: nobody can sign them."""
    ways = [way for capacity in Capacity if (way := _could_sign_as(person, capacity)) is not None]
    if not ways:
        return Awaiting([], 0)
    complete = and_(
        *(column != "" for column in (Metric.purpose, Metric.numerator, Metric.source)),
        or_(Metric.denominator != "", Metric.data_kind.notin_(RATIOS)),
    )
    own = exists(_signature().where(MetricSignature.person_id == person.id))
    statement = (
        select(Metric)
        .join(Metric.unit)
        .where(Metric.state == MetricState.PROPOSED, complete, ~own, or_(*ways))
        .order_by(Metric.created_at, Metric.id)
    )
    page = page_of(statement, size=limit, number=1)
    return Awaiting(page.items, page.total)


def _could_sign_as(person: Person, capacity: Capacity) -> ColumnElement[bool] | None:
    tops = person.units_where(PERMISSION_OF[capacity])
    if not tops:
        return None
    within = or_(*(Unit.path.startswith(top.path, autoescape=True) for top in tops))
    return and_(within, ~exists(_signature().where(MetricSignature.capacity == capacity)))


def _signature() -> Select[Any]:
    return select(MetricSignature.id).where(
        MetricSignature.metric_id == Metric.id, MetricSignature.revision == Metric.revision
    )
