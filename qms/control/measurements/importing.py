"""One table imported whole or not at all: names that are missing made if wanted, every row checked, everything stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.creating_missing import Guess, Missing, create_missing, missing_names
from qms.control.measurements.directory import Directory
from qms.control.measurements.models import Upload
from qms.control.measurements.reading_columns import FIELDS, read_columns
from qms.control.measurements.reading_rows import resolve
from qms.control.measurements.rows import Stored
from qms.kernel import audit, clock
from qms.kernel.uploads import RowErrors, Table
from qms.kernel.uploads.mapping import normalise
from qms.organisation.models import Unit
from qms.people.models import Person

LOOKALIKES_ALLOWED = audit.declare("measurement.lookalikes-allowed", "cells", "source")


@dataclass(frozen=True)
class Imported:
    """What an import did: nothing but name the `errors` where there are any; else what was made and stored."""

    errors: RowErrors
    made: Missing
    stored: Stored


def own_columns(table: Table) -> dict[str, str]:
    """The mapping of a table whose columns are called as the fields are; case and spaces aside, and nothing else guessed."""
    named = {normalise(column): column for column in reversed(table.columns)}
    return {field: named[field] for field in FIELDS if field in named}


def import_table(
    table: Table,
    mapping: Mapping[str, str],
    *,
    by: Person,
    derived: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
    only_within: Sequence[Unit] | None = None,
    create_under: Unit | None = None,
    guess: Guess | None = None,
    allow_lookalikes: bool = False,
    upload: Upload | None = None,
    reason: str = "",
) -> Imported:
    """Store the table's measurements; with `create_under`, units and metrics that are missing are made there first.

    The caller commits, or rolls back where there are errors. Raises TableError and FormulaError where the table can't be
    read so, RefusedError and UnitRefusedError where something can't be made, SeriesError where no chart can show it."""
    columns = read_columns(
        table,
        mapping,
        derived=derived,
        constants=constants,
        latest=clock.today(),
        allow_lookalikes=allow_lookalikes,
    )
    directory = Directory.load(under=create_under)
    made = Missing([], [])
    if create_under is not None and (made := missing_names(columns, directory)):
        create_missing(made, columns, under=create_under, guess=guess or Guess(), by=by)
        directory = Directory.load(under=create_under)
    read = resolve(columns, directory, only_within=only_within)
    if len(read.errors):
        return Imported(read.errors, Missing([], []), Stored(0, 0, 0))
    if columns.lookalikes:
        audit.record(LOOKALIKES_ALLOWED, by=by, subject_id=None, cells=columns.lookalikes, source=table.filename)
    return Imported(read.errors, made, store_measurements(read.rows, by=by, upload=upload, reason=reason))
