"""Reads of the audit trail."""

from typing import Any

from sqlalchemy import Select, or_, select

from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person


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


def names(person_ids: set[int]) -> dict[int, str]:
    """The names of people by their ids."""
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return {row.id: row.name for row in rows}
