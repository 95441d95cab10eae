"""Reads of the outbox."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from qms.kernel.db import db
from qms.kernel.letters.models import Letter


class Due(NamedTuple):
    """A letter to try, as it was read: plain values, which outlive the transaction. `attempts` are those made before."""

    id: int
    to: str
    subject: str
    body: str
    queued_at: dt.datetime
    attempts: int


class Standing(NamedTuple):
    """How many letters wait, how many of them failed at least once, and how many were given up."""

    waiting: int
    failed: int
    given_up: int


def due(now: dt.datetime, *, most: int) -> list[Due]:
    """At most so many letters whose time has come, those first that have waited longest for this try."""
    columns = (Letter.id, Letter.to, Letter.subject, Letter.body, Letter.queued_at, Letter.attempts)
    statement = select(*columns).where(Letter.next_try_at <= now).order_by(Letter.next_try_at, Letter.id).limit(most)
    return [Due(*row) for row in db.session.execute(statement)]


def standing() -> Standing:
    """The outbox in three numbers."""
    waits = Letter.next_try_at.is_not(None)
    counted = select(
        func.count().filter(waits),
        func.count().filter(waits, Letter.attempts > 0),
        func.count().filter(~waits, Letter.sent_at.is_(None)),
    ).select_from(Letter)
    return Standing(*db.session.execute(counted).one())


def unsent(*, most: int) -> Sequence[Letter]:
    """Letters that failed or were given up, newest first."""
    failed = select(Letter).where(Letter.sent_at.is_(None), Letter.last_error != "")
    return db.session.execute(failed.order_by(Letter.id.desc()).limit(most)).scalars().all()
