"""The pages of a file's steps, rendered for the views that show them and for those that refuse a form."""

from collections.abc import Mapping
from typing import Any

from flask import render_template

from qms.improvement.capability.imports import queries
from qms.improvement.capability.imports.choosing import CONSTANTS, FIELDS, SYNONYMS, Chosen
from qms.improvement.capability.imports.forms import ColumnsForm, OptionsForm
from qms.improvement.capability.imports.opening import table_of
from qms.improvement.capability.imports.presenters import (
    STATES,
    done_sentence,
    preview_of,
    reading_words,
)
from qms.improvement.capability.imports.reviewing import review
from qms.improvement.capability.models import TrainingImport
from qms.improvement.capability.programmes.queries import programmes
from qms.kernel.db import db
from qms.kernel.table_words import head_of, sample_of, stored_before_words
from qms.kernel.uploads import Table, TableError, fingerprint, guess_mapping
from qms.people.access import person
from qms.people.queries import units_within_reach
from qms.people.roles import Permission

FOLDER = "improvement/capability/imports"
LISTED = 1_000


def columns_step(found: TrainingImport, *, sheet: str | None = None, form: ColumnsForm | None = None) -> str:
    """The page on which the columns are said. Raises TableError where the file can't be read."""
    table = table_of(found, sheet or Chosen.of(found.mapping).sheet)
    if form is None:
        form = ColumnsForm(formdata=None, sheet=table.sheet or "")
        form.offer(table.columns)
        form.fill(_reading(found, table))
    return render_template(
        f"{FOLDER}/columns.html",
        found=found,
        form=form,
        table=table,
        head=head_of(table),
        rows=[
            (
                field,
                form[f"{field}_column"],
                form[f"{field}_constant"] if field in CONSTANTS else None,
                sample_of(table, form[f"{field}_column"].data),
            )
            for field in FIELDS
        ],
        sheets=table.sheet_names if len(table.sheet_names) > 1 else [],
        units=[unit.name for unit in units_within_reach(person(), Permission.KEEP_TRAINING)[:LISTED]],
        programmes=programmes(),
    )


def preview_step(found: TrainingImport, *, options: OptionsForm | None = None) -> str:
    """What storing would do. Raises TableError where the file can't be read as chosen."""
    chosen = Chosen.of(found.mapping)
    seen = review(table_of(found, chosen.sheet), chosen, by=person())
    options = options or OptionsForm(formdata=None, move=chosen.move, make=chosen.make, lookalikes=chosen.lookalikes)
    return render_template(
        f"{FOLDER}/preview.html",
        found=found,
        preview=preview_of(seen, chosen),
        options=options,
        lookalikes=seen.lookalikes,
        remembered=chosen.remembered,
        repeated=stored_before_words(queries.stored_before(found)),
    )


def done(found: TrainingImport) -> str:
    """What became of a file."""
    return render_template(
        f"{FOLDER}/done.html",
        found=found,
        tag=STATES[found.state],
        sentence=done_sentence(found),
        facts=[("File", found.filename), ("Brought by", found.by.name), *reading_words(found.mapping)],
    )


def gone(found: TrainingImport, error: TableError) -> tuple[str, int]:
    """The file can't be read any more."""
    db.session.rollback()
    page: dict[str, Any] = {"found": found, "sentence": str(error)}
    return render_template(f"{FOLDER}/gone.html", **page), 422


def _reading(found: TrainingImport, table: Table) -> Mapping[str, Any]:
    """How the columns are proposed to be read: as chosen before, as remembered, or guessed from their names."""
    chosen = Chosen.of(found.mapping)
    if chosen.columns:
        return {"columns": chosen.columns, "constants": chosen.constants}
    known = queries.remembered_reading(fingerprint(table.columns))
    return known or {"columns": guess_mapping(table.columns, SYNONYMS)}
