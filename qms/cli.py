"""The command `qms`."""

import sys

import click
from flask.cli import FlaskGroup

from qms.config import ConfigError
from qms.import_command import importing
from qms.people_command import people
from qms.readings_command import readings
from qms.spc_command import spc


def _create_app() -> "object":
    from qms.app import create_app

    try:
        return create_app()
    except ConfigError as error:
        click.echo(f"qms: {error}", err=True)
        sys.exit(2)


@click.group(cls=FlaskGroup, create_app=_create_app, add_default_commands=False)
def main() -> None:
    """Quality management for NHS trusts: planning, control and improvement, joined by a golden thread."""


main.add_command(importing)
main.add_command(readings)
main.add_command(spc)
main.add_command(people)
