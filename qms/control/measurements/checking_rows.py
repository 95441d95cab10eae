"""What a row's numbers must be for its metric, checked for all rows at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qms.control.measurements.directory import KnownMetric
from qms.control.measurements.reading_columns import Columns
from qms.golden_thread.metrics.definitions import SPREAD_CHARTS, counts_days
from qms.golden_thread.metrics.models import DataKind
from qms.kernel.formats import number
from qms.kernel.uploads import RowError
from qms.spc.arrays import Booleans, Floats

RATIOS = (DataKind.PROPORTION, DataKind.RATE)
NEEDY = (SPREAD_CHARTS, {"t"}, {"g"})
ONE_A_DAY = "Leave the row out, or count the events of each month instead, on a c chart or a u chart."
LARGEST = 1e15
"""Measurements end here: floats count no further one by one, and whatever is larger was mistyped."""
LEAVE_OUT = "Leave the row out where nothing was measured."


@dataclass(frozen=True)
class Rule:
    """Something that must not be: where it is (`wrong`), whose column it is, and what is said of the numbers there."""

    field: str
    wrong: Booleans
    message: str  # may name {numerator}, {denominator}, {value}, {n} and {sd}
    remedy: str


def check_numbers(columns: Columns, metrics: Sequence[KnownMetric | None]) -> Iterator[RowError]:
    """An error for every number that its row's metric does not allow; rows whose metric is not known are passed over."""
    kinds = {kind: np.array([each is not None and each.data_kind is kind for each in metrics]) for kind in DataKind}
    ratio = kinds[DataKind.PROPORTION] | kinds[DataKind.RATE]
    known = np.array([each is not None for each in metrics])
    dated = np.array([each is not None and counts_days(each.data_kind, each.measured_in) for each in metrics])
    for field, needed in (("numerator", ratio), ("denominator", ratio), ("value", known & ~ratio & ~dated)):
        yield from _missing(columns, field, needed)
    given = _Numbers(columns)
    for rule in (*_rules(given, ratio, kinds), *_chart_rules(given, metrics)):
        for at in np.flatnonzero(rule.wrong).tolist():
            said = {field: _said(float(column[at])) for field, column in columns.numbers.items()}
            own = said[rule.field]
            yield RowError(columns.row_numbers[at], columns.label(rule.field), own, rule.message.format(**said), rule.remedy)


def _said(value: float) -> str:
    return f"{value:g}" if abs(value) > LARGEST else number(value)


class _Numbers:
    """The number columns; one that the file lacks is all NaN, and no comparison with NaN is true."""

    def __init__(self, columns: Columns) -> None:
        none = np.full(len(columns), np.nan)
        self.numerator, self.denominator, self.value, self.n, self.sd = (
            columns.numbers.get(field, none) for field in ("numerator", "denominator", "value", "n", "sd")
        )


def _rules(given: _Numbers, ratio: Booleans, kinds: dict[DataKind, Booleans]) -> Iterator[Rule]:
    for field in ("numerator", "denominator", "value", "n", "sd"):
        large = np.abs(getattr(given, field)) > LARGEST
        yield Rule(field, large, f"{{{field}}} is too large to be a measurement.", "Check how many digits it has.")
    yield Rule("denominator", ratio & (given.denominator == 0), "The denominator is 0, so there is no rate.", LEAVE_OUT)
    below = "Correct it: a count starts at 0."
    yield Rule("denominator", ratio & (given.denominator < 0), "The denominator {denominator} is below zero.", below)
    yield Rule("numerator", ratio & (given.numerator < 0), "The numerator {numerator} is below zero.", below)
    yield Rule(
        "numerator",
        kinds[DataKind.PROPORTION] & (given.numerator > given.denominator) & (given.denominator > 0),
        "The numerator {numerator} is above the denominator {denominator}.",
        "Correct one of them. If one case can count twice, define the metric as a rate.",
    )
    yield Rule("value", kinds[DataKind.COUNT] & (given.value < 0), "The count {value} is below zero.", below)
    yield Rule("n", kinds[DataKind.MEAN] & (given.n <= 0), "n is {n}: a mean needs one observation or more.", LEAVE_OUT)
    yield Rule("sd", kinds[DataKind.MEAN] & (given.sd < 0), "The standard deviation {sd} is below zero.", "Correct it.")


def _chart_rules(given: _Numbers, metrics: Sequence[KnownMetric | None]) -> Iterator[Rule]:
    """What the charts of averages and of gaps need besides."""
    spread, t, g = (np.array([each is not None and each.chart in kinds for each in metrics]) for kinds in NEEDY)
    known = ~np.isnan(given.value)
    send = "Send n and the standard deviation with each average, or choose an XmR chart for the metric."
    yield Rule("value", spread & known & np.isnan(given.n), "The average {value} has no n, which its chart needs.", send)
    lone = spread & known & (given.n > 1) & np.isnan(given.sd)
    yield Rule("value", lone, "The average {value} has no standard deviation, which its chart needs.", send)
    between = np.array([each is not None and each.data_kind is DataKind.BETWEEN for each in metrics])
    below = "Correct it: what lies between two events is nothing or more."
    yield Rule("value", between & (given.value < 0), "The number {value} is below zero.", below)
    yield Rule("value", t & (given.value == 0), "No time lies between these events, which a t chart can’t show.", ONE_A_DAY)
    parts = "Correct it, or choose a t chart for times in fractions of a day."
    yield Rule("value", g & (given.value % 1 > 0), "A g chart counts cases, and {value} is not a whole number.", parts)


def _missing(columns: Columns, field: str, needed: Booleans) -> Iterator[RowError]:
    """A number that a row's metric needs and that is not there; cells that could not be read have their error already."""
    column: Floats | None = columns.numbers.get(field)
    if column is None:
        first = np.flatnonzero(needed)
        if len(first):
            row, others = columns.row_numbers[int(first[0])], len(first) - 1
            more = f" So do {others:,} more rows." if others else ""
            yield RowError(
                row, field, "", f"This metric needs a {field}, and no column is the {field}.{more}", "Add the column."
            )
        return
    for at, why in columns.missing[field].items():
        if needed[at]:
            message = {
                "blank": f"The {field} is missing.",
                "suppressed": f"The {field} is suppressed.",
            }.get(why, f"The {field} is not available.")
            yield RowError(columns.row_numbers[at], columns.label(field), "", message, LEAVE_OUT)
