"""Measurements and their replaced values, uploads, and the column mappings that are remembered."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import DDL, JSON, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel import clock
from qms.kernel.db import Base, Record, UtcDateTime, Words
from qms.people.models import Person

PARTITIONS = 8


class Measurement(Base):
    """One period of one series: numerator and denominator, or a value (with n and sd for means).

    `units` says how many units' measurements a rolled-up one sums. On PostgreSQL the table is hash-partitioned by series,
    so that partitions can stand on several servers."""

    __tablename__ = "measurement"
    __table_args__ = {"postgresql_partition_by": "HASH (series_id)"}

    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    period: Mapped[dt.date] = mapped_column(primary_key=True)
    value: Mapped[float | None]
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    n: Mapped[float | None]
    sd: Mapped[float | None]
    units: Mapped[int | None]
    upload_id: Mapped[int | None]


for _number in range(PARTITIONS):
    event.listen(
        Measurement.__table__,
        "after_create",
        DDL(
            f"CREATE TABLE measurement_{_number} PARTITION OF measurement "
            f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {_number})"
        ).execute_if(dialect="postgresql"),
    )


class MeasurementRevision(Base):
    """A value that was replaced or removed, with who, when and why."""

    __tablename__ = "measurement_revision"
    __table_args__ = (Index("ix_measurement_revision_series_period", "series_id", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    period: Mapped[dt.date]
    value: Mapped[float | None]
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    n: Mapped[float | None]
    sd: Mapped[float | None]
    replaced_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)
    replaced_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")

    replaced_by: Mapped[Person] = relationship(lazy="joined")


class UploadState(StrEnum):
    """Where an upload stands: nothing is stored as measurements until STORED."""

    MAPPING = "mapping"
    STORED = "stored"
    REFUSED = "refused"


class Upload(Record, Base):
    """A file that somebody brought, waiting for its last button or stored; its bytes wait in the instance folder."""

    __tablename__ = "upload"

    filename: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    source: Mapped[str] = mapped_column(String(120), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[UploadState] = mapped_column(Words(UploadState), default=UploadState.MAPPING)
    pasted: Mapped[bool] = mapped_column(default=False)
    kept_as: Mapped[str] = mapped_column(String(64), default="")  # the waiting file's random name; "" once it is gone
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    errors: Mapped[int] = mapped_column(default=0)

    by: Mapped[Person] = relationship(lazy="joined")


class ColumnMapping(Base):
    """How a source's columns were read last time, found again by the fingerprint of its header."""

    __tablename__ = "column_mapping"
    __table_args__ = (UniqueConstraint("fingerprint", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(120), default="")
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)
    used_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class LateReminder(Base):
    """A reminder that was sent, so that a period that stays missing is mentioned once."""

    __tablename__ = "late_reminder"
    __table_args__ = (UniqueConstraint("series_id", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    due_on: Mapped[dt.date]
    sent_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)
