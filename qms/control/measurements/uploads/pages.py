"""The pages of an upload's steps, rendered for the views that show them and for those that refuse a form."""

from typing import Any

from flask import render_template, url_for

from qms.control.measurements.models import Upload, UploadState
from qms.control.measurements.uploads import queries
from qms.control.measurements.uploads.choosing import Chosen
from qms.control.measurements.uploads.columns_page import columns_page, reading_of
from qms.control.measurements.uploads.forms import ColumnsForm, MissingForm, StoreForm
from qms.control.measurements.uploads.opening import table_of
from qms.control.measurements.uploads.presenters import (
    STATES,
    crumbs_of,
    done_sentence,
    facts_of,
    preview_of,
    reading_words,
)
from qms.control.measurements.uploads.reviewing import Review, may_create, review
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.readings.queries import readings_of
from qms.kernel.db import db
from qms.kernel.table_words import stored_before_words
from qms.kernel.uploads import FormulaError, TableError
from qms.organisation import queries as organisation
from qms.organisation.models import Unit, UnitKind
from qms.people.access import person
from qms.people.models import Person
from qms.people.roles import Permission

CHARTS_SHOWN = 12
CHARTS_READ = 60
FOLDER = "control/measurements/uploads"


def columns_step(upload: Upload, *, sheet: str | None = None, form: ColumnsForm | None = None) -> str:
    """The page on which the columns are said. Raises TableError where the file can't be read."""
    table = table_of(upload, sheet or Chosen.of(upload.mapping).sheet)
    if form is None:
        form = ColumnsForm(formdata=None, sheet=table.sheet or "")
        form.offer(table.columns)
        form.fill(reading_of(upload, table))
    return render_template(
        f"{FOLDER}/columns.html", upload=upload, form=form, page=columns_page(form, table), crumbs=crumbs_of(upload), step=2
    )


def preview_step(
    upload: Upload, *, missing_form: MissingForm | None = None, store_form: StoreForm | None = None, refusal: str = ""
) -> str:
    """What storing would do. Raises TableError and FormulaError where the file can't be read as chosen."""
    chosen = Chosen.of(upload.mapping)
    seen = review(table_of(upload, chosen.sheet), chosen, by=person(), filename=upload.filename)
    units = units_to_create_below(seen, person())
    return render_template(
        f"{FOLDER}/preview.html",
        upload=upload,
        preview=preview_of(seen),
        reading=reading_words(upload.mapping),
        remembered=chosen.remembered,
        repeated=stored_before_words(queries.stored_before(upload)),
        missing_form=missing_form or _missing_form(chosen, units),
        may_create=bool(units),
        lookalikes=seen.lookalikes,
        metrics_missing=bool(seen.missing.metrics),
        units_missing=bool(seen.missing.units),
        store_form=store_form or StoreForm(formdata=None),
        refusal=refusal,
        crumbs=crumbs_of(upload),
        step=3,
    )


def _missing_form(chosen: Chosen, units: list[Unit]) -> MissingForm:
    form = MissingForm(
        formdata=None, create=chosen.under is not None, under=str(chosen.under or ""), chart=chosen.chart,
        direction=chosen.direction, target=chosen.target, lookalikes=chosen.lookalikes,
    )  # fmt: skip
    form.offer(units)
    return form


def units_to_create_below(seen: Review, by: Person) -> list[Unit]:
    """The units below which this person may make what this upload misses, in the order of the tree."""
    if not seen.missing:
        return []
    units = {each.id: each for top in by.units_where(Permission.UPLOAD_MEASUREMENTS) for each in organisation.within(top)}
    return [
        each
        for each in units.values()
        if may_create(by, seen.missing, each) and not (seen.missing.units and each.kind is UnitKind.WARD)
    ]


def done(upload: Upload) -> str:
    """What became of an upload, with the charts that it touched: concerns first."""
    readings = readings_of(upload.mapping.get("series", [])[:CHARTS_READ])
    ordered = sorted(
        readings.values(),
        key=lambda each: (not each.gives_concern, not each.is_improving, each.series.rolled_up, each.series_id),
    )
    metrics: dict[int, Metric] = {each.series.metric_id: each.series.metric for each in ordered}
    return render_template(
        f"{FOLDER}/done.html",
        upload=upload,
        stored=upload.state is UploadState.STORED,
        tag=STATES[upload.state],
        sentence=done_sentence(upload),
        facts=facts_of(upload),
        readings=ordered[:CHARTS_SHOWN],
        touched=upload.mapping.get("touched", len(readings)),
        metrics=[(each.name, url_for("control.summary", metric=each.id)) for each in list(metrics.values())[:CHARTS_SHOWN]],
        may_upload=person().can_anywhere(Permission.UPLOAD_MEASUREMENTS),
        crumbs=crumbs_of(upload),
        step=4,
    )


def gone(upload: Upload, error: TableError | FormulaError) -> tuple[str, int]:
    """The file can't be read any more."""
    db.session.rollback()
    page: dict[str, Any] = {"upload": upload, "sentence": str(error), "crumbs": crumbs_of(upload)}
    return render_template(f"{FOLDER}/gone.html", **page), 422
