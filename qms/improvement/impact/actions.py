"""Writes of the impact log."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from qms.improvement.impact.attached.actions import detach_all
from qms.improvement.impact.kinds import KINDS
from qms.improvement.impact.models import ImpactEntry, ImpactKind
from qms.improvement.projects.models import Project
from qms.kernel import audit
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

LOGGED = audit.declare("impact.logged", "project_id", "unit_id", "kind", "title")
EDITED = audit.declare("impact.edited", "project_id", "unit_id", "changed")
REMOVED = audit.declare("impact.removed", "project_id", "unit_id", "kind", "said", "agreed")

OF_EVERY_KIND = ("title", "happened_on", "link")
OF_A_PROJECT = (*OF_EVERY_KIND, "file_id")
OF_A_UNIT = (*OF_EVERY_KIND, "objective_id", "collaborative_id")


def log_impact(
    *, kind: ImpactKind, by: Person, project: Project | None = None, unit: Unit | None = None, **fields: Any
) -> ImpactEntry:
    """Write down what was told to others or changed because of the work. Raises ValueError unless it is either of a project
    or of a unit alone, and TypeError for a field that entries of its kind do not have."""
    if (project is None) == (unit is None):
        raise ValueError("An entry is of a project or of a unit.")
    entry = ImpactEntry(project_id=project.id if project else None, unit_id=unit.id if unit else None, kind=kind, by_id=by.id)
    for name, value in _checked(entry, fields).items():
        setattr(entry, name, value)
    db.session.add(entry)
    db.session.flush()
    audit.record(LOGGED, by=by, subject_id=entry.id, **_where(entry), kind=kind.value, title=entry.title)
    return entry


def begun(*, kind: ImpactKind, project: Project | None = None, unit: Unit | None = None) -> ImpactEntry:
    """An entry that says nothing yet and is not stored, for its form to ask about. Raises ValueError as `log_impact` does."""
    if project is not None and unit is None:
        return ImpactEntry(kind=kind, project=project, project_id=project.id)
    if unit is not None and project is None:
        return ImpactEntry(kind=kind, own_unit=unit, unit_id=unit.id)
    raise ValueError("An entry is of a project or of a unit.")


def edit_impact(entry: ImpactEntry, *, by: Person, **fields: Any) -> list[str]:
    """Change any field of the entry's kind; returns those that changed. Raises TypeError as `log_impact` does."""
    changed = {name: value for name, value in _checked(entry, fields).items() if getattr(entry, name) != value}
    if not changed:
        return []
    said = {name: [_plain(getattr(entry, name)), _plain(value)] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(entry, name, value)
    audit.record(EDITED, by=by, subject_id=entry.id, **_where(entry), changed=said)
    db.session.flush()
    return list(changed)


def remove_impact(entry: ImpactEntry, *, agreed: list[str], by: Person) -> None:
    """Take an entry out of the log, with its own files and the actions that it agreed; the audit keeps what it said. `agreed`
    are those actions, a sentence each."""
    said = {name: _plain(value) for name in field_names(entry) if (value := getattr(entry, name)) not in {None, ""}}
    audit.record(REMOVED, by=by, subject_id=entry.id, **_where(entry), kind=entry.kind.value, said=said, agreed=agreed)
    detach_all(entry, by=by)
    db.session.delete(entry)
    db.session.flush()


def field_names(entry: ImpactEntry) -> tuple[str, ...]:
    """The columns that an entry of this kind and owner fills."""
    return (*KINDS[entry.kind].asks, *(OF_A_PROJECT if entry.project_id else OF_A_UNIT))


def _checked(entry: ImpactEntry, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    if strangers := set(fields) - set(field_names(entry)):
        raise TypeError(f"A {entry.kind.value} has no {sorted(strangers)} to set here.")
    return fields


def _where(entry: ImpactEntry) -> dict[str, int | None]:
    return {"project_id": entry.project_id, "unit_id": entry.unit_id}


def _plain(value: Any) -> Any:
    """A field's value as the audit can store it."""
    return value.isoformat() if isinstance(value, dt.date) else value
