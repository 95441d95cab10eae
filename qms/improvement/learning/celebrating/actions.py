"""Asking for the round-up by mail, and no longer."""

from qms.improvement.learning.celebrating.models import RoundUpReader
from qms.improvement.learning.celebrating.queries import reader_of
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

ASKED = audit.declare("round-up.asked-for")
LEFT = audit.declare("round-up.left")


def ask_for_mail(*, by: Person) -> None:
    """Let the month's round-up come to one's own address; asking twice changes nothing."""
    if reader_of(by) is None:
        db.session.add(RoundUpReader(person_id=by.id))
        audit.record(ASKED, by=by, subject_id=by.id)
        db.session.flush()


def leave_mail(*, by: Person) -> None:
    """Let it come no longer."""
    reader = reader_of(by)
    if reader is not None:
        db.session.delete(reader)
        audit.record(LEFT, by=by, subject_id=by.id)
        db.session.flush()
