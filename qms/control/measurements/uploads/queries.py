"""Reads of uploads and of remembered mappings."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, or_, select

from qms.control.measurements.models import ColumnMapping, Upload, UploadState
from qms.control.measurements.queries import IDS_AT_ONCE
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.people.models import Person

SOURCES = 100


def upload_for(upload_id: int, reader: Person) -> Upload:
    """The upload, or NoResultFound (a 404): while it waits, nobody but its owner knows of it."""
    visible = or_(Upload.by_id == reader.id, Upload.state != UploadState.MAPPING)
    return db.session.execute(select(Upload).where(Upload.id == upload_id, visible)).scalar_one()


def waiting(upload_id: int, owner: Person) -> Upload:
    """The owner's upload that waits, held until the transaction ends, or NoResultFound (a 404)."""
    statement = select(Upload).where(Upload.id == upload_id, Upload.by_id == owner.id, Upload.state == UploadState.MAPPING)
    return db.session.execute(statement.with_for_update(of=Upload)).scalar_one()


def uploads_seen_by(reader: Person, *, state: str = "") -> Select[Any]:
    """All uploads to page through, newest first; those of others only once they are stored or refused."""
    statement = select(Upload).where(or_(Upload.by_id == reader.id, Upload.state != UploadState.MAPPING))
    if state in set(UploadState):
        statement = statement.where(Upload.state == UploadState(state))
    return statement.order_by(Upload.created_at.desc(), Upload.id.desc())


def stored_before(upload: Upload) -> Upload | None:
    """The latest upload of exactly these bytes that was stored."""
    statement = (
        select(Upload)
        .where(Upload.sha256 == upload.sha256, Upload.state == UploadState.STORED, Upload.id != upload.id)
        .order_by(Upload.id.desc())
    )
    return db.session.execute(statement.limit(1)).scalar()


def worst_first(series_ids: Iterable[int]) -> list[int]:
    """The series that have a reading: concerns, then improvements, then the others."""
    ids = sorted(series_ids)
    rows: list[tuple[str, int]] = []
    for start in range(0, len(ids), IDS_AT_ONCE):
        statement = select(Reading.variation, Reading.series_id).where(
            Reading.series_id.in_(ids[start : start + IDS_AT_ONCE])
        )
        rows += [(variation, series_id) for variation, series_id in db.session.execute(statement)]
    order = ("concern", "improvement")
    return [number for _, number in sorted(rows, key=lambda row: (_place(row[0], order), row[1]))]


def _place(variation: str, order: tuple[str, ...]) -> int:
    return next((at for at, word in enumerate(order) if variation.startswith(word)), len(order))


def sources() -> list[str]:
    """The names that sources have been given, latest first."""
    statement = select(ColumnMapping.source).where(ColumnMapping.source != "").order_by(ColumnMapping.used_at.desc())
    return list(dict.fromkeys(db.session.execute(statement.limit(SOURCES * 5)).scalars()))[:SOURCES]


def remembered(fingerprint: str, source: str) -> ColumnMapping | None:
    """How this source's columns were read last time."""
    statement = select(ColumnMapping).where(ColumnMapping.fingerprint == fingerprint, ColumnMapping.source == source)
    return db.session.execute(statement).scalar()


def remembered_elsewhere(fingerprint: str) -> Mapping[str, Any]:
    """How the same columns were read last, whatever the source; empty where they never were."""
    statement = select(ColumnMapping.mapping).where(ColumnMapping.fingerprint == fingerprint)
    return db.session.execute(statement.order_by(ColumnMapping.used_at.desc()).limit(1)).scalar() or {}
