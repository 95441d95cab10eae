"""Writes to the unit tree."""

from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind

CREATED = audit.declare("unit.created", "name", "kind", "parent_id")


def create_unit(*, name: str, kind: UnitKind, parent: Unit | None, ods_code: str | None = None, by: Author) -> Unit:
    """Add a unit below `parent`, or a top unit where there is none."""
    unit = Unit(name=name, kind=kind, parent_id=parent.id if parent else None, ods_code=ods_code or None)
    db.session.add(unit)
    db.session.flush()
    unit.path = f"{parent.path if parent else ''}{unit.id}/"
    audit.record(CREATED, by=by, subject_id=unit.id, name=name, kind=kind.value, parent_id=unit.parent_id)
    db.session.flush()
    return unit
