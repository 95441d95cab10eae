"""`qms check`: whether this instance can serve, and what to do where it can't."""

import click
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask.cli import with_appcontext
from sqlalchemy import select

from qms import paths
from qms.commands.database import NoDatabaseError, has_tables, reach_database
from qms.kernel import settings
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.kernel.letters.queries import standing
from qms.kernel.printing import missing_library
from qms.people.models import Person
from qms.people.passwords import DEMO_PASSWORD, verify

NEEDED_ASSETS = ("nhsuk-frontend/nhsuk-frontend.min.css", "chart.js/chart.umd.js")


def problems() -> list[str]:
    """What keeps this instance from serving, each with its remedy; empty when all is well."""
    found = [
        f"The browser asset {name} is missing. Run `make run` once, or bin/vendor-assets after `npm ci`."
        for name in NEEDED_ASSETS
        if not (paths.STATIC / "vendor" / name).is_file()
    ]
    if not has_tables():
        return [*found, "The database is empty. Run `qms db upgrade`."]
    if not _is_current():
        return [*found, "The database is older than this version. Take a backup, then run `qms db upgrade`."]
    if not settings.is_demonstration():
        found += [
            f"{email} has the demonstration's password. Set another before this instance is used in earnest."
            for email in _with_demo_password()
        ]
    return found


def shortcomings() -> list[str]:
    """What does not go as it should although this instance serves, each with its remedy."""
    waiting, failed, given_up = standing()
    remedy = "See why: `qms letters`."
    found = []
    if given_up:
        found.append(f"{count(given_up, 'letter was', 'letters were')} not sent and will not be tried again. {remedy}")
    if failed:
        found.append(f"{count(waiting, 'letter waits', 'letters wait')}, {failed:,} of them after a failure. {remedy}")
    return found


def _is_current() -> bool:
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    with db.engine.connect() as connection:
        stands_at = set(MigrationContext.configure(connection).get_current_heads())
    return stands_at == set(ScriptDirectory.from_config(config).get_heads())


def _with_demo_password() -> list[str]:
    """Accounts at the demonstration's addresses whose password everybody knows."""
    people = db.session.execute(select(Person).where(Person.email.endswith("@demo.example"), Person.active)).scalars()
    return [each.email for each in people if each.password_hash and verify(each.password_hash, DEMO_PASSWORD)]


@click.command()
@with_appcontext
def check() -> None:
    """Check configuration, database, browser assets, passwords, letters and what PDF needs; exit 1 where it cannot serve."""
    try:
        reach_database()
        found = problems()
    except NoDatabaseError as error:
        found = [error.message]
    for each in found:
        click.echo(each, err=True)
    if found:
        raise SystemExit(1)
    less = shortcomings()
    if no_pdf := missing_library():
        less.append(f"This instance can serve, but it makes no PDF files. {no_pdf}")
    for each in less:
        click.echo(each, err=True)
    if not less:
        click.echo("All is well.")
