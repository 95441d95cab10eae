"""Writes of log entries."""

import datetime as dt

from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell_hearers
from qms.improvement.files.actions import remove_files_of
from qms.improvement.projects.actions import touch
from qms.improvement.projects.models import LogEntry, Project
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("log-entry.added", "project_id")
EDITED = audit.declare("log-entry.edited", "project_id", "was_text", "was_on")
DELETED = audit.declare("log-entry.deleted", "project_id", "text", "happened_on")


def add_entry(project: Project, *, text: str, happened_on: dt.date, by: Person) -> LogEntry:
    """Write down what happened; whoever hears of the project is told."""
    entry = LogEntry(project_id=project.id, text=text.strip(), happened_on=happened_on, by=by)
    db.session.add(entry)
    db.session.flush()
    audit.record(ADDED, by=by, subject_id=entry.id, project_id=project.id)
    touch(project, happened_on)
    tell_hearers(project, kind=NoticeKind.LOG_ENTRY, by=by, tab="log", anchor="log")
    return entry


def edit_entry(entry: LogEntry, *, text: str, happened_on: dt.date, by: Person) -> None:
    """Correct an entry; the audit keeps how it read."""
    audit.record(
        EDITED,
        by=by,
        subject_id=entry.id,
        project_id=entry.project_id,
        was_text=entry.text,
        was_on=entry.happened_on.isoformat(),
    )
    entry.text, entry.happened_on = text.strip(), happened_on
    db.session.flush()


def delete_entry(entry: LogEntry, *, by: Person) -> None:
    """Take an entry out of the log, with the files that came with it; the audit keeps its words."""
    remove_files_of(entry, by=by)
    audit.record(
        DELETED,
        by=by,
        subject_id=entry.id,
        project_id=entry.project_id,
        text=entry.text,
        happened_on=entry.happened_on.isoformat(),
    )
    db.session.delete(entry)
    db.session.flush()
