"""Writes of trainings."""

import datetime as dt

from sqlalchemy import select

from qms.improvement.capability.learners.actions import known_since
from qms.improvement.capability.models import Learner, Programme, Training
from qms.improvement.capability.tiers import refresh_by
from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db

RECORDED = audit.declare("training.recorded", "learner_id", "programme_id", "completed_on")
REMOVED = audit.declare("training.removed", "learner_id", "programme_id", "completed_on")


def record_training(learner: Learner, *, programme: Programme, completed_on: dt.date, by: Author) -> Training | None:
    """Note that the learner completed the programme on that day; None where that is known already."""
    same = select(Training.id).where(
        Training.learner_id == learner.id, Training.programme_id == programme.id, Training.completed_on == completed_on
    )
    if db.session.scalar(same) is not None:
        return None
    training = Training(
        learner_id=learner.id,
        programme_id=programme.id,
        completed_on=completed_on,
        refresh_by=refresh_by(completed_on, programme.refresher_months),
        by_id=by.id,
    )
    db.session.add(training)
    known_since(learner, completed_on)
    db.session.flush()
    audit.record(RECORDED, by=by, subject_id=training.id, **_detail(training))
    return training


def remove_training(training: Training, *, by: Author) -> None:
    """Take back a training that was recorded by mistake."""
    audit.record(REMOVED, by=by, subject_id=training.id, **_detail(training))
    db.session.delete(training)
    db.session.flush()


def _detail(training: Training) -> dict[str, object]:
    return {
        "learner_id": training.learner_id,
        "programme_id": training.programme_id,
        "completed_on": training.completed_on.isoformat(),
    }
