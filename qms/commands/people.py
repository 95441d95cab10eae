"""`qms people`: the first administrator of a new instance."""

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError

from qms.kernel import settings
from qms.kernel.db import db
from qms.organisation.actions import create_unit
from qms.organisation.models import Unit, UnitKind
from qms.organisation.queries import top_unit
from qms.people.directory.actions import add_person, grant_role, reopen_account
from qms.people.links.messages import set_password_link
from qms.people.models import Person
from qms.people.queries import SYSTEM_EMAIL, by_email, system_account
from qms.people.roles import RoleName


@click.group()
def people() -> None:
    """Manage people from the server's command line."""


@people.command("add-administrator")
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@click.option("--organisation", help="Make the top unit of a new instance with this name.")
@click.option(
    "--kind",
    type=click.Choice([UnitKind.SYSTEM.value, UnitKind.TRUST.value]),
    default=UnitKind.TRUST.value,
    show_default=True,
    help="What the organisation is.",
)
@with_appcontext
def add_administrator(email: str, name: str, organisation: str | None, kind: str) -> None:
    """Make EMAIL an administrator of the whole organisation, and print a link to choose a password."""
    if "@" not in email.strip().strip("@") or email.strip().lower() == SYSTEM_EMAIL:
        raise click.BadParameter(f"{email} is not an email address of a person.", param_hint="EMAIL")
    try:
        top = _top(organisation, UnitKind(kind))
        person = _administrator(email, name, top)
        link = set_password_link(person)
        db.session.commit()
    except DatabaseError as error:
        db.session.rollback()
        raise click.ClickException(f"The database is not ready: {error.orig}. Run “qms db upgrade” first.") from error
    click.echo(f"{person.name} <{person.email}> administers {top.name}.")
    click.echo(f"To choose a password, open this link within 7 days. It works once:\n{link}")


def _top(organisation: str | None, kind: UnitKind) -> Unit:
    top = top_unit()
    if top is not None:
        if organisation and organisation.strip().casefold() != top.name.casefold():
            raise click.ClickException(
                f"The top unit is {top.name} already. Leave --organisation out, or rename it on its page."
            )
        return top
    if not organisation or not organisation.strip():
        raise click.ClickException("There is no unit yet. Name your organisation with --organisation NAME.")
    settings.write(settings.ORGANISATION_NAME, organisation.strip())
    return create_unit(name=organisation.strip(), kind=kind, parent=None, by=system_account())


def _administrator(email: str, name: str, top: Unit) -> Person:
    person = by_email(email)
    if person is None:
        person = add_person(name=name, email=email, job_title="", by=system_account())
    elif not person.active:
        reopen_account(person=person, by=system_account())
    grant_role(person=person, role=RoleName.ADMINISTRATOR, unit=top, by=system_account())
    return person
