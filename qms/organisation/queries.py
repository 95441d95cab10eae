"""Reads of the unit tree."""

from collections.abc import Iterable

from sqlalchemy import func, or_, select

from qms.kernel.db import db
from qms.kernel.natural_order import NaturalKey, natural
from qms.organisation.models import Unit, UnitKind


def unit(unit_id: int) -> Unit:
    """The unit, or NoResultFound (a 404)."""
    return db.session.execute(select(Unit).where(Unit.id == unit_id)).scalar_one()


def all_units(*, with_retired: bool = False) -> list[Unit]:
    """Every unit, in the order of the tree: each parent before its children, siblings by name."""
    statement = select(Unit)
    if not with_retired:
        statement = statement.where(Unit.retired.is_(False))
    return in_tree_order(db.session.execute(statement).scalars())


def in_tree_order(units: Iterable[Unit]) -> list[Unit]:
    """Sort so that each unit follows its parent and siblings stand by name: Ward 2 before Ward 10."""
    by_id = {each.id: each for each in units}
    own = {each.id: (natural(each.name), each.id) for each in by_id.values()}

    def key(each: Unit) -> list[tuple[NaturalKey, int]]:
        return [*(own[above] for above in each.ancestor_ids if above in own), own[each.id]]

    return sorted(by_id.values(), key=key)


def within(top: Unit, *, kind: UnitKind | None = None) -> list[Unit]:
    """`top` and the units below it that are not retired, in tree order; only one kind where asked."""
    statement = select(Unit).where(Unit.path.startswith(top.path, autoescape=True), Unit.retired.is_(False))
    if kind:
        statement = statement.where(Unit.kind == kind)
    return in_tree_order(db.session.execute(statement).scalars())


def children(parent: Unit) -> list[Unit]:
    """The units directly below, by name."""
    statement = select(Unit).where(Unit.parent_id == parent.id, Unit.retired.is_(False))
    return sorted(db.session.execute(statement).scalars(), key=lambda each: (natural(each.name), each.id))


def ancestors(of: Unit) -> list[Unit]:
    """From the top of the tree down to the parent: the breadcrumb."""
    if not of.ancestor_ids:
        return []
    found = db.session.execute(select(Unit).where(Unit.id.in_(of.ancestor_ids))).scalars()
    return sorted(found, key=lambda each: len(each.path))


def top_unit() -> Unit | None:
    """The one unit without a parent that was made first, or None in an empty instance."""
    return db.session.execute(select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.id).limit(1)).scalar()


def find(name_or_code: str) -> Unit | None:
    """A unit by its ODS code or, where that is not one, by its name (case aside); a code wins over a name."""
    text = name_or_code.strip().lower()
    matches = or_(func.lower(Unit.ods_code) == text, func.lower(Unit.name) == text)
    found = list(db.session.execute(select(Unit).where(matches).order_by(Unit.id)).scalars())
    return next((each for each in found if (each.ods_code or "").lower() == text), found[0] if found else None)
