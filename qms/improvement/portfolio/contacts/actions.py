"""Writes of contacts."""

import datetime as dt

from qms.improvement.portfolio.contacts.models import CoachContact
from qms.improvement.projects.models import Project
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

NOTED = audit.declare("coach-contact.noted", "project_id", "on_day")
REMOVED = audit.declare("coach-contact.removed", "project_id", "on_day", "note")


def note_contact(project: Project, *, on_day: dt.date, note: str = "", by: Person) -> CoachContact:
    """Note that `by` was in touch with the team on the day. The project's log, and the age of its last entry, stay."""
    made = CoachContact(project_id=project.id, by_id=by.id, on_day=on_day, note=note.strip())
    db.session.add(made)
    db.session.flush()
    audit.record(NOTED, by=by, subject_id=made.id, project_id=project.id, on_day=on_day.isoformat())
    return made


def remove_contact(contact: CoachContact, *, by: Person) -> None:
    """Take back what was noted by mistake; the audit keeps it."""
    audit.record(
        REMOVED,
        by=by,
        subject_id=contact.id,
        project_id=contact.project_id,
        on_day=contact.on_day.isoformat(),
        note=contact.note,
    )
    db.session.delete(contact)
    db.session.flush()
