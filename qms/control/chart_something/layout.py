"""What the pasted columns are: dates, numbers and names, and so what kind of table it is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qms.control.chart_something.refusing import PasteRefused
from qms.control.measurements.reading_columns import SYNONYMS
from qms.golden_thread.metrics.definitions import SPREAD_CHARTS
from qms.kernel.screening import screen_columns
from qms.kernel.uploads import FieldError, RowErrors, Table, TableError, parse_number, parse_period, read_paste
from qms.kernel.uploads.cells import is_blank
from qms.kernel.uploads.mapping import normalise

MOST_ROWS = 1_000
MOST_OBSERVATIONS = 50
SAMPLED = 50
ENOUGH = 0.3
"""Share of dates from which a column must be dates, though some can’t be read; words and numbers are hardly ever dates."""
PARETO, FUNNEL = "pareto", "funnel"
GROUPS = {PARETO: "Pareto chart", FUNNEL: "funnel plot"}
"""Charts of groups: they need names where all others need dates."""


class Shape(StrEnum):
    """What a table's columns make together."""

    EVENTS = "events"  # dates alone
    VALUES = "values"  # dates, a number
    RATIOS = "ratios"  # dates, numerators, denominators
    AVERAGES = "averages"  # dates, means, n and standard deviations
    OBSERVATIONS = "observations"  # dates, and several numbers of the same thing
    CATEGORIES = "categories"  # names, and how many of each where they do not stand one a row
    UNITS = "units"  # names, numerators, denominators


READ_AS = {
    Shape.EVENTS: "a column of dates on which something happened",
    Shape.VALUES: "dates and a value for each",
    Shape.RATIOS: "dates, numerators and denominators",
    Shape.AVERAGES: "dates and averages with their n and standard deviation",
    Shape.OBSERVATIONS: "dates and several measurements at each",
    Shape.CATEGORIES: "categories and how often each occurred",
    Shape.UNITS: "units with their numerators and denominators",
}


@dataclass(frozen=True)
class Layout:
    """A table and what it is. `first` is the column of dates or names; `numbers` are the others, from left to right (for
    averages: mean, n, standard deviation)."""

    table: Table
    shape: Shape
    first: str
    numbers: list[str]

    @property
    def is_series(self) -> bool:
        """Whether it runs along time."""
        return self.shape not in {Shape.CATEGORIES, Shape.UNITS}


def layout_of(text: str, chart: str) -> Layout:
    """The table in the text; `chart` is the kind that was asked for, "" for none.

    Raises PasteRefused where the columns make nothing that can be charted so."""
    try:
        table = read_paste(text, max_rows=MOST_ROWS)
    except TableError as error:
        raise PasteRefused(str(error)) from error
    try:
        return _laid_out(table, chart)
    except PasteRefused:
        # Somebody who pasted patients must hear that first.
        if suspects := screen_columns({name: table.column(name) for name in table.columns}, row_numbers=table.row_numbers):
            errors = RowErrors(suspects)
            raise PasteRefused(f"{errors.summary()}. Nothing was charted.", errors.first()) from None
        raise


def _laid_out(table: Table, chart: str) -> Layout:
    dates = "" if chart in GROUPS else _dates(table, certain=not chart)
    rest = [name for name in table.columns if name != dates]
    texts = [name for name in rest if _has_words(table, name)]
    if dates and not (chart == "" and len(texts) == len(rest) == 1):
        return _series(table, dates, rest, chart)
    return _groups(table, texts, [name for name in rest if name not in texts], chart)


def _series(table: Table, dates: str, rest: list[str], chart: str) -> Layout:
    if len(rest) > MOST_OBSERVATIONS:
        raise PasteRefused(f"There are {len(table.columns)} columns. Copy at most {MOST_OBSERVATIONS} beside the dates.")
    averages = _averages(rest)
    if averages:
        return Layout(table, Shape.AVERAGES, dates, averages)
    if len(rest) > 2 or (len(rest) == 2 and chart in SPREAD_CHARTS):
        return Layout(table, Shape.OBSERVATIONS, dates, rest)
    return Layout(table, (Shape.EVENTS, Shape.VALUES, Shape.RATIOS)[len(rest)], dates, rest)


def _averages(names: list[str]) -> list[str]:
    """The columns of mean, n and standard deviation, told by their headings; none where they are not these."""
    called = {
        field: [name for name in names if normalise(name) in {field, *map(normalise, SYNONYMS[field])}]
        for field in ("n", "sd")
    }
    if len(names) != 3 or not all(len(found) == 1 for found in called.values()):
        return []
    n, sd = called["n"][0], called["sd"][0]
    return [next(name for name in names if name not in (n, sd)), n, sd]


def _groups(table: Table, texts: list[str], numbers: list[str], chart: str) -> Layout:
    if not texts and len(table.columns) == 1:
        raise PasteRefused("There is only one column. Copy the dates together with the numbers beside them.")
    if chart and chart not in GROUPS:
        raise PasteRefused("None of the columns holds dates. Copy them, too; or choose a Pareto chart or a funnel plot.")
    if not texts:
        raise PasteRefused("None of the columns holds dates or names. Copy the column that says what the numbers belong to.")
    shape = {0: Shape.CATEGORIES, 1: Shape.CATEGORIES, 2: Shape.UNITS}.get(len(numbers))
    wanted = {PARETO: Shape.CATEGORIES, FUNNEL: Shape.UNITS}.get(chart, shape)
    if shape is None or shape is not wanted or len(texts) > 1:
        raise PasteRefused(NEEDS.get(chart, f"{NEEDS[PARETO]} {NEEDS[FUNNEL]}"))
    return Layout(table, shape, texts[0], numbers)


NEEDS = {
    PARETO: "A Pareto chart needs one column of categories, and beside it how often each occurred where that is counted.",
    FUNNEL: "A funnel plot needs three columns: units, numerators and denominators.",
}


def _dates(table: Table, *, certain: bool) -> str:
    """The column with the most dates; "" where none has any. `certain`: some of its cells are not enough."""
    shares = {name: _share(table, name, _is_date) for name in table.columns}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= (ENOUGH if certain else 0.01) else ""


def _has_words(table: Table, name: str) -> bool:
    """Whether most of its cells are words; an empty column is none of words."""
    return _share(table, name, lambda cell: not _is_number(cell)) > 0.5


def _share(table: Table, name: str, is_such: Callable[[object], bool]) -> float:
    cells = [cell for cell in table.column(name) if not is_blank(cell)][:SAMPLED]
    return sum(map(is_such, cells)) / len(cells) if cells else 0.0


def _is_date(cell: object) -> bool:
    try:
        parse_period(cell)
    except FieldError:
        return False
    return True


def _is_number(cell: object) -> bool:
    try:
        parse_number(cell, allow_missing=True)
    except FieldError:
        return False
    return True
