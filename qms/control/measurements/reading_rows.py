"""A table of cells to rows that can be stored: every name resolved, every number checked, every error together.

The same for `qms import measurements` and for uploads in the browser."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from qms.control.measurements.checking_rows import check_numbers
from qms.control.measurements.directory import Directory, KnownMetric, KnownUnit
from qms.control.measurements.reading_columns import Columns, check_has_numbers, read_columns
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.definitions import counts_days
from qms.golden_thread.metrics.models import Cadence, DataKind
from qms.kernel.uploads import FieldError, RowError, RowErrors, Table
from qms.organisation.models import Unit

Known = TypeVar("Known", KnownMetric, KnownUnit)

RATIOS = (DataKind.PROPORTION, DataKind.RATE)
TWO_EVENTS = (
    "Nothing lies between two events on one day, so keep one of them. If it happens often, count the events of each month "
    "instead, on a c chart or a u chart."
)


class ReadRows(NamedTuple):
    """The rows, empty where there are errors, and the errors; `places` are the spreadsheet's row numbers of the rows."""

    rows: list[Row]
    errors: RowErrors
    places: Sequence[int]


def read_rows(
    table: Table,
    mapping: Mapping[str, str],
    *,
    directory: Directory,
    latest: dt.date,
    derived: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
    only_within: Sequence[Unit] | None = None,
    allow_lookalikes: bool = False,
) -> ReadRows:
    """The table's rows by the mapping (field -> column), formulas (`derived`) and constants (field -> text).

    `latest`: periods after it are in the future. `only_within`: the units whose trees the person may store for; None for all.
    Raises TableError and FormulaError where the table as a whole can't be read so."""
    columns = read_columns(
        table, mapping, derived=derived, constants=constants, latest=latest, allow_lookalikes=allow_lookalikes
    )
    return resolve(columns, directory, only_within=only_within)


def resolve(columns: Columns, directory: Directory, *, only_within: Sequence[Unit] | None = None) -> ReadRows:
    """The parsed columns with their names looked up and their numbers checked.

    Raises TableError where there are no numbers, and none of the metrics counts the days between its events."""
    errors = RowErrors(columns.errors)
    metrics = _looked_up(columns, "metric", directory.metric, errors)
    if not any(counts_days(each.data_kind, each.measured_in) for each in set(metrics) if each):
        check_has_numbers(columns)
    units = _looked_up(columns, "unit", directory.unit, errors)
    if only_within is not None:
        errors.extend(_not_permitted(columns, units, [top.path for top in only_within]))
    errors.extend(check_numbers(columns, metrics))
    periods = [
        period if period is None or metric is None else first_day(period, metric.cadence)
        for period, metric in zip(columns.periods, metrics, strict=True)
    ]
    errors.extend(_repeated(columns, metrics, units, periods))
    if len(errors):
        return ReadRows([], errors, ())
    numbers = [_numbers(columns, field, metrics) for field in ("numerator", "denominator", "value", "n", "sd")]
    ids = [[each.id for each in found if each is not None] for found in (metrics, units)]
    return ReadRows(list(map(Row, *ids, columns.strata, periods, *numbers)), errors, columns.row_numbers)


def first_day(period: dt.date, cadence: Cadence) -> dt.date:
    """The day that stands for the period: a month's or quarter's first, because extracts date them by any of their days."""
    if cadence is Cadence.MONTHLY:
        return period.replace(day=1)
    if cadence is Cadence.QUARTERLY:
        return period.replace(month=(period.month - 1) // 3 * 3 + 1, day=1)
    return period


def _looked_up(columns: Columns, field: str, look_up: Callable[[str], Known], errors: RowErrors) -> list[Known | None]:
    """What each row's name means; None where there is none or it means nothing."""
    found: dict[str, Known | None] = {"": None}
    wrong: dict[str, FieldError] = {}
    for name in dict.fromkeys(columns.texts[field]):
        if name:
            try:
                found[name] = look_up(name)
            except FieldError as error:
                found[name], wrong[name] = None, error
    if wrong:
        for row, name in zip(columns.row_numbers, columns.texts[field], strict=True):
            if name in wrong:
                errors.add(RowError(row, columns.label(field), name, wrong[name].message, wrong[name].remedy))
    return [found[name] for name in columns.texts[field]]


def _not_permitted(columns: Columns, units: Sequence[KnownUnit | None], tops: Sequence[str]) -> list[RowError]:
    allowed: dict[int, bool] = {}
    errors = []
    for row, unit in zip(columns.row_numbers, units, strict=True):
        if unit is None:
            continue
        if unit.id not in allowed:
            allowed[unit.id] = any(unit.path.startswith(top) for top in tops)
        if not allowed[unit.id]:
            message = f"Your role does not allow you to store measurements for {unit.name}."
            errors.append(
                RowError(row, columns.label("unit"), unit.name, message, "Ask an administrator, or leave the row out.")
            )
    return errors


def _repeated(
    columns: Columns,
    metrics: Sequence[KnownMetric | None],
    units: Sequence[KnownUnit | None],
    periods: Sequence[dt.date | None],
) -> list[RowError]:
    """Rows for what an earlier row is for already; rows with an error of their own are passed over."""
    ids = [[each and each.id for each in found] for found in (metrics, units)]
    names = list(zip(*ids, columns.strata, periods, strict=True))
    if len(set(names)) == len(names):
        return []
    first: dict[tuple, int] = {}
    errors = []
    for at, (row, name) in enumerate(zip(columns.row_numbers, names, strict=True)):
        metric, unit, period = metrics[at], units[at], periods[at]
        if metric is None or unit is None or period is None:
            continue
        if name in first:
            stratum = f", {name[2]}" if name[2] else ""
            message = (
                f"Rows {first[name]:,} and {row:,} are both for {metric.name}, {unit.name}{stratum}, {period.isoformat()}."
            )
            remedy = TWO_EVENTS if metric.cadence is Cadence.EVENT else "Keep one of them."
            errors.append(RowError(row, columns.label("period"), period.isoformat(), message, remedy))
        first.setdefault(name, row)
    return errors


def _numbers(columns: Columns, field: str, metrics: Sequence[KnownMetric | None]) -> list[float | None]:
    """The field's number for each row whose metric has such a number, None elsewhere."""
    if field not in columns.numbers:
        return [None] * len(columns)
    numbers = columns.numbers[field]
    factors = {each: _factor(field, each, columns.percent) for each in set(metrics) if each is not None}
    numbers = numbers * np.array([factors[each] if each is not None else np.nan for each in metrics])
    return [None if number != number else number for number in numbers.tolist()]  # noqa: PLR0124  NaN alone differs from itself


def _factor(field: str, metric: KnownMetric, percent: bool) -> float:
    """What the number is multiplied by; NaN where the metric has no such number.

    Percent signs are read as shares; a metric that is measured in "%" keeps its hundredths."""
    if (metric.data_kind in RATIOS) is not (field in {"numerator", "denominator"}):
        return np.nan
    if field in {"n", "sd"}:
        return 1.0 if metric.data_kind is DataKind.MEAN else np.nan
    return 100.0 if percent and field == "value" and metric.measured_in.strip() == "%" else 1.0
