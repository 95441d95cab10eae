"""Reads of files on their way in, and of how columns were read before."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, or_, select

from qms.improvement.capability.models import ImportState, TrainingColumns, TrainingImport
from qms.kernel.db import db
from qms.people.models import Person


def import_for(training_import_id: int, reader: Person) -> TrainingImport:
    """The file, or NoResultFound (a 404): while it waits, nobody but its owner knows of it."""
    seen = or_(TrainingImport.by_id == reader.id, TrainingImport.state != ImportState.WAITING)
    return db.session.execute(select(TrainingImport).where(TrainingImport.id == training_import_id, seen)).scalar_one()


def waiting(training_import_id: int, owner: Person) -> TrainingImport:
    """The owner's file that waits, held until the transaction ends, or NoResultFound (a 404)."""
    statement = select(TrainingImport).where(
        TrainingImport.id == training_import_id, TrainingImport.by_id == owner.id, TrainingImport.state == ImportState.WAITING
    )
    return db.session.execute(statement.with_for_update(of=TrainingImport)).scalar_one()


def imports_seen_by(reader: Person) -> Select[Any]:
    """All files to page through, newest first; those of others only once they are stored or discarded."""
    seen = or_(TrainingImport.by_id == reader.id, TrainingImport.state != ImportState.WAITING)
    return select(TrainingImport).where(seen).order_by(TrainingImport.created_at.desc(), TrainingImport.id.desc())


def remembered(fingerprint: str) -> TrainingColumns | None:
    """How these columns were read last time."""
    return db.session.execute(select(TrainingColumns).where(TrainingColumns.fingerprint == fingerprint)).scalar()


def remembered_reading(fingerprint: str) -> Mapping[str, Any]:
    """The same as columns and constants; empty where they never were."""
    known = remembered(fingerprint)
    return known.mapping if known else {}


def stored_before(found: TrainingImport) -> TrainingImport | None:
    """The latest file of exactly these bytes that was stored."""
    statement = select(TrainingImport).where(
        TrainingImport.sha256 == found.sha256, TrainingImport.state == ImportState.STORED, TrainingImport.id != found.id
    )
    return db.session.execute(statement.order_by(TrainingImport.id.desc()).limit(1)).scalar()
