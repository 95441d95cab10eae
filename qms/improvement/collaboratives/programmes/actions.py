"""Writes of programmes: starting, changing, ending, going on."""

import datetime as dt
from typing import Any

from qms.golden_thread.objectives.models import Objective
from qms.improvement.collaboratives.models import Collaborative
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

STARTED = audit.declare("collaborative.started", "title", "unit_id", "starts_on", "ends_on", "objective_id")
EDITED = audit.declare("collaborative.edited", "changed")
ENDED = audit.declare("collaborative.ended", "learned")
REOPENED = audit.declare("collaborative.reopened", "was_ended_on")


def start_collaborative(
    *,
    title: str,
    aim: str,
    unit: Unit,
    lead: Person,
    starts_on: dt.date,
    ends_on: dt.date,
    by: Person,
    objective: Objective | None = None,
) -> Collaborative:
    """Start a programme; teams, measures and ideas follow."""
    found = Collaborative(
        title=title.strip(), aim=aim.strip(), unit=unit, lead=lead, starts_on=starts_on, ends_on=ends_on, objective=objective
    )
    db.session.add(found)
    db.session.flush()
    audit.record(
        STARTED,
        by=by,
        subject_id=found.id,
        title=found.title,
        unit_id=unit.id,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
        objective_id=objective.id if objective else None,
    )
    return found


def edit_collaborative(found: Collaborative, *, by: Person, **fields: Any) -> list[str]:
    """Set the named fields; returns those that changed. Nothing is written or audited where none did."""
    changed = {name: value for name, value in fields.items() if getattr(found, name) != value}
    if not changed:
        return []
    was = {name: _plain(getattr(found, name)) for name in changed}
    for name, value in changed.items():
        setattr(found, name, value)
    db.session.flush()
    detail = {name: [was[name], _plain(value)] for name, value in changed.items()}
    audit.record(EDITED, by=by, subject_id=found.id, changed=detail)
    return list(changed)


def end_collaborative(found: Collaborative, *, learned: str, by: Person) -> None:
    """End it today with what was learned; its teams and their projects stay as they are. Once is enough."""
    if not found.is_running:
        return
    found.ended_on, found.learned = clock.today(), learned.strip()
    db.session.flush()
    audit.record(ENDED, by=by, subject_id=found.id, learned=found.learned)


def reopen_collaborative(found: Collaborative, *, by: Person) -> None:
    """It goes on; what was learned so far stays, for the next end."""
    if found.ended_on is None:
        return
    audit.record(REOPENED, by=by, subject_id=found.id, was_ended_on=found.ended_on.isoformat())
    found.ended_on = None
    db.session.flush()


def _plain(value: Any) -> Any:
    """A field's value as the audit can store it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return getattr(value, "id", value)
