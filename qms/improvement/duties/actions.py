"""Ticking a duty off, and taking that back. `event` is the noun's own, `about` its keys that say where the duty belongs."""

from qms.improvement.duties.models import Duty
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person


def finish(duty: Duty, *, event: str, by: Person, **about: int) -> None:
    """It is done, today; pressing the button twice changes nothing."""
    if duty.is_done:
        return
    duty.done_on, duty.done_by = clock.today(), by
    audit.record(event, by=by, subject_id=duty.id, **about)
    db.session.flush()


def reopen(duty: Duty, *, event: str, by: Person, **about: int) -> None:
    """It is not done after all."""
    if duty.done_on is None:
        return
    audit.record(event, by=by, subject_id=duty.id, **about, was_done_on=duty.done_on.isoformat())
    duty.done_on, duty.done_by = None, None
    db.session.flush()
