"""Writes of refreshers: that somebody was told, and that somebody wants no letters."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete

from qms.improvement.capability.models import RefresherQuiet, Training
from qms.improvement.capability.refreshers.queries import wants_letters
from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.people.models import Person

TOLD = audit.declare("training.refresher-told", "learner_id", "refresh_by")
STOPPED = audit.declare("refresher-letters.stopped")
ASKED = audit.declare("refresher-letters.asked-for")


def note_told(trainings: Sequence[Training], *, on: dt.date, by: Author) -> None:
    """Their person was mailed that these run out, or have run out."""
    for each in trainings:
        if each.refresh_by is None:
            continue
        if each.refresh_by <= on:
            each.told_over_on = on
        else:
            each.told_soon_on = on
        audit.record(
            TOLD, by=by, subject_id=each.id, learner_id=each.learner_id, refresh_by=each.refresh_by.isoformat()
        )  # fmt: skip
    db.session.flush()


def stop_letters(*, by: Person) -> None:
    """No letters about one's own refreshers; stopping twice changes nothing."""
    if wants_letters(by):
        db.session.add(RefresherQuiet(person_id=by.id))
        audit.record(STOPPED, by=by, subject_id=by.id)
        db.session.flush()


def ask_for_letters(*, by: Person) -> None:
    """Letters again."""
    if not wants_letters(by):
        db.session.execute(delete(RefresherQuiet).where(RefresherQuiet.person_id == by.id))
        audit.record(ASKED, by=by, subject_id=by.id)
        db.session.flush()
