"""`qms readings`: what the chart of every series says now, for spreadsheets and other programs."""

import json
from typing import Any

import click
from flask.cli import with_appcontext

from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.metrics.queries import find as find_metric
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import joined_readings
from qms.kernel.db import db
from qms.kernel.uploads import safe_csv
from qms.organisation.models import Unit
from qms.organisation.queries import find as find_unit

COLUMNS = (
    "metric", "unit", "stratum", "period", "value", "centre", "lower", "upper", "target", "variation", "assurance",
    "provisional",
)  # fmt: skip


@click.command("readings")
@click.option("--metric", metavar="METRIC", help="Only this metric: its key or name.")
@click.option("--unit", metavar="UNIT", help="Only this unit: its ODS code or name.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@with_appcontext
def readings(metric: str | None, unit: str | None, form: str) -> None:
    """Print the last value, limits and verdict of every series."""
    statement = joined_readings().order_by(Metric.key, Unit.path, Series.stratum)
    if metric is not None:
        found = find_metric(metric)
        if found is None:
            raise click.BadParameter(f"There is no metric “{metric}”.", param_hint="--metric")
        statement = statement.where(Metric.id == found.id)
    if unit is not None:
        only = find_unit(unit)
        if only is None:
            raise click.BadParameter(f"There is no unit “{unit}”.", param_hint="--unit")
        statement = statement.where(Unit.id == only.id)
    rows = [_row(each) for each in db.session.execute(statement).scalars()]
    if form == "json":
        click.echo(json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows], ensure_ascii=False))
    else:
        # the words of JSON, so that both forms read alike
        click.echo(safe_csv([[*row[:-1], "true" if row[-1] else "false"] for row in rows], COLUMNS), nl=False)


def _row(reading: Reading) -> list[Any]:
    series = reading.series
    numbers = (reading.value, reading.centre, reading.lower, reading.upper, reading.target)
    return [
        series.metric.key,
        series.unit.ods_code or series.unit.name,
        series.stratum,
        reading.period.isoformat(),
        *numbers,
        reading.variation,
        reading.assurance,
        reading.provisional,
    ]
