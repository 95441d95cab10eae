"""Reads of the audit trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select

from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

# The keys under which events keep the number of a unit.
UNIT_KEYS = {"unit_id", "parent_id", "from_id", "to_id"}


def events(*, who: str = "", subject: str = "", subject_id: int | None = None) -> Select[Any]:
    """Events, newest first: by people whose name or address holds `who`; about one kind of thing, or one thing."""
    statement = select(AuditEvent).order_by(AuditEvent.id.desc())
    if who := who.strip():
        matches = or_(Person.name.icontains(who, autoescape=True), Person.email.icontains(who, autoescape=True))
        statement = statement.where(AuditEvent.by_id.in_(select(Person.id).where(matches)))
    if subject:
        statement = statement.where(AuditEvent.subject == subject)
    if subject_id is not None:
        statement = statement.where(AuditEvent.subject_id == subject_id)
    return statement


@dataclass(frozen=True)
class Names:
    """The names of people and units by their ids; those of the rooms' things stand on their own pages."""

    people: Mapping[int, str]
    units: Mapping[int, str]


def names(events: Sequence[AuditEvent]) -> Names:
    """The names of all people and units that the events mention: two queries."""
    people = {event.by_id for event in events} | {event.subject_id for event in events if event.subject == "person"}
    units = {event.subject_id for event in events if event.subject == "unit"}
    units |= {event.detail[key] for event in events for key in UNIT_KEYS & event.detail.keys()}
    return Names(_names_of(Person, people), _names_of(Unit, units))


def _names_of(table: type[Person] | type[Unit], ids: set[Any]) -> dict[int, str]:
    rows = db.session.execute(select(table.id, table.name).where(table.id.in_(ids - {None})))
    return {row.id: row.name for row in rows}
