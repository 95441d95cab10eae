"""Writes of the calendar: events, and who came."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from qms.improvement.collaboratives.calendar.proposing import Proposed
from qms.improvement.collaboratives.models import Attendance, Collaborative, CollaborativeEvent, EventKind
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("collaborative-event.added", "collaborative_id", "kind", "title", "starts_on", "ends_on")
EDITED = audit.declare("collaborative-event.edited", "collaborative_id", "changed")
REMOVED = audit.declare("collaborative-event.removed", "collaborative_id", "kind", "title", "starts_on", "ends_on")
COUNTED = audit.declare("collaborative-event.attendance", "collaborative_id", "was", "now")


def add_event(
    found: Collaborative,
    *,
    kind: EventKind,
    title: str,
    starts_on: dt.date,
    ends_on: dt.date,
    place: str = "",
    agenda: str = "",
    by: Person,
) -> CollaborativeEvent:
    """Put a learning session, an action period or a call into the calendar."""
    event = CollaborativeEvent(
        collaborative_id=found.id, kind=kind, title=title.strip(), starts_on=starts_on, ends_on=ends_on,
        place=place.strip(), agenda=agenda.strip(),
    )  # fmt: skip
    db.session.add(event)
    db.session.flush()
    audit.record(ADDED, by=by, subject_id=event.id, collaborative_id=found.id, **_said(event))
    return event


def fill_in(found: Collaborative, *, proposed: Sequence[Proposed], by: Person) -> list[CollaborativeEvent]:
    """Put a whole breakthrough series into the calendar."""
    return [
        add_event(found, kind=each.kind, title=each.title, starts_on=each.starts_on, ends_on=each.ends_on, by=by)
        for each in proposed
    ]


def edit_event(event: CollaborativeEvent, *, by: Person, **fields: Any) -> None:
    """Set the named fields. One that moves to another day is reminded of again."""
    changed = {name: value for name, value in fields.items() if getattr(event, name) != value}
    if not changed:
        return
    detail = {name: [_plain(getattr(event, name)), _plain(value)] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(event, name, value)
    if "starts_on" in changed:
        event.reminded_on = None
    db.session.flush()
    audit.record(EDITED, by=by, subject_id=event.id, collaborative_id=event.collaborative_id, changed=detail)


def remove_event(event: CollaborativeEvent, *, by: Person) -> None:
    """Take it out of the calendar with who came; one with storyboards is refused by the database."""
    audit.record(REMOVED, by=by, subject_id=event.id, collaborative_id=event.collaborative_id, **_said(event))
    db.session.delete(event)
    db.session.flush()


def count_attendance(
    event: CollaborativeEvent,
    *,
    people: Mapping[int, int | None],
    shown: Mapping[int, int | None] | None = None,
    by: Person,
) -> list[int]:
    """Store how many people of each team came, by the team's id; None where nobody has said.

    `shown` is what the page showed when it was opened: only what differs from that is written, so that two who count at once
    lose nothing. Returns the teams, by their ids, for which somebody else has stored another number since: theirs stands."""
    # Locked: of two who store at once the second sees what the first has stored.
    db.session.execute(select(CollaborativeEvent.id).where(CollaborativeEvent.id == event.id).with_for_update())
    stored = {
        each.team_id: each for each in db.session.execute(select(Attendance).where(Attendance.event_id == event.id)).scalars()
    }
    was = {str(team_id): each.people for team_id, each in stored.items()}
    overtaken = []
    for team_id, number in people.items():
        before = stored.get(team_id)
        there = before.people if before else None
        if shown is not None:
            if number == shown.get(team_id) or number == there:
                continue
            if there != shown.get(team_id):
                overtaken.append(team_id)
                continue
        if number is None:
            if before is not None:
                db.session.delete(before)
                del stored[team_id]
        elif before is None:
            stored[team_id] = Attendance(event_id=event.id, team_id=team_id, people=number)
            db.session.add(stored[team_id])
        else:
            before.people = number
    now = {str(team_id): each.people for team_id, each in stored.items()}
    db.session.flush()
    if was != now:
        audit.record(COUNTED, by=by, subject_id=event.id, collaborative_id=event.collaborative_id, was=was, now=now)
    return overtaken


def _said(event: CollaborativeEvent) -> dict[str, str]:
    return {
        "kind": event.kind.value,
        "title": event.title,
        "starts_on": event.starts_on.isoformat(),
        "ends_on": event.ends_on.isoformat(),
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
