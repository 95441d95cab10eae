"""Writes to the unit tree."""

from collections.abc import Sequence

from sqlalchemy import String, cast, func, insert, literal, select, update

from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.organisation import changes, rules
from qms.organisation.changes import Use
from qms.organisation.models import Unit, UnitKind
from qms.organisation.queries import children

CREATED = audit.declare("unit.created", "name", "kind", "parent_id")
EDITED = audit.declare("unit.edited", "name", "kind", "ods_code")
MOVED = audit.declare("unit.moved", "from_id", "to_id")
RETIRED = audit.declare("unit.retired")
RESTORED = audit.declare("unit.restored")


class UnitInUseError(Exception):
    """A unit cannot be retired; `uses` says what still needs it."""

    def __init__(self, uses: list[Use]) -> None:
        super().__init__(f"{len(uses)} uses")
        self.uses = uses


def create_unit(*, name: str, kind: UnitKind, parent: Unit | None, ods_code: str | None = None, by: Author) -> Unit:
    """Add a unit below `parent`, or a top unit where there is none; the caller has looked at the rules."""
    unit = Unit(name=name, kind=kind, parent_id=parent.id if parent else None, ods_code=ods_code or None)
    db.session.add(unit)
    db.session.flush()
    unit.path = f"{parent.path if parent else ''}{unit.id}/"
    audit.record(CREATED, by=by, subject_id=unit.id, name=name, kind=kind.value, parent_id=unit.parent_id)
    db.session.flush()
    return unit


def add_unit(*, name: str, kind: UnitKind, parent: Unit, ods_code: str | None, by: Author) -> Unit:
    """Add a unit below `parent`.

    Raises UnitRefusedError where the tree does not allow it."""
    rules.is_open(parent)
    rules.stands_below(kind, parent)
    rules.name_is_free(name, parent)
    rules.code_is_free(ods_code)
    return create_unit(name=name, kind=kind, parent=parent, ods_code=ods_code, by=by)


def edit_unit(*, unit: Unit, name: str, kind: UnitKind, ods_code: str | None, parent: Unit | None, by: Author) -> None:
    """Store a unit's facts and its place; `parent` is None for the top of the tree.

    Raises UnitRefusedError where the tree does not allow it; nothing is changed then."""
    moves = parent is not None and parent.id != unit.parent_id
    if parent is not None and moves:
        rules.can_move(unit, parent)
    if parent is not None:
        rules.stands_below(kind, parent)
    rules.stands_above_children(unit, kind)
    rules.code_is_free(ods_code, besides=unit)
    rules.name_is_free(name, parent, besides=unit)
    if (unit.name, unit.kind, unit.ods_code) != (name, kind, ods_code or None):
        unit.name, unit.kind, unit.ods_code = name, kind, ods_code or None
        audit.record(EDITED, by=by, subject_id=unit.id, name=name, kind=kind.value, ods_code=unit.ods_code)
    if parent is not None and moves:
        _move(unit, parent, by=by)
    db.session.flush()


def _move(unit: Unit, parent: Unit, *, by: Author) -> None:
    former, old, new = unit.ancestor_ids, unit.path, f"{parent.path}{unit.id}/"
    audit.record(MOVED, by=by, subject_id=unit.id, from_id=unit.parent_id, to_id=parent.id)
    unit.parent_id = parent.id
    db.session.flush()
    subtree = (
        update(Unit)
        .where(Unit.path.startswith(old, autoescape=True))
        .values(path=literal(new).concat(func.substr(Unit.path, len(old) + 1)))
        .execution_options(synchronize_session=False)
    )
    db.session.execute(subtree)
    for known in [each for each in db.session.identity_map.values() if isinstance(each, Unit)]:
        db.session.expire(known, ["path", "parent"])
    changes.moved(unit, former, by=by)


def retire_unit(*, unit: Unit, by: Author) -> None:
    """Take a unit out of use; its history stays.

    Raises UnitRefusedError for the top of the tree, and UnitInUseError while something still needs it."""
    if unit.parent_id is None:
        raise rules.UnitRefusedError("parent", f"{unit.name} is the top of the tree and cannot be retired.")
    if uses := changes.uses_of(unit):
        raise UnitInUseError(uses)
    if below := children(unit):
        names = ", ".join(each.name for each in below[:20]) + (" …" if len(below) > 20 else "")
        raise rules.UnitRefusedError("parent", f"{unit.name} has units below it. Retire or move them first: {names}.")
    unit.retired = True
    audit.record(RETIRED, by=by, subject_id=unit.id)
    db.session.flush()


def restore_unit(*, unit: Unit, by: Author) -> None:
    """Put a retired unit back into use.

    Raises UnitRefusedError while the unit above it is retired."""
    if unit.parent is not None:
        rules.is_open(unit.parent)
    unit.retired = False
    audit.record(RESTORED, by=by, subject_id=unit.id)
    db.session.flush()


def create_units(
    *, names: Sequence[str], kind: UnitKind, parent: Unit, names_are_codes: bool = False, by: Author
) -> list[int]:
    """Add many units of one kind below `parent` in a few statements; returns their ids. The caller has looked at the rules.

    `names_are_codes`: the names are ODS codes as well."""
    if not names:
        return []
    rows = [
        {"name": name, "kind": kind, "parent_id": parent.id, "ods_code": name if names_are_codes else None} for name in names
    ]
    db.session.execute(insert(Unit), rows)
    fresh = (Unit.parent_id == parent.id) & (Unit.path == "")
    made = db.session.execute(select(Unit.id, Unit.name).where(fresh).order_by(Unit.id)).all()
    path = literal(parent.path).concat(cast(Unit.id, String)).concat("/")
    db.session.execute(update(Unit).where(fresh).values(path=path), execution_options={"synchronize_session": False})
    for unit_id, name in made:
        audit.record(CREATED, by=by, subject_id=unit_id, name=name, kind=kind.value, parent_id=parent.id)
    db.session.flush()
    return [unit_id for unit_id, _ in made]
