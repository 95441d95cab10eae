"""Who did what, when, to which thing: one row for every write, written by the action that writes."""

import datetime as dt
from typing import Any, Protocol

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel import clock
from qms.kernel.db import Base, UtcDateTime, db


class Author(Protocol):
    """Whoever acts: a person's row, or the named system account of a job."""

    id: Any


class AuditEvent(Base):
    """One thing somebody did."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    event: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


_declared: dict[str, frozenset[str]] = {}


def declare(event: str, *keys: str) -> str:
    """Name an event ("metric.signed") and the exact keys of its detail; returns the name."""
    if event in _declared:
        raise ValueError(f"The audit event {event} is declared twice.")
    _declared[event] = frozenset(keys)
    return event


def record(event: str, *, by: Author | None, subject_id: int | None, **detail: Any) -> None:
    """Add the event to the session; it is committed with the write it describes.

    Raises ValueError for an anonymous change, an undeclared event or other keys than the declared ones."""
    if by is None or by.id is None:
        raise ValueError(f"{event}: a change needs somebody who made it.")
    if event not in _declared:
        raise ValueError(f"The audit event {event} is not declared.")
    if frozenset(detail) != _declared[event]:
        raise ValueError(f"{event} carries {sorted(detail)}; declared are {sorted(_declared[event])}.")
    db.session.add(
        AuditEvent(by_id=by.id, event=event, subject=event.split(".", maxsplit=1)[0], subject_id=subject_id, detail=detail)
    )


def declared() -> dict[str, frozenset[str]]:
    """Every declared event with its keys."""
    return dict(_declared)
