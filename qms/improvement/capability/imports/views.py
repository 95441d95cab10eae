"""Files of learning systems: the list, choosing one, a file's own page at each step, and its errors as a file."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.improvement.blueprint import blueprint
from qms.improvement.capability.imports import queries
from qms.improvement.capability.imports.actions import receive
from qms.improvement.capability.imports.choosing import Chosen
from qms.improvement.capability.imports.forms import ChooseForm
from qms.improvement.capability.imports.opening import table_of
from qms.improvement.capability.imports.pages import columns_step, done, gone, preview_step
from qms.improvement.capability.imports.presenters import STATES
from qms.improvement.capability.imports.reviewing import review
from qms.improvement.capability.models import ImportState, TrainingImport
from qms.kernel.paging import page_of
from qms.kernel.too_large import takes_large
from qms.kernel.uploads import TableError, safe_csv
from qms.people.access import needs, person
from qms.people.roles import Permission

LIST = "A list has 5 MB at most: bring it in by year, or without the columns that are not needed."


@blueprint.get("/capability/imports")
@needs(Permission.KEEP_TRAINING)
def capability_imports() -> ResponseReturnValue:
    """Every file, newest first; those that wait only to their owner."""
    page = page_of(queries.imports_seen_by(person()), size=40)
    return render_template("improvement/capability/imports/index.html", page=page, states=STATES)


@blueprint.route("/capability/imports/new", methods=["GET", "POST"])
@needs(Permission.KEEP_TRAINING)
@takes_large(LIST)
def capability_import_new() -> ResponseReturnValue:
    """Choose a file or paste a list. Nothing is stored as trainings yet."""
    form = ChooseForm()
    if form.validate_on_submit():
        name, data = form.content()
        try:
            found = receive(filename=name, data=data, pasted=not form.file.data, by=person())
        except TableError as refused:
            form.refuse(refused)
        else:
            return redirect(url_for("improvement.capability_import", training_import_id=found.id), 303)
    return render_template("improvement/capability/imports/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/capability/imports/<int:training_import_id>")
@needs(Permission.KEEP_TRAINING)
def capability_import(training_import_id: int) -> ResponseReturnValue:
    """A file where it stands: its columns, its preview, or what became of it."""
    found = queries.import_for(training_import_id, person())
    if found.state is not ImportState.WAITING:
        return done(found)
    try:
        if Chosen.of(found.mapping).is_mapped and "columns" not in request.args:
            return preview_step(found)
        return columns_step(found, sheet=request.args.get("sheet"))
    except TableError as error:
        return gone(found, error)


@blueprint.get("/capability/imports/<int:training_import_id>.csv")
@needs(Permission.KEEP_TRAINING)
def capability_import_errors(training_import_id: int) -> ResponseReturnValue:
    """The rows of a file that have errors, as they came, each with its reasons."""
    found = queries.import_for(training_import_id, person())
    if found.state is ImportState.DISCARDED:
        raise NotFound("This file is gone. Bring it in again to see its errors.")
    text = safe_csv([], ["row", "reason"], bom=True) if found.state is ImportState.STORED else _errors_of(found)
    name = f"training-{found.id}-errors.csv"
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _errors_of(found: TrainingImport) -> str:
    chosen = Chosen.of(found.mapping)
    try:
        table = table_of(found, chosen.sheet)
        return review(table, chosen, by=person()).errors.to_csv(table)
    except TableError as error:
        raise NotFound(str(error)) from error
