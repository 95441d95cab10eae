"""Reads of programmes."""

from sqlalchemy import func, select

from qms.improvement.capability.models import Programme, Training
from qms.kernel.db import db

MOST = 500


def programme(programme_id: int) -> Programme:
    """The programme, or NoResultFound (a 404)."""
    return db.session.execute(select(Programme).where(Programme.id == programme_id)).scalar_one()


def programmes(*, with_retired: bool = False) -> list[Programme]:
    """The programmes by name, those in use first."""
    statement = select(Programme).order_by(Programme.retired, func.lower(Programme.name)).limit(MOST)
    if not with_retired:
        statement = statement.where(Programme.retired.is_(False))
    return list(db.session.execute(statement).scalars())


def with_name(name: str) -> Programme | None:
    """The programme of that name, case aside."""
    statement = select(Programme).where(func.lower(Programme.name) == name.strip().lower())
    return db.session.execute(statement).scalars().first()


def completed_counts() -> dict[int, int]:
    """How many completions each programme has."""
    statement = select(Training.programme_id, func.count()).group_by(Training.programme_id)
    return dict(db.session.execute(statement).all())
