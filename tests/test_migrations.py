"""Migrations make exactly the tables of the models, on both databases, and can be undone."""

import datetime as dt
from typing import Any

import flask_migrate
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import Column, MetaData, inspect

from qms import paths
from qms.kernel.db import db


def _differences() -> list[Any]:
    def of_ours(item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
        partition = kind == "table" and (name or "").startswith("measurement_") and (name or "")[-1].isdigit()
        searching = (kind == "table" and (name or "").startswith("library_words")) or name == "ix_library_entry_words"
        column_of_words = kind == "column" and name == "words" and item.table.name == "library_entry"
        return not (partition or searching or column_of_words)

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


def test_rows_of_the_first_version_survive(bare_app: Flask) -> None:
    flask_migrate.upgrade(directory=str(paths.MIGRATIONS), revision="0001")
    _one_row_each("unit", "person", "objective", "metric", "series", "project", "pdsa_cycle", "log_entry", "signal")
    before = _rows()
    flask_migrate.upgrade(directory=str(paths.MIGRATIONS))
    assert _differences() == []
    now = _rows()
    assert (now["pdsa_cycle"]["predicted_low"], now["pdsa_cycle"]["predicted_high"]) == (1.5, 1.5)  # before: one number
    for name, row in before.items():
        kept = {column: value for column, value in row.items() if column != "predicted_value"}
        assert {column: now[name][column] for column in kept} == kept
    flask_migrate.downgrade(directory=str(paths.MIGRATIONS), revision="0001")
    assert _rows() == before


def _one_row_each(*names: str) -> None:
    """A row in each of the tables as they are now, in an order that their foreign keys allow."""
    tables = MetaData()
    tables.reflect(db.engine)
    with db.engine.begin() as connection:
        for name in names:
            values = {
                column.name: 1 if column.foreign_keys or column.primary_key else _something(column)
                for column in tables.tables[name].columns
                if not column.nullable or column.name == "predicted_value"
            }
            connection.execute(tables.tables[name].insert().values(**values))


def _something(column: Column[Any]) -> Any:
    kind = column.type.python_type
    return {
        str: "x",
        int: 1,
        float: 1.5,
        bool: True,
        dt.date: dt.date(2026, 9, 1),
        dt.datetime: dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC),
        object: [],  # JSON
    }[kind]


def _rows() -> dict[str, dict[str, Any]]:
    """The one row of each table that has one."""
    tables = MetaData()
    tables.reflect(db.engine)
    with db.engine.connect() as connection:
        found = {name: connection.execute(table.select()).mappings().first() for name, table in tables.tables.items()}
    return {name: dict(row) for name, row in found.items() if row is not None and name != "alembic_version"}
