"""The page on which a person says what the columns are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import Field

from qms.control.measurements.directory import Directory
from qms.control.measurements.models import Upload
from qms.control.measurements.reading_columns import FIELDS, SYNONYMS
from qms.control.measurements.uploads import queries
from qms.control.measurements.uploads.choosing import Chosen
from qms.control.measurements.uploads.forms import CONSTANTS, FORMULAS, ColumnsForm
from qms.control.measurements.uploads.placeholders import plain
from qms.golden_thread.metrics.models import MetricState
from qms.kernel.table_words import head_of, sample_of
from qms.kernel.uploads import Table, fingerprint, guess_mapping

LISTED = 1_000
"""Names offered while a person types; more would slow the page."""
HINTS = {
    "metric": "Its key or name.",
    "unit": "Its ODS code or name.",
    "stratum": "What the rows are broken down by, such as an age group.",
    "period": "A day, month, week or financial quarter.",
    "numerator": "What is counted.",
    "denominator": "Out of how many, or per how much.",
    "value": "In place of numerator and denominator: for counts, means and other numbers. Days between events need none: "
    "they follow from the dates.",
}


@dataclass(frozen=True)
class FieldRow:
    """One field: its column, what may stand in its place, and what the column holds."""

    name: str
    column: Field
    instead: Field | None
    instead_hint: str
    hint: str
    sample: str


@dataclass(frozen=True)
class ColumnsPage:
    """Everything that the page lays out."""

    rows: list[FieldRow]
    names: list[str]
    head: list[list[str]]
    total: int
    sheets: list[str]
    sheet: str
    warnings: list[str]
    metrics: list[str]
    units: list[str]


def reading_of(upload: Upload, table: Table) -> Mapping[str, Any]:
    """How the columns are proposed to be read: as chosen before, as remembered, or guessed from their names."""
    chosen = Chosen.of(upload.mapping)
    if chosen.is_mapped:
        return chosen.reading
    print_ = fingerprint(table.columns)
    return queries.remembered_elsewhere(print_) or {"columns": guess_mapping(table.columns, SYNONYMS)}


def columns_page(form: ColumnsForm, table: Table) -> ColumnsPage:
    """The page around its form."""
    metrics, units = _known()
    return ColumnsPage(
        rows=[_row(form, field, table) for field in FIELDS],
        names=table.columns,
        head=head_of(table),
        total=len(table),
        sheets=table.sheet_names if len(table.sheet_names) > 1 else [],
        sheet=table.sheet or "",
        warnings=table.warnings,
        metrics=metrics,
        units=units,
    )


def _row(form: ColumnsForm, field: str, table: Table) -> FieldRow:
    column = form[f"{field}_column"]
    kind = "constant" if field in CONSTANTS else "formula" if field in FORMULAS else ""
    return FieldRow(
        name=field,
        column=column,
        instead=form[f"{field}_{kind}"] if kind else None,
        instead_hint={
            "constant": f"Or the same {field} for all rows",
            "formula": "Or a formula over the columns",
        }.get(kind, ""),
        hint=HINTS.get(field, ""),
        sample=sample_of(table, column.data),
    )


def _known() -> tuple[list[str], list[str]]:
    directory = Directory.load()
    metrics = {each.key for each in directory.metrics.values() if each.state is not MetricState.RETIRED}
    # A name that several units share means none of them: their codes do.
    units = {
        each.name if len(directory.units[plain(each.name)]) == 1 else each.ods_code or ""
        for found in directory.units.values()
        for each in found
    }
    return sorted(metrics)[:LISTED], sorted(units - {""}, key=str.casefold)[:LISTED]
