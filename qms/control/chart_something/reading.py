"""Pasted text to columns: which of them are the dates and which the numbers, with every error named."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qms.control.measurements.checking_rows import check_numbers
from qms.control.measurements.creating_missing import Guess, guess_cadence, guess_data_kind
from qms.control.measurements.directory import KnownMetric
from qms.control.measurements.reading_columns import Columns, read_columns
from qms.control.measurements.reading_rows import first_day
from qms.golden_thread.metrics.models import Cadence, DataKind, MetricState
from qms.kernel import clock
from qms.kernel.screening import screen_columns
from qms.kernel.uploads import FieldError, RowError, RowErrors, Table, TableError, parse_period, read_paste

MOST_ROWS = 1_000
MOST_CHARACTERS = 200_000
NEEDS_DENOMINATORS = ("p", "u")
_ONE = {"metric": "this", "unit": "this"}  # every row belongs to the one chart


class PasteRefused(Exception):  # noqa: N818  it is said to a person, who does not read class names
    """The text cannot be charted: a sentence about the whole, or the errors of its rows."""

    def __init__(self, sentence: str, errors: Sequence[RowError] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.errors = list(errors)


@dataclass(frozen=True)
class Pasted:
    """One series as it was pasted, sorted by period: values, or numerators and denominators; a gap is None."""

    periods: list[dt.date]
    cadence: Cadence
    data_kind: DataKind
    percent: bool
    values: list[float | None]
    denominators: list[float | None] | None = None


def read_pasted(text: str, *, ratio: DataKind, chart: str) -> Pasted:
    """The series in the text. With three columns it is of the kind `ratio` (a proportion or a rate).

    Raises PasteRefused with every row error together, or saying what is wrong with the whole."""
    try:
        table = read_paste(text, max_rows=MOST_ROWS)
        mapping = _mapping(table)
        columns = read_columns(table, mapping, constants=_ONE, latest=clock.today())
    except TableError as error:
        raise PasteRefused(str(error)) from error
    # Where nothing was measured there is a gap in the chart, so an empty cell is no error here.
    columns = replace(columns, missing={field: {} for field in columns.missing})
    every = np.ones(len(columns), dtype=bool)
    if "numerator" in mapping:
        kind = ratio
    elif chart in NEEDS_DENOMINATORS:
        raise PasteRefused(
            f"A {chart} chart needs three columns: dates, numerators and denominators. Or choose an XmR chart."
        )
    else:
        kind = guess_data_kind(columns, every, Guess(chart=chart))
    errors = RowErrors(_errors(table, columns, kind))
    if len(errors):
        raise PasteRefused(f"{errors.summary()}. Nothing was charted.", errors.first())
    return _series(columns, kind, guess_cadence(columns, every))


def _mapping(table: Table) -> dict[str, str]:
    """field -> column: the dates are the column with the most dates, the numbers the others from left to right."""
    wide = len(table.columns)
    if wide == 1:
        raise TableError("There is only one column.", "Copy the dates together with the numbers beside them.")
    if wide > 3:
        raise TableError(
            f"There are {wide} columns.", "Copy two: dates and values. Or three: dates, numerators, denominators."
        )
    dates = max(table.columns, key=lambda name: sum(map(_is_date, table.column(name)[:50])))
    numbers = [name for name in table.columns if name != dates]
    return {"period": dates} | dict(zip(("value",) if wide == 2 else ("numerator", "denominator"), numbers, strict=True))


def _is_date(cell: object) -> bool:
    try:
        parse_period(cell)
    except FieldError:
        return False
    return True


def _errors(table: Table, columns: Columns, kind: DataKind) -> Iterator[RowError]:
    suspects = screen_columns({name: table.column(name) for name in table.columns}, row_numbers=table.row_numbers)
    yield from suspects
    hidden = {(each.row, each.column) for each in suspects}  # such a number is not to be repeated in another error
    yield from (each for each in columns.errors if (each.row, each.column) not in hidden)
    known = KnownMetric(0, "", "", kind, "", Cadence.MONTHLY, "", MetricState.PROPOSED)
    yield from check_numbers(columns, [known] * len(columns))
    first: dict[dt.date, int] = {}
    for row, period in zip(columns.row_numbers, columns.periods, strict=True):
        if period in first:
            message = f"Rows {first[period]:,} and {row:,} are both for {period.isoformat()}."
            yield RowError(row, columns.label("period"), period.isoformat(), message, "Keep one of them.")
        elif period is not None:
            first[period] = row


def _series(columns: Columns, kind: DataKind, cadence: Cadence) -> Pasted:
    days = [first_day(period, cadence) for period in columns.periods if period is not None]
    if len(set(days)) < len(days):  # several in a month: then they are no months
        days, cadence = [period for period in columns.periods if period is not None], Cadence.DAILY
    order = sorted(range(len(days)), key=days.__getitem__)

    def column(field: str) -> list[float | None]:
        numbers = columns.numbers[field].tolist()
        return [None if numbers[at] != numbers[at] else numbers[at] for at in order]

    above = column("numerator" if "numerator" in columns.numbers else "value")
    below = column("denominator") if "denominator" in columns.numbers else None
    if all(value is None for value in above):
        raise PasteRefused("There are no numbers in the table. Copy the column of numbers, too.")
    return Pasted([days[at] for at in order], cadence, kind, columns.percent, above, below)
