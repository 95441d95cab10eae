"""Uploads: the list, choosing a file, an upload's own page at each of its steps, and its errors as a file."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.control.blueprint import blueprint
from qms.control.charts.views import download
from qms.control.measurements.models import Upload, UploadState
from qms.control.measurements.uploads import queries
from qms.control.measurements.uploads.actions import receive
from qms.control.measurements.uploads.choosing import Chosen
from qms.control.measurements.uploads.forms import ChooseForm
from qms.control.measurements.uploads.opening import table_of
from qms.control.measurements.uploads.pages import columns_step, done, gone, preview_step
from qms.control.measurements.uploads.presenters import STATES, crumbs_of
from qms.control.measurements.uploads.reviewing import review
from qms.kernel.paging import page_of
from qms.kernel.too_large import TABLE, takes_large
from qms.kernel.uploads import FormulaError, TableError, safe_csv
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission


@blueprint.get("/uploads")
@signed_in
def uploads() -> ResponseReturnValue:
    """Every upload, newest first; those that wait only to their owner."""
    state = request.args.get("state", "")
    return render_template(
        "control/measurements/uploads/index.html",
        page=page_of(queries.uploads_seen_by(person(), state=state), size=40),
        states=STATES,
        state=state,
        crumbs=crumbs_of(),
        may_upload=person().can_anywhere(Permission.UPLOAD_MEASUREMENTS),
    )


@blueprint.route("/uploads/new", methods=["GET", "POST"])
@needs(Permission.UPLOAD_MEASUREMENTS)
@takes_large(TABLE)
def upload_new() -> ResponseReturnValue:
    """Choose a file or paste a table. Nothing is stored as measurements yet."""
    form = ChooseForm()
    if form.validate_on_submit():
        name, data = form.content()
        try:
            upload = receive(
                filename=name,
                data=data,
                pasted=not form.file.data,
                source=" ".join((form.source.data or "").split()),
                by=person(),
            )
        except TableError as refused:
            form.refuse(refused)
        else:
            return redirect(url_for("control.upload", upload_id=upload.id), 303)
    page = render_template("control/measurements/uploads/new.html", form=form, sources=queries.sources(), crumbs=crumbs_of())
    return page, 422 if form.errors else 200


@blueprint.get("/uploads/<int:upload_id>")
@signed_in
def upload(upload_id: int) -> ResponseReturnValue:
    """An upload where it stands: its columns, its preview, or what became of it."""
    found = queries.upload_for(upload_id, person())
    if found.state is not UploadState.MAPPING:
        return done(found)
    try:
        if Chosen.of(found.mapping).is_mapped and "columns" not in request.args:
            return preview_step(found)
        return columns_step(found, sheet=request.args.get("sheet"))
    except (TableError, FormulaError) as error:
        return gone(found, error)


@blueprint.get("/uploads/<int:upload_id>.csv")
@signed_in
def upload_errors(upload_id: int) -> ResponseReturnValue:
    """The rows of an upload that have errors, as they came, each with its reasons."""
    found = queries.upload_for(upload_id, person())
    if found.state is UploadState.REFUSED:
        raise NotFound("The file of this upload is gone. Upload it again to see its errors.")
    content = safe_csv([], ["row", "reason"], bom=True) if found.state is UploadState.STORED else _errors_of(found)
    return download(content, f"upload-{found.id}-errors.csv", "text/csv")


def _errors_of(found: Upload) -> str:
    chosen = Chosen.of(found.mapping)
    try:
        table = table_of(found, chosen.sheet)
        return review(table, chosen, by=person(), filename=found.filename).errors.to_csv(table)
    except (TableError, FormulaError) as error:
        raise NotFound(str(error)) from error
