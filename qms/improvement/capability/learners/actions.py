"""Writes of learners. The audit keeps ids and never names, so that removing somebody removes them."""

import datetime as dt

from sqlalchemy import delete, select

from qms.improvement.capability.models import Learner, Placement, Training
from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.organisation.models import Unit

ADDED = audit.declare("learner.added", "person_id", "unit_id")
PLACED = audit.declare("learner.placed", "unit_id", "since")
LEFT = audit.declare("learner.left", "on")
RENAMED = audit.declare("learner.renamed")
LINKED = audit.declare("learner.linked", "person_id")
REMOVED = audit.declare("learner.removed", "trainings")


def add_learner(
    *, name: str, email: str = "", person_id: int | None = None, unit: Unit, since: dt.date, by: Author
) -> Learner:
    """Begin the records of somebody who works at the unit; of somebody with an account no address is kept twice."""
    learner = Learner(name=" ".join(name.split()), email=None if person_id else email.lower() or None, person_id=person_id)
    db.session.add(learner)
    db.session.flush()
    db.session.add(Placement(learner_id=learner.id, unit_id=unit.id, since=since))
    audit.record(ADDED, by=by, subject_id=learner.id, person_id=person_id, unit_id=unit.id)
    db.session.flush()
    return learner


def place(learner: Learner, *, unit: Unit, since: dt.date, by: Author) -> None:
    """The learner works at the unit from that day on; what was noted for later days is replaced."""
    _end(learner, since)
    db.session.add(Placement(learner_id=learner.id, unit_id=unit.id, since=since))
    audit.record(PLACED, by=by, subject_id=learner.id, unit_id=unit.id, since=since.isoformat())
    db.session.flush()


def leave(learner: Learner, *, on: dt.date, by: Author) -> None:
    """From that day on the learner works here no more, and counts nowhere.

    Raises ValueError for a day on or before the first that is known: nothing would be left to say where they worked."""
    first = db.session.execute(
        select(Placement.since).where(Placement.learner_id == learner.id).order_by(Placement.since).limit(1)
    ).scalar()
    if first is not None and on <= first:
        raise ValueError("somebody leaves after they came")
    _end(learner, on)
    audit.record(LEFT, by=by, subject_id=learner.id, on=on.isoformat())
    db.session.flush()


def known_since(learner: Learner, day: dt.date) -> None:
    """Somebody trained on that day worked then where they are first known to have worked."""
    first = db.session.execute(
        select(Placement).where(Placement.learner_id == learner.id).order_by(Placement.since).limit(1)
    ).scalar()
    if first is not None and day < first.since:
        first.since = day


def rename(learner: Learner, *, name: str, email: str, by: Author) -> None:
    """Correct the name and address of somebody without an account; the database refuses an address that another has."""
    learner.name, learner.email = " ".join(name.split()), email.lower() or None
    audit.record(RENAMED, by=by, subject_id=learner.id)
    db.session.flush()


def link(learner: Learner, *, person_id: int, by: Author) -> None:
    """The learner turns out to be somebody with an account, whose address is then kept there alone."""
    learner.person_id, learner.email = person_id, None
    audit.record(LINKED, by=by, subject_id=learner.id, person_id=person_id)
    db.session.flush()


def remove(learner: Learner, *, by: Author) -> None:
    """Remove everything that is kept about the learner; the audit keeps that it was done."""
    gone = db.session.execute(delete(Training).where(Training.learner_id == learner.id))
    db.session.execute(delete(Placement).where(Placement.learner_id == learner.id))
    audit.record(REMOVED, by=by, subject_id=learner.id, trainings=gone.rowcount)  # type: ignore[attr-defined]  # of a DELETE
    db.session.delete(learner)
    db.session.flush()


def _end(learner: Learner, day: dt.date) -> None:
    """Close what holds on that day, and drop what begins on it or later."""
    placements = db.session.execute(select(Placement).where(Placement.learner_id == learner.id)).scalars()
    for each in list(placements):
        if each.since >= day:
            db.session.delete(each)
        elif each.until is None or each.until > day:
            each.until = day
    db.session.flush()
