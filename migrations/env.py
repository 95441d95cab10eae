"""How Alembic reaches the application's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from qms.kernel.db import UtcDateTime, Words, db


def of_the_models(item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Whether the models know it: a migration makes the partitions of `measurement` by hand, and what searches words."""
    partition = kind == "table" and (name or "").startswith("measurement_") and (name or "").rsplit("_")[-1].isdigit()
    searching = (kind == "table" and (name or "").startswith("library_words")) or name == "ix_library_entry_words"
    column_of_words = kind == "column" and name == "words" and item.table.name == "library_entry"
    return not (partition or searching or column_of_words)


def plain_types(kind: str, item: Any, _context: Any) -> str | bool:
    """Migrations name the database's own types: they must go on running when our classes have long changed."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Words):
        return f"sa.String(length={item.impl.length})"
    return False


def run() -> None:
    """Run the migrations on the application's own connection; on SQLite, too, all of them or none."""
    with db.engine.connect() as connection, keys_unwatched(connection):
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=of_the_models,
            render_item=plain_types,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        if connection.dialect.name == "sqlite" and (lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise RuntimeError(f"The migration would leave rows that point at nothing: {lost[:5]}. Nothing was changed.")
        connection.commit()


@contextmanager
def keys_unwatched(connection: Connection) -> Iterator[None]:
    """SQLite changes a column by building its table anew, and the rows that point at the old one must not object.

    The driver is asked itself, because inside a transaction this pragma does nothing."""
    sqlite: Any = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None
    if sqlite is None:
        yield
        return
    sqlite.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()
        sqlite.execute("PRAGMA foreign_keys = ON")


run()
