"""Reads of saved filters: one's own, those that others share, and what of one is no longer there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from qms.golden_thread.objectives.models import Objective
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.portfolio.addresses import query_from
from qms.improvement.portfolio.bubble_links import asked as filters_asked
from qms.improvement.portfolio.filters import ME, NOBODY, Filters, filters_of, number_of
from qms.improvement.portfolio.queries import narrow
from qms.improvement.portfolio.saved.models import PortfolioFilter, Sharing
from qms.improvement.projects.models import Project
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

MOST = 200  # of one's own and of others' together


@dataclass(frozen=True)
class Kept:
    """The filters that somebody finds on their portfolio, by name: their own, and those that others share with them."""

    own: Sequence[PortfolioFilter]
    others: Sequence[PortfolioFilter]

    @property
    def first(self) -> PortfolioFilter | None:
        """The one that their portfolio opens with."""
        return next((each for each in self.own if each.opens_first), None)


def kept_for(person: Person) -> Kept:
    """Their own and others'. One query."""
    found = list(db.session.execute(_for(person).limit(MOST)).unique().scalars())
    mine = [each for each in found if each.person_id == person.id]
    return Kept(mine, [each for each in found if each.person_id != person.id])


def saved_filter(filter_id: int, person: Person) -> PortfolioFilter:
    """The filter, or NoResultFound (a 404) where it is neither theirs nor shared with them."""
    return db.session.execute(_for(person).where(PortfolioFilter.id == filter_id)).unique().scalar_one()


def opening(person: Person) -> PortfolioFilter | None:
    """The one that the person's portfolio opens with. One query."""
    whole = _whole().where(PortfolioFilter.person_id == person.id, PortfolioFilter.opens_first)
    return db.session.execute(whole.limit(1)).unique().scalar()


def own_by_name(person: Person, name: str) -> PortfolioFilter | None:
    """Theirs of that name, whatever its capitals."""
    of = _whole().where(PortfolioFilter.person_id == person.id, func.lower(PortfolioFilter.name) == name.lower())
    return db.session.execute(of.limit(1)).unique().scalar()


def counts(saved: Sequence[PortfolioFilter]) -> dict[int, int]:
    """How many projects each finds for whoever reads. Two queries for all of them."""
    asked = {each.id: query_from(each.query) for each in saved}
    units = _units(query.get(name, "") for query in asked.values() for name in ("unit", "serves"))
    parts = {id_: _count(filters_asked(query, units.get)) for id_, query in asked.items()}
    if not parts:
        return {}
    row = db.session.execute(select(*(part.label(f"n{id_}") for id_, part in parts.items()))).one()
    return dict(zip(parts, row, strict=True))


def gone(query: Mapping[str, str]) -> list[str]:
    """Names of what a kept address asks for and that no longer exists. At most four queries."""
    missing = [name for name, table in _RECORDS.items() if _is_gone(table, query.get(name, ""))]
    known = filters_of({name: value for name, value in query.items() if name not in missing})
    said = {name: getattr(known, name) for name in ("lacks", "score", "method", "quiet", "approval")}
    said["stage"] = known.stage or known.archived
    return [*missing, *(name for name, value in said.items() if query.get(name) and not value)]


_RECORDS: dict[str, type[Any]] = {
    "unit": Unit,
    "serves": Unit,
    "objective": Objective,
    "programme": Collaborative,
    "lead": Person,
    "coach": Person,
}


def _is_gone(table: type[Any], value: str) -> bool:
    if not value or value in (ME, NOBODY):
        return False
    id_ = number_of(value)
    return id_ is None or db.session.scalar(select(table.id).where(table.id == id_)) is None


def _whole() -> Select[Any]:
    owner = joinedload(PortfolioFilter.person).lazyload(Person.memberships)
    return select(PortfolioFilter).options(owner, joinedload(PortfolioFilter.unit))


def _for(person: Person) -> Select[Any]:
    """Theirs first, each by name."""
    theirs = PortfolioFilter.person_id == person.id
    ordered = _whole().where(or_(theirs, _shared_with(person)))
    return ordered.order_by(PortfolioFilter.person_id != person.id, func.lower(PortfolioFilter.name), PortfolioFilter.id)


def _shared_with(person: Person) -> ColumnElement[bool]:
    """With everybody, or with a unit in which, or below which, the person has a role."""
    at = {id_ for each in person.memberships for id_ in (each.unit_id, *each.unit.ancestor_ids)}
    theirs = and_(PortfolioFilter.sharing == Sharing.UNIT, PortfolioFilter.unit_id.in_(at))
    return or_(PortfolioFilter.sharing == Sharing.EVERYBODY, theirs)


def _units(asked: Iterable[str]) -> dict[int, Unit]:
    ids = {id_ for each in asked if (id_ := number_of(each))}
    return {each.id: each for each in db.session.execute(select(Unit).where(Unit.id.in_(ids))).scalars()} if ids else {}


def _count(filters: Filters) -> Any:
    counted = select(func.count()).select_from(Project).join(Unit, Unit.id == Project.unit_id)
    return narrow(counted, filters).scalar_subquery()
