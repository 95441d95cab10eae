"""What an upload would do, worked out without writing anything: every error, and new, changed and unchanged rows."""

from collections.abc import Collection
from dataclasses import dataclass

from qms.control.measurements.between import with_days_between
from qms.control.measurements.comparing import compare
from qms.control.measurements.creating_missing import Missing, missing_names
from qms.control.measurements.directory import Directory
from qms.control.measurements.reading_columns import Columns, read_columns
from qms.control.measurements.reading_rows import resolve
from qms.control.measurements.rows import Comparison, Row, Stored
from qms.control.measurements.uploads.choosing import Chosen
from qms.control.measurements.uploads.placeholders import with_missing
from qms.kernel import clock
from qms.kernel.uploads import RowErrors, Table
from qms.organisation import queries as organisation
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import Permission


@dataclass(frozen=True)
class Review:
    """The upload seen before storing. `rows` are those without an error, and after them stored events whose days since the
    event before change with them; `comparison` tells what each would do;
    `under` is the unit below which the missing names would be made, None where they are not."""

    table: Table
    errors: RowErrors
    rows: list[Row]
    comparison: Comparison
    directory: Directory
    missing: Missing
    under: Unit | None
    lookalikes: int

    @property
    def counts(self) -> Stored:
        """How many rows are new, changed and the same."""
        return self.comparison.counts


def review(table: Table, chosen: Chosen, *, by: Person, filename: str = "") -> Review:
    """What storing the table would do.

    Raises TableError and FormulaError where the table can't be read as chosen."""
    columns = _columns(table, chosen)
    directory = Directory.load()
    missing = missing_names(columns, directory)
    under = _under(chosen, missing, by)
    if under is not None:
        directory = with_missing(Directory.load(under=under), missing, columns, under=under, guess=chosen.guess(filename))
    only_within = by.units_where(Permission.UPLOAD_MEASUREMENTS)
    read = resolve(columns, directory, only_within=only_within)
    rows = read.rows
    if len(read.errors):
        good = _without(table, read.errors.rows())
        rows = resolve(_columns(good, chosen), directory, only_within=only_within).rows if len(good) else []
    rows = with_days_between(rows)
    comparison = compare(rows) if rows else Comparison([], {}, [])
    return Review(table, read.errors, rows, comparison, directory, missing, under, columns.lookalikes)


def _columns(table: Table, chosen: Chosen) -> Columns:
    return read_columns(
        table,
        chosen.columns,
        derived=chosen.derived,
        constants=chosen.constants,
        latest=clock.today(),
        allow_lookalikes=chosen.lookalikes,
    )


def may_create(by: Person, missing: Missing, under: Unit) -> bool:
    """Whether the person may make what is missing there: units need an administrator, metrics somebody who defines them."""
    needed = [Permission.UPLOAD_MEASUREMENTS]
    needed += [Permission.ADMINISTER] if missing.units else []
    needed += [Permission.DEFINE_METRICS] if missing.metrics else []
    return all(by.can(permission, under) for permission in needed)


def _under(chosen: Chosen, missing: Missing, by: Person) -> Unit | None:
    if chosen.under is None or not missing:
        return None
    under = organisation.unit(chosen.under)
    return under if may_create(by, missing, under) else None


def _without(table: Table, rows: Collection[int]) -> Table:
    """The table without these spreadsheet rows."""
    kept = [at for at, number in enumerate(table.row_numbers) if number not in rows]
    cells = [[column[at] for at in kept] for column in table.cells]
    return Table(table.columns, cells, [table.row_numbers[at] for at in kept], table.header_row)
