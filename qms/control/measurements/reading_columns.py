"""A table's columns parsed, before anything is looked up: texts, periods and numbers, with the errors of their cells."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qms.kernel.screening import screen_columns
from qms.kernel.uploads import (
    RowError,
    RowErrors,
    Table,
    TableError,
    apply_mapping,
    parse_number_column,
    parse_period_column,
    parse_text_column,
)
from qms.spc.arrays import Floats

NAMES = ("metric", "unit")
NUMBERS = ("numerator", "denominator", "value", "n", "sd")
FIELDS = (*NAMES, "stratum", "period", *NUMBERS)

# What columns are called in the extracts that people have; `guess_mapping` compares without case, order and punctuation.
SYNONYMS: dict[str, Sequence[str]] = {
    "metric": ("measure", "indicator", "kpi", "metric key", "metric name", "measure name", "indicator name"),
    "unit": (
        "ward", "team", "org code", "ods code", "organisation", "organisation code", "provider", "provider code",
        "trust", "trust code", "site", "site code", "hospital", "department", "service", "org name", "ward name",
    ),
    "stratum": ("type", "group", "category", "breakdown", "subgroup", "ethnicity", "age group", "deprivation", "sex"),
    "period": ("date", "month", "week", "day", "quarter", "year", "period start", "reporting period", "month ending"),
    "numerator": ("cases", "events", "num", "number of cases", "incidents", "falls", "infections", "breaches"),
    "denominator": ("total", "den", "denom", "bed days", "population", "attendances", "discharges", "patients", "eligible"),
    "value": ("result", "count", "score", "average", "mean", "rate", "percentage", "percent", "measurement"),
    "n": ("sample size", "sample", "number of observations", "observations"),
    "sd": ("standard deviation", "stdev", "std dev"),
}  # fmt: skip

LONGEST = {"metric": 160, "unit": 120, "stratum": 120}


@dataclass(frozen=True)
class Columns:
    """The fields of a table, one entry a row; a field without column or constant is absent from `texts` or `numbers`.

    A cell that could not be read is "" or None, and in `errors`. `missing` says by field and place what stands where no
    number is: "blank", "not available", "suppressed". Periods are those of the file, not yet those of a calendar."""

    texts: Mapping[str, list[str]]
    periods: list[dt.date | None]
    numbers: Mapping[str, Floats]
    missing: Mapping[str, Mapping[int, str]]
    percent: bool
    row_numbers: Sequence[int]
    labels: Mapping[str, str]
    errors: RowErrors
    lookalikes: int

    def __len__(self) -> int:
        return len(self.row_numbers)

    @property
    def strata(self) -> list[str]:
        """Each row's stratum, "" for the whole."""
        return self.texts.get("stratum") or [""] * len(self)

    def label(self, field: str) -> str:
        """What the person calls the field: the column's name in the file."""
        return self.labels.get(field, field)


def read_columns(
    table: Table,
    mapping: Mapping[str, str],
    *,
    derived: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
    latest: dt.date,
    allow_lookalikes: bool = False,
) -> Columns:
    """The table's fields by the mapping (field -> column), formulas (`derived`) and constants (field -> text for all rows).

    Cells outside number and period columns that look like NHS numbers are errors, or only counted in `lookalikes` where they
    are allowed. Raises TableError for a missing field or column, FormulaError for a formula that can't be read."""
    constants = constants or {}
    _check_fields({*mapping, *(derived or ()), *constants})
    mapped = apply_mapping(table, mapping, derived)
    errors = RowErrors(mapped.errors)
    rows = mapped.row_numbers
    labels = {**mapping, **{field: field for field in derived or ()}}
    texts: dict[str, list[str]] = {field: [text] * len(rows) for field, text in constants.items()}
    for field in (*NAMES, "stratum"):
        if field in mapped.fields:
            texts[field], wrong = parse_text_column(
                mapped.fields[field],
                required=field != "stratum",
                longest=LONGEST[field],
                row_numbers=rows,
                column=labels[field],
            )
            errors.extend(wrong)
    periods, wrong = parse_period_column(mapped.fields["period"], latest=latest, row_numbers=rows, column=labels["period"])
    errors.extend(wrong)
    numbers: dict[str, Floats] = {}
    missing: dict[str, Mapping[int, str]] = {}
    percent = False
    for field in NUMBERS:
        if field in mapped.fields:
            column = parse_number_column(mapped.fields[field], allow_missing=True, row_numbers=rows, column=labels[field])
            errors.extend(column.errors)
            numbers[field] = np.array(column.values, dtype=float)
            missing[field] = column.missing
            percent = percent or (field == "value" and column.percent)
    suspects = screen_columns(
        {column: table.column(column) for column in _screened(mapping, mapped.unmapped)}, row_numbers=rows
    )
    if not allow_lookalikes:
        errors.extend(suspects)
        _withhold(texts, labels, rows, suspects)
    return Columns(texts, periods, numbers, missing, percent, rows, labels, errors, len(suspects))


def _withhold(texts: dict[str, list[str]], labels: Mapping[str, str], rows: Sequence[int], suspects: list[RowError]) -> None:
    """Take what may be an NHS number out of names and strata, so that no later message or offer repeats it in full."""
    fields = {labels[field]: field for field in (*NAMES, "stratum") if field in texts and field in labels}
    at = {row: place for place, row in enumerate(rows)}
    for suspect in suspects:
        if field := fields.get(suspect.column):
            # An empty name is looked up nowhere; strata must go on telling rows apart.
            texts[field][at[suspect.row]] = suspect.value if field == "stratum" else ""


def _check_fields(given: set[str]) -> None:
    for field in (*NAMES, "period"):
        if field not in given:
            raise TableError(f"No column is the {field}.", f"Name a column '{field}', or choose one for it.")


def check_has_numbers(columns: Columns) -> None:
    """Raises TableError where no column holds what is measured: only events tell by their dates alone."""
    if not ({"numerator", "denominator"} <= columns.numbers.keys() or "value" in columns.numbers):
        raise TableError(
            "There are no numbers to store.",
            "Give the columns numerator and denominator, or the column value.",
        )


def _screened(mapping: Mapping[str, str], unmapped: Sequence[str]) -> list[str]:
    """Names, strata and the columns that nobody asked for; a column of counts is full of ten-digit chances."""
    return list(dict.fromkeys([mapping[field] for field in (*NAMES, "stratum") if field in mapping] + list(unmapped)))
