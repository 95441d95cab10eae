"""`qms import measurements`: a file of measurements from the server's command line."""

from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError

from qms.control.measurements.creating_missing import Guess
from qms.control.measurements.importing import Imported, import_table, own_columns
from qms.golden_thread.metrics.definitions import CHARTS_FOR, RefusedError
from qms.golden_thread.metrics.models import Direction
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.kernel.uploads import FieldError, TableError, parse_number, read_table
from qms.kernel.uploads.reading import MAX_BYTES
from qms.organisation.actions import create_unit
from qms.organisation.models import Unit, UnitKind
from qms.organisation.queries import find, top_unit
from qms.organisation.rules import UnitRefusedError
from qms.people.models import Person
from qms.people.queries import by_email, system_account
from qms.people.roles import Permission
from qms.spc import SeriesError

ORGANISATION = "Our organisation"


class Number(click.ParamType):
    """A number as people write it: 0.95, 95%, 1,200."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number. Fails as a usage error."""
        try:
            return parse_number(value).value or 0.0
        except FieldError as error:
            self.fail(str(error), param, ctx)


@click.group("import")
def importing() -> None:
    """Bring data in."""


@importing.command("measurements")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", metavar="EMAIL", help="Act as this person, within their permissions; else as the system.")
@click.option("--create-missing", is_flag=True, help="Make units and metrics that the file names and nobody has made yet.")
@click.option("--under", metavar="UNIT", help="Make them below this unit: its ODS code or name.  [default: the top unit]")
@click.option("--chart", type=click.Choice(list(CHARTS_FOR)), help="The chart of new metrics.  [default: xmr]")
@click.option(
    "--direction",
    type=click.Choice([each.value for each in Direction]),
    help="Which way is better for new metrics.  [default: neutral]",
)
@click.option("--target", type=Number(), help="The target of new metrics, such as 0.95, 95% or 4.2.")
@click.option("--allow-nhs-number-lookalikes", is_flag=True, help="Accept text that looks like an NHS number but is none.")
@click.option("--dry-run", is_flag=True, help="Check everything and say what would be stored, and store nothing.")
@with_appcontext
def measurements(file: Path, email: str | None, **options: Any) -> None:
    """Store the measurements of FILE (CSV or Excel), all of them or none.

    The columns are metric, unit, period and either numerator and denominator or value; stratum, n and sd where there are.
    The exit code is 0 if they were stored, 1 if they were refused, 2 if the command was not understood."""
    _check_options(options)
    try:
        imported = _import(file, email, options)
    except (TableError, RefusedError, UnitRefusedError, SeriesError) as error:
        db.session.rollback()
        _refuse(str(error))
    except DatabaseError as error:
        db.session.rollback()
        raise click.ClickException(f"The database is not ready: {error.orig}. Run “qms db upgrade” first.") from error
    if len(imported.errors):
        db.session.rollback()
        for row_error in imported.errors:
            click.echo(str(row_error), err=True)
        _refuse(f"{imported.errors.summary(len(imported.errors))}.")
    if options["dry_run"]:
        db.session.rollback()
        click.echo("A dry run: nothing was stored. Without --dry-run it would be:")
    else:
        db.session.commit()
    _report(imported)


def _check_options(options: dict[str, Any]) -> None:
    given = [f"--{name}" for name in ("under", "chart", "direction", "target") if options[name] is not None]
    if given and not options["create_missing"]:
        raise click.UsageError(f"{given[0]} is about metrics and units to make: it needs --create-missing.")


def _import(file: Path, email: str | None, options: dict[str, Any]) -> Imported:
    if file.stat().st_size > MAX_BYTES * 10:
        raise TableError(f"{file.name} is larger than {MAX_BYTES * 10 // 1_000_000:,} MB.", "Split it into smaller files.")
    table = read_table(file.read_bytes(), filename=file.name, max_bytes=MAX_BYTES * 10)
    by = _person(email)
    under = _under(options["under"], by) if options["create_missing"] else None
    if under is not None and email:
        for permission in (Permission.DEFINE_METRICS, Permission.ADMINISTER):
            if not by.can(permission, under):
                raise click.UsageError(f"{by.name} may not make metrics and units below {under.name}.")
    return import_table(
        table,
        own_columns(table),
        by=by,
        only_within=by.units_where(Permission.UPLOAD_MEASUREMENTS) if email else None,
        create_under=under,
        guess=Guess(options["chart"] or "xmr", Direction(options["direction"] or "neutral"), options["target"], file.name),
        allow_lookalikes=options["allow_nhs_number_lookalikes"],
        reason=f"Imported from {file.name}",
    )


def _person(email: str | None) -> Person:
    person = by_email(email) if email else system_account()
    if person is None or not (person.active or not email):
        raise click.BadParameter(f"Nobody who may sign in has the address {email}.", param_hint="--as")
    return person


def _under(name: str | None, by: Person) -> Unit:
    """The unit below which missing ones are made; in an empty instance, a new top unit of that name."""
    found = find(name) if name else top_unit()
    if found is not None:
        return found
    if name and top_unit() is not None:
        raise click.BadParameter(f"There is no unit “{name}”.", param_hint="--under")
    return create_unit(name=name or ORGANISATION, kind=UnitKind.SYSTEM, parent=None, by=by)


def _report(imported: Imported) -> None:
    if imported.made:
        made = [count(len(imported.made.units), "unit"), count(len(imported.made.metrics), "metric")]
        click.echo(f"Made {' and '.join(each for each in made if not each.startswith('0 '))}.")
    click.echo(f"{imported.stored}.")
    if imported.stored.nothing_changed:
        click.echo("Nothing changed: everything was stored already.")


def _refuse(sentence: str) -> NoReturn:
    click.echo(f"Nothing was stored. {sentence}", err=True)
    raise SystemExit(1)
