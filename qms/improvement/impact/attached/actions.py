"""Writes of entries' files."""

from qms.improvement.files import keeping
from qms.improvement.files.actions import audited, kept_on
from qms.improvement.files.preparing import Prepared
from qms.improvement.impact.attached.queries import files_of, total_size
from qms.improvement.impact.models import IMPACT, ImpactEntry, ImpactFile
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("impact-file.added", "entry_id", "unit_id", "name", "size", "sha256")
REMOVED = audit.declare("impact-file.removed", "entry_id", "unit_id", "name", "size", "sha256")

MOST_OF_A_UNIT = 1024 * 1024 * 1024  # bytes: a unit's log goes on for years, as no project does


class UnitFullError(Exception):
    """All files of a unit's own entries together would be larger than one unit may hold."""


def attach(entry: ImpactEntry, *, prepared: Prepared, by: Person, about: str = "") -> ImpactFile:
    """Keep a file with an entry of a unit alone. Raises UnitFullError where there is no room for it, and ValueError for an
    entry of a project, whose files are kept with the project's."""
    if entry.unit_id is None:
        raise ValueError("The files of a project's entry are kept with the project.")
    if total_size(entry.unit_id) + len(prepared.data) > MOST_OF_A_UNIT:
        raise UnitFullError
    kept = ImpactFile(entry_id=entry.id, about=about.strip(), by=by, **kept_on(keeping.Shelf(IMPACT, entry.id), prepared))
    db.session.add(kept)
    db.session.flush()
    _record(ADDED, kept, entry, by)
    return kept


def detach(kept: ImpactFile, *, by: Person) -> None:
    """Remove a file: nobody can open it any more, and the night's sweep takes its bytes. The audit keeps its name alone."""
    _record(REMOVED, kept, kept.entry, by)
    db.session.delete(kept)
    db.session.flush()


def detach_all(entry: ImpactEntry, *, by: Person) -> None:
    """Remove what came with an entry that is itself about to go."""
    for kept in files_of(entry.id):
        detach(kept, by=by)


def _record(event: str, kept: ImpactFile, entry: ImpactEntry, by: Person) -> None:
    audit.record(event, by=by, subject_id=kept.id, entry_id=entry.id, unit_id=entry.unit_id, **audited(kept))
