"""Migrations make exactly the tables of the models, on both databases, and can be undone."""

from typing import Any

import flask_migrate
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from qms import paths
from qms.kernel.db import db


def _differences() -> list[Any]:
    def of_ours(item: Any, name: str | None, kind: str, reflected: bool, _other: Any) -> bool:
        partition = kind == "table" and reflected and (name or "").startswith("measurement_") and (name or "")[-1].isdigit()
        return not partition

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": of_ours})
        return compare_metadata(context, db.metadata)


def test_migrations_make_the_tables_of_the_models(bare_app: Flask) -> None:
    flask_migrate.upgrade(directory=str(paths.MIGRATIONS))
    assert _differences() == []


def test_migrations_can_be_undone_and_run_again(bare_app: Flask) -> None:
    flask_migrate.upgrade(directory=str(paths.MIGRATIONS))
    flask_migrate.downgrade(directory=str(paths.MIGRATIONS), revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    flask_migrate.upgrade(directory=str(paths.MIGRATIONS))
    assert _differences() == []


def test_measurements_are_spread_over_partitions_on_postgresql(bare_app: Flask, database: str) -> None:
    flask_migrate.upgrade(directory=str(paths.MIGRATIONS))
    partitions = {name for name in inspect(db.engine).get_table_names() if name.startswith("measurement_")}
    expected = {f"measurement_{number}" for number in range(8)} if database == "postgresql" else set()
    assert partitions - {"measurement_revision"} == expected
