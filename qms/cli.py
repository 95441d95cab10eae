"""The command `qms`: a table of contents. Each command's module is imported when it is called, so that `qms spc` need not
wait for the web application."""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from flask.cli import FlaskGroup

from qms.config import ConfigError

if TYPE_CHECKING:
    from flask import Flask

COMMANDS = {
    "demo": "qms.commands.demonstration:demo",
    "serve": "qms.commands.serving:serve",
    "scheduler": "qms.commands.jobs:scheduler",
    "run-job": "qms.commands.jobs:run_job",
    "jobs": "qms.commands.jobs:list_jobs",
    "letters": "qms.commands.letters:letters",
    "db": "qms.commands.database:database",
    "check": "qms.commands.checking:check",
    "backup": "qms.commands.backup:backup",
    "restore": "qms.commands.backup:restore",
    "import": "qms.commands.importing:importing",
    "readings": "qms.commands.readings:readings",
    "spc": "qms.commands.spc:spc",
    "cusum": "qms.commands.cusum:cusum",
    "funnel": "qms.commands.funnel:funnel_plot",
    "pareto": "qms.commands.pareto:pareto_chart",
    "people": "qms.commands.people:people",
}


class Contents(FlaskGroup):
    """The commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported now."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: Any = getattr(import_module(module), attribute)
        return command


def _create_app() -> "Flask":
    from qms.app import create_app

    try:
        return create_app()
    except ConfigError as error:
        click.echo(f"qms: {error}", err=True)
        sys.exit(2)


@click.group(cls=Contents, create_app=_create_app, add_default_commands=False)
def main() -> None:
    """Quality management for NHS trusts: planning, control and improvement, joined by a golden thread."""
