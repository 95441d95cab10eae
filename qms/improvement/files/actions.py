"""Writes of projects' files."""

from typing import Any

from qms.improvement.files import keeping
from qms.improvement.files.models import PROJECTS, KeptFile, ProjectFile
from qms.improvement.files.preparing import Prepared
from qms.improvement.files.queries import files_of_entries, total_size
from qms.improvement.projects.models import LogEntry, Project
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("project-file.added", "project_id", "log_entry_id", "name", "size", "sha256")
REMOVED = audit.declare("project-file.removed", "project_id", "log_entry_id", "name", "size", "sha256")

MOST_OF_A_PROJECT = 200 * 1024 * 1024  # bytes


class ProjectFullError(Exception):
    """All files of a project together would be larger than one project may hold."""


def add_file(
    project: Project, *, prepared: Prepared, by: Person, about: str = "", entry: LogEntry | None = None
) -> ProjectFile:
    """Keep a file with the project, or with an entry of its log. Raises ProjectFullError where there is no room for it."""
    if total_size(project.id) + len(prepared.data) > MOST_OF_A_PROJECT:
        raise ProjectFullError
    kept = ProjectFile(
        project_id=project.id,
        log_entry_id=entry.id if entry else None,
        about=about.strip(),
        by=by,
        **kept_on(keeping.Shelf(PROJECTS, project.id), prepared),
    )
    db.session.add(kept)
    db.session.flush()
    _record(ADDED, kept, by)
    return kept


def remove_file(kept: ProjectFile, *, by: Person) -> None:
    """Remove a file: nobody can open it any more, and the night's sweep takes its bytes. The audit keeps its name alone."""
    _record(REMOVED, kept, by)
    db.session.delete(kept)
    db.session.flush()


def remove_files_of(entry: LogEntry, *, by: Person) -> None:
    """Remove what came with an entry that is itself about to go."""
    for kept in files_of_entries([entry.id]).get(entry.id, []):
        remove_file(kept, by=by)


def kept_on(shelf: keeping.Shelf, prepared: Prepared) -> dict[str, Any]:
    """Put the bytes on a shelf; returns what a record of them says: the columns of KeptFile but `about` and `by`."""
    return {
        "name": prepared.name,
        "mimetype": prepared.kind.mimetype,
        "size": len(prepared.data),
        "sha256": keeping.keep(shelf, prepared.data, prepared.small),
        "width": prepared.width,
        "height": prepared.height,
    }


def audited(kept: KeptFile) -> dict[str, Any]:
    """What the audit keeps of a file, whatever it belongs to."""
    return {"name": kept.name, "size": kept.size, "sha256": kept.sha256}


def _record(event: str, kept: ProjectFile, by: Person) -> None:
    where = {"project_id": kept.project_id, "log_entry_id": kept.log_entry_id}
    audit.record(event, by=by, subject_id=kept.id, **where, **audited(kept))
