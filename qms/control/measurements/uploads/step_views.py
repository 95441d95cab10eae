"""The buttons of an upload on its way: columns said, missing names made, stored, discarded."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.measurements.models import Upload
from qms.control.measurements.uploads import queries
from qms.control.measurements.uploads.actions import choose, discard_upload, store_upload
from qms.control.measurements.uploads.choosing import Chosen
from qms.control.measurements.uploads.forms import ColumnsForm, MissingForm, StoreForm
from qms.control.measurements.uploads.opening import table_of
from qms.control.measurements.uploads.pages import columns_step, gone, preview_step, units_to_create_below
from qms.control.measurements.uploads.reviewing import review
from qms.golden_thread.metrics.definitions import RefusedError
from qms.kernel.db import db
from qms.kernel.uploads import FormulaError, TableError
from qms.organisation.rules import UnitRefusedError
from qms.people.access import needs, person
from qms.people.roles import Permission
from qms.spc import SeriesError


@blueprint.post("/uploads/<int:upload_id>/columns")
@needs(Permission.UPLOAD_MEASUREMENTS)
def upload_columns(upload_id: int) -> ResponseReturnValue:
    """Keep how the columns are read."""
    upload = queries.waiting(upload_id, person())
    form = ColumnsForm()
    try:
        form.offer(table_of(upload, form.sheet.data).columns)
    except TableError as error:
        return gone(upload, error)
    if form.validate_on_submit():
        try:
            choose(upload=upload, chosen=form.chosen(Chosen.of(upload.mapping)), by=person())
        except (TableError, FormulaError) as refused:
            form.form_errors.append(str(refused))
        else:
            return redirect(url_for("control.upload", upload_id=upload.id), 303)
    return columns_step(upload, sheet=form.sheet.data, form=form), 422


@blueprint.post("/uploads/<int:upload_id>/missing")
@needs(Permission.UPLOAD_MEASUREMENTS)
def upload_missing(upload_id: int) -> ResponseReturnValue:
    """Keep whether missing units and metrics are made, and whether look-alikes of NHS numbers are accepted."""
    upload = queries.waiting(upload_id, person())
    form, chosen = MissingForm(), Chosen.of(upload.mapping)
    try:
        form.offer(_units_below(upload, chosen))
        if form.validate_on_submit():
            choose(upload=upload, chosen=form.change(chosen), by=person())
            return redirect(url_for("control.upload", upload_id=upload.id), 303)
        return preview_step(upload, missing_form=form), 422
    except (TableError, FormulaError) as error:
        return gone(upload, error)


def _units_below(upload: Upload, chosen: Chosen) -> list:
    return units_to_create_below(review(table_of(upload, chosen.sheet), chosen, by=person()), person())


@blueprint.post("/uploads/<int:upload_id>/store")
@needs(Permission.UPLOAD_MEASUREMENTS)
def upload_store(upload_id: int) -> ResponseReturnValue:
    """The last button: store everything, or nothing."""
    upload = queries.waiting(upload_id, person())
    form, refusal = StoreForm(), ""
    try:
        if form.validate_on_submit():
            try:
                imported = store_upload(upload=upload, reason=(form.reason.data or "").strip(), by=person())
            except (RefusedError, UnitRefusedError, SeriesError) as refused:
                refusal = str(refused)
            else:
                if not len(imported.errors):
                    flash(f"Stored: {upload.filename}", "success")
                    return redirect(url_for("control.upload", upload_id=upload_id), 303)
            db.session.rollback()
            upload = queries.waiting(upload_id, person())
        return preview_step(upload, store_form=form, refusal=refusal), 422
    except (TableError, FormulaError) as error:
        return gone(upload, error)


@blueprint.post("/uploads/<int:upload_id>/discard")
@needs(Permission.UPLOAD_MEASUREMENTS)
def upload_discard(upload_id: int) -> ResponseReturnValue:
    """Let the upload go."""
    upload = queries.waiting(upload_id, person())
    discard_upload(upload=upload, by=person())
    flash(f"Discarded: nothing of {upload.filename} was stored.", "success")
    return redirect(url_for("control.uploads"), 303)
