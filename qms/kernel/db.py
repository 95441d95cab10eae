"""The database: one declarative base, one session per request, and the care that SQLite needs."""

import datetime as dt
import sqlite3
from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, String, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from qms.kernel import clock
from qms.paths import MIGRATIONS

# Named constraints let a form explain which rule a write broke, and let SQLite's batch migrations find them.
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table's base."""

    metadata = MetaData(naming_convention=NAMES)


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment in UTC. SQLite forgets time zones, so they are put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Words(TypeDecorator[StrEnum]):
    """A StrEnum stored as its word, so that the database reads as the code does and new words need no type change."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.words(value)


class Record:
    """Mixin: an integer key, and when the row was made."""

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)


class Versioned:
    """Mixin: a version that rises with every change, so that two people's edits at once are noticed."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  SQLAlchemy hands in the class
        # SQLAlchemy raises StaleDataError when the row changed under the writer.
        return {"version_id_col": cls.version}


db = SQLAlchemy(model_class=Base)
migrate = Migrate(directory=str(MIGRATIONS), compare_type=True, render_as_batch=True)

# A request that only reads must not take SQLite's one write lock; one that may write must take it before its first read,
# or its snapshot goes stale and the write is refused.
_reading = ContextVar("reading", default=False)


def only_reads(yes: bool) -> None:
    """Tell the database layer that what follows in this context only reads (a GET) or may write."""
    _reading.set(yes)


def forget(entity: type[Base]) -> None:
    """Read the entity's objects in this session anew when next used: rows were written past them, in bulk."""
    for known in [each for each in db.session.identity_map.values() if isinstance(each, entity)]:
        db.session.expire(known)


def init_app(app: Flask) -> None:
    """Bind the database and the migrations to the application."""
    db.init_app(app)
    migrate.init_app(app, db)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The driver's own transaction handling is switched off: _begin below says BEGIN itself.
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")


__all__ = ["Base", "Record", "UtcDateTime", "Versioned", "Words", "db", "forget", "init_app", "migrate", "only_reads"]
