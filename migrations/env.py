"""How Alembic reaches the application's database."""

from typing import Any

from alembic import context
from flask import current_app

from qms.kernel.db import UtcDateTime, Words, db


def leave_partitions_alone(item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """The partitions of `measurement` are made by hand in a migration and are no tables of the models."""
    return not (kind == "table" and (name or "").startswith("measurement_") and (name or "").rsplit("_")[-1].isdigit())


def plain_types(kind: str, item: Any, _context: Any) -> str | bool:
    """Migrations name the database's own types: they must go on running when our classes have long changed."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Words):
        return f"sa.String(length={item.impl.length})"
    return False


def run() -> None:
    """Run the migrations on the application's own connection."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=leave_partitions_alone,
            render_item=plain_types,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
