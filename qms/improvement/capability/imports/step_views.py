"""The buttons of a file on its way in: columns said, options, stored, discarded."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.capability.imports import queries
from qms.improvement.capability.imports.actions import choose, discard, store_import
from qms.improvement.capability.imports.choosing import Chosen
from qms.improvement.capability.imports.forms import ColumnsForm, OptionsForm
from qms.improvement.capability.imports.opening import table_of
from qms.improvement.capability.imports.pages import columns_step, gone, preview_step
from qms.kernel.uploads import TableError
from qms.people.access import needs, person
from qms.people.roles import Permission


@blueprint.post("/capability/imports/<int:training_import_id>/columns")
@needs(Permission.KEEP_TRAINING)
def capability_import_columns(training_import_id: int) -> ResponseReturnValue:
    """Keep how the columns are read."""
    found = queries.waiting(training_import_id, person())
    form = ColumnsForm()
    try:
        form.offer(table_of(found, form.sheet.data).columns)
    except TableError as error:
        return gone(found, error)
    if form.validate_on_submit():
        try:
            choose(found, chosen=form.chosen(Chosen.of(found.mapping)), by=person())
        except TableError as refused:
            form.form_errors.append(str(refused))
        else:
            return redirect(url_for("improvement.capability_import", training_import_id=found.id), 303)
    return columns_step(found, sheet=form.sheet.data, form=form), 422


@blueprint.post("/capability/imports/<int:training_import_id>/options")
@needs(Permission.KEEP_TRAINING)
def capability_import_options(training_import_id: int) -> ResponseReturnValue:
    """Keep what may be done besides recording trainings."""
    found, form = queries.waiting(training_import_id, person()), OptionsForm()
    try:
        if form.validate_on_submit():
            choose(found, chosen=form.change(Chosen.of(found.mapping)), by=person())
            return redirect(url_for("improvement.capability_import", training_import_id=found.id), 303)
        return preview_step(found, options=form), 422
    except TableError as error:
        return gone(found, error)


@blueprint.post("/capability/imports/<int:training_import_id>/store")
@needs(Permission.KEEP_TRAINING)
def capability_import_store(training_import_id: int) -> ResponseReturnValue:
    """The last button: store everything, or nothing."""
    found = queries.waiting(training_import_id, person())
    try:
        seen = store_import(found, by=person())
        if len(seen.errors):
            return preview_step(found), 422
    except TableError as error:
        return gone(found, error)
    flash(f"Stored: {found.filename}", "success")
    return redirect(url_for("improvement.capability_import", training_import_id=training_import_id), 303)


@blueprint.post("/capability/imports/<int:training_import_id>/discard")
@needs(Permission.KEEP_TRAINING)
def capability_import_discard(training_import_id: int) -> ResponseReturnValue:
    """Let the file go."""
    found = queries.waiting(training_import_id, person())
    discard(found, by=person())
    flash(f"Discarded: nothing of {found.filename} was stored.", "success")
    return redirect(url_for("improvement.capability_imports"), 303)
