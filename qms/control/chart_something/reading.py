"""A pasted table as one series along time, with every error named."""

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from qms.control.chart_something.layout import MOST_ROWS, Layout, Shape
from qms.control.chart_something.refusing import PasteRefused
from qms.control.measurements.checking_rows import check_numbers
from qms.control.measurements.creating_missing import Guess, guess_cadence, guess_data_kind
from qms.control.measurements.directory import KnownMetric
from qms.control.measurements.reading_columns import Columns, read_columns
from qms.control.measurements.reading_rows import TWO_EVENTS, first_day
from qms.golden_thread.metrics.definitions import SPREAD_CHARTS
from qms.golden_thread.metrics.models import Cadence, DataKind, MetricState
from qms.kernel import clock
from qms.kernel.screening import screen_columns
from qms.kernel.uploads import RowError, RowErrors, Table, TableError, parse_number_column

__all__ = ["MOST_CHARACTERS", "MOST_ROWS", "PasteRefused", "Pasted", "read_series"]

MOST_CHARACTERS = 200_000
NEEDS_DENOMINATORS = ("p", "pp", "u", "up", "ip")
FIELDS = {
    Shape.EVENTS: (),
    Shape.VALUES: ("value",),
    Shape.RATIOS: ("numerator", "denominator"),
    Shape.AVERAGES: ("value", "n", "sd"),
    Shape.OBSERVATIONS: (),
}
_ONE = {"metric": "this", "unit": "this"}  # every row belongs to the one chart
Numbers = list[float | None]


@dataclass(frozen=True)
class Pasted:
    """One series as it was pasted, sorted by period: values, or numerators and denominators; a gap is None. Averages have
    their n (`sizes`) and standard deviations; of events the values are the days since the one before."""

    periods: list[dt.date]
    cadence: Cadence
    data_kind: DataKind
    percent: bool
    values: Numbers
    denominators: Numbers | None = None
    sizes: Numbers | None = None
    deviations: Numbers | None = None
    shape: Shape = Shape.VALUES


def read_series(layout: Layout, *, ratio: DataKind | None, chart: str) -> Pasted:
    """The series in a table that runs along time. Numerators and denominators are of the kind `ratio` (a proportion or a
    rate), or of the one that they look like.

    Raises PasteRefused with every row error together, or saying what is wrong with the whole."""
    if not layout.is_series:
        raise PasteRefused("None of the columns holds dates, so there is nothing to follow over time.")
    columns = _columns(layout)
    kind = _kind(layout, columns, ratio, chart)
    errors = RowErrors(_errors(layout.table, columns, kind, chart))
    if len(errors):
        raise PasteRefused(f"{errors.summary()}. Nothing was charted.", errors.first())
    if layout.shape is Shape.EVENTS:
        return _events(columns)
    cadence = Cadence.EVENT if kind is DataKind.BETWEEN else guess_cadence(columns, np.ones(len(columns), dtype=bool))
    return _series(layout.shape, columns, kind, cadence)


def _columns(layout: Layout) -> Columns:
    """The cells as dates and numbers. Where nothing was measured the chart has a gap, so an empty cell is no error."""
    mapping = {"period": layout.first} | dict(zip(FIELDS[layout.shape], layout.numbers, strict=False))
    try:
        columns = read_columns(layout.table, mapping, constants=_ONE, latest=clock.today())
    except TableError as error:
        raise PasteRefused(str(error)) from error
    columns = replace(columns, missing={field: {} for field in columns.missing})
    return _averaged(columns, layout) if layout.shape is Shape.OBSERVATIONS else columns


def _averaged(columns: Columns, layout: Layout) -> Columns:
    """Several measurements a row as their mean, n and standard deviation."""
    rows, read = layout.table.row_numbers, []
    errors = RowErrors(columns.errors)
    for name in layout.numbers:
        parsed = parse_number_column(layout.table.column(name), allow_missing=True, row_numbers=rows, column=name)
        errors.extend(parsed.errors)
        read.append(np.array(parsed.values, dtype=float))
    every = np.stack(read)
    known = ~np.isnan(every)
    n = known.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, every, 0).sum(axis=0) / n
        squares = np.where(known, (every - mean) ** 2, 0).sum(axis=0)
        numbers = {"value": mean, "n": np.where(n > 0, n, np.nan), "sd": np.where(n > 1, np.sqrt(squares / (n - 1)), np.nan)}
    labels: Mapping[str, str] = {**columns.labels, "value": layout.numbers[0]}
    return replace(columns, numbers=numbers, missing={field: {} for field in numbers}, labels=labels, errors=errors)


def _kind(layout: Layout, columns: Columns, ratio: DataKind | None, chart: str) -> DataKind:
    if layout.shape in {Shape.AVERAGES, Shape.OBSERVATIONS}:
        return DataKind.MEAN
    if layout.shape is Shape.EVENTS:
        return DataKind.BETWEEN
    if layout.shape is Shape.VALUES and chart in NEEDS_DENOMINATORS:
        raise PasteRefused(
            f"A {chart} chart needs three columns: dates, numerators and denominators. Or choose an XmR chart."
        )
    if layout.shape is Shape.VALUES and chart in SPREAD_CHARTS:
        raise PasteRefused(
            f"{chart.upper() if chart == 's' else 'X-bar'} charts need several measurements at each date, or averages with "
            "their n and standard deviation. Or choose an XmR chart."
        )
    if layout.shape is Shape.RATIOS and ratio is not None:
        return ratio
    guess = guess_data_kind(columns, np.ones(len(columns), dtype=bool), Guess(chart=chart or "xmr"))
    ratios = (DataKind.PROPORTION, DataKind.RATE)
    return guess if (guess in ratios) == (layout.shape is Shape.RATIOS) else DataKind.RATE


def _errors(table: Table, columns: Columns, kind: DataKind, chart: str) -> Iterator[RowError]:
    suspects = screen_columns({name: table.column(name) for name in table.columns}, row_numbers=table.row_numbers)
    yield from suspects
    hidden = {(each.row, each.column) for each in suspects}  # such a number is not to be repeated in another error
    yield from (each for each in columns.errors if (each.row, each.column) not in hidden)
    between = kind is DataKind.BETWEEN
    cadence, words = (Cadence.EVENT, "days") if between else (Cadence.MONTHLY, "")
    known = KnownMetric(0, "", "", kind, chart, cadence, words, MetricState.PROPOSED)
    yield from check_numbers(columns, [known] * len(columns))
    first: dict[dt.date, int] = {}
    for row, period in zip(columns.row_numbers, columns.periods, strict=True):
        if period in first:
            message = f"Rows {first[period]:,} and {row:,} are both for {period.isoformat()}."
            remedy = TWO_EVENTS if between else "Keep one of them."
            yield RowError(row, columns.label("period"), period.isoformat(), message, remedy)
        elif period is not None:
            first[period] = row


def _events(columns: Columns) -> Pasted:
    days = sorted(period for period in columns.periods if period is not None)
    if len(days) < 2:
        raise PasteRefused("There is only one date. Days between events need two dates or more.")
    since: Numbers = [None, *(float((later - earlier).days) for earlier, later in pairwise(days))]
    return Pasted(days, Cadence.EVENT, DataKind.BETWEEN, False, since, shape=Shape.EVENTS)


def _series(shape: Shape, columns: Columns, kind: DataKind, cadence: Cadence) -> Pasted:
    days = [first_day(period, cadence) for period in columns.periods if period is not None]
    if len(set(days)) < len(days):  # several in a month: then they are no months
        days, cadence = [period for period in columns.periods if period is not None], Cadence.DAILY
    order = sorted(range(len(days)), key=days.__getitem__)

    def column(field: str) -> Numbers | None:
        numbers = columns.numbers.get(field)
        return None if numbers is None else [None if math.isnan(numbers[at]) else float(numbers[at]) for at in order]

    values = column("numerator") or column("value") or []
    if all(value is None for value in values):
        raise PasteRefused("There are no numbers in the table. Copy the column of numbers, too.")
    return Pasted(
        periods=[days[at] for at in order],
        cadence=cadence,
        data_kind=kind,
        percent=columns.percent,
        values=values,
        denominators=column("denominator"),
        sizes=column("n"),
        deviations=column("sd"),
        shape=shape,
    )
