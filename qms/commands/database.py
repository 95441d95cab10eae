"""`qms db`: bring the database to the shape that this version needs."""

import click
import flask_migrate
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from qms.kernel.db import db


class NoDatabaseError(click.ClickException):
    """The database does not answer."""

    exit_code = 2


def reach_database() -> None:
    """Raise NoDatabaseError, with the address (never the password) and the remedy, where the database does not answer."""
    try:
        with db.engine.connect():
            pass
    except OperationalError as error:
        address = db.engine.url.render_as_string(hide_password=True)
        reason = str(error.orig).strip().splitlines()[0]
        raise NoDatabaseError(f"The database at {address} does not answer: {reason}. Check DATABASE_URL.") from error


def upgrade_database() -> None:
    """Run the migrations that have not been run."""
    reach_database()
    flask_migrate.upgrade(directory=current_app.extensions["migrate"].directory)
    db.session.remove()


def has_tables() -> bool:
    """Whether migrations have been run here."""
    return "alembic_version" in inspect(db.engine).get_table_names()


@click.group("db")
def database() -> None:
    """Bring the database to the shape that this version needs."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Run the migrations that have not been run."""
    upgrade_database()
    click.echo("The database is up to date.")


@database.command()
@click.argument("revision", default="-1")
@with_appcontext
def downgrade(revision: str) -> None:
    """Go back one migration, or to REVISION. What newer tables hold is lost: take a backup first."""
    reach_database()
    flask_migrate.downgrade(directory=current_app.extensions["migrate"].directory, revision=revision)


@database.command()
@with_appcontext
def current() -> None:
    """Show which migration the database stands at."""
    reach_database()
    flask_migrate.current(directory=current_app.extensions["migrate"].directory)


@database.command()
@click.option("-m", "--message", required=True, help="What changes, in a few words.")
@with_appcontext
def migrate(message: str) -> None:
    """Write a migration from the difference between tables and models (for developers; read what it wrote)."""
    reach_database()
    flask_migrate.migrate(directory=current_app.extensions["migrate"].directory, message=message)
