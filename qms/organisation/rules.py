"""What the unit tree allows. Each rule raises UnitRefusedError with the form's field and a sentence."""

from sqlalchemy import func, select

from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from qms.organisation.words import article

ORDER = list(UnitKind)


class UnitRefusedError(Exception):
    """A write that the tree does not allow: the field that caused it, and why in words."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


def stands_below(kind: UnitKind, parent: Unit) -> None:
    """A unit's kind comes after its parent's: a ward may stand in a division, a division never in a ward."""
    if ORDER.index(kind) <= ORDER.index(parent.kind):
        raise UnitRefusedError(
            "kind",
            f"{article(kind).capitalize()} cannot stand below {parent.name}, which is {article(parent.kind)}.",
        )


def stands_above_children(unit: Unit, kind: UnitKind) -> None:
    """A unit's kind comes before those of the units below it."""
    kinds = db.session.execute(select(Unit.kind).where(Unit.parent_id == unit.id).distinct()).scalars()
    for child_kind in kinds:
        if ORDER.index(child_kind) <= ORDER.index(kind):
            raise UnitRefusedError(
                "kind",
                f"{unit.name} has {article(child_kind)} below it, so it cannot be {article(kind)}.",
            )


def can_move(unit: Unit, parent: Unit) -> None:
    """A unit moves to a unit in use that is not itself and does not stand below it; the top of the tree stays."""
    if unit.parent_id is None:
        raise UnitRefusedError("parent", f"{unit.name} is the top of the tree and cannot be moved.")
    if parent.is_within(unit):
        raise UnitRefusedError("parent", f"{unit.name} cannot stand below itself. Choose a unit outside it.")
    is_open(parent)


def is_open(parent: Unit) -> None:
    """Nothing is put below a unit that is retired."""
    if parent.retired:
        raise UnitRefusedError("parent", f"{parent.name} is retired. Restore it first, or choose another unit.")


def code_is_free(ods_code: str | None, *, besides: Unit | None = None) -> None:
    """No two units share an ODS code, case aside."""
    if not ods_code:
        return
    statement = select(Unit).where(func.lower(Unit.ods_code) == ods_code.lower())
    holder = db.session.execute(statement).scalars().first()
    if holder is not None and holder is not besides:
        raise UnitRefusedError("ods_code", f"{holder.name} has the code {holder.ods_code} already. Check both codes.")


def name_is_free(name: str, parent: Unit | None, *, besides: Unit | None = None) -> None:
    """No two units directly below the same unit share a name, case aside."""
    statement = select(Unit).where(func.lower(Unit.name) == name.lower(), Unit.parent_id == (parent.id if parent else None))
    for holder in db.session.execute(statement).scalars():
        if holder is not besides:
            where = f" in {parent.name}" if parent else ""
            state = ", which is retired" if holder.retired else ""
            raise UnitRefusedError("name", f"There is a unit called {holder.name}{where} already{state}.")
