"""The history of one measurement: what stood there before, brought back or taken out."""

import datetime as dt

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.measurements.actions import remove_measurements, store_measurements
from qms.control.measurements.history.forms import RemoveForm, RestoreForm
from qms.control.measurements.history.page import history_page, load, revision_of, row_of
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission
from qms.spc import SeriesError

RESTORED = "An earlier figure was restored"


def unit_of(series_id: int, **_: object) -> Unit:
    """The unit of the chart, for the access marks."""
    return load(series_id).unit


@blueprint.get("/charts/<int:series_id>/periods/<day:period>")
@signed_in
def measurement_history(series_id: int, period: dt.date) -> ResponseReturnValue:
    """What is stored for the period, and every value that it replaced."""
    return _page(series_id, period)


@blueprint.post("/charts/<int:series_id>/periods/<day:period>/restore")
@needs(Permission.ENTER_MEASUREMENTS, unit_of=unit_of)
def measurement_restore(series_id: int, period: dt.date) -> ResponseReturnValue:
    """Bring an earlier value back; what it replaces is kept in its turn."""
    series, form = load(series_id), RestoreForm()
    revision = revision_of(series, period, form.revision_id.data or "")
    if series.rolled_up or not form.validate_on_submit():
        return _page(series_id, period), 422
    try:
        store_measurements([row_of(revision, series)], by=person(), reason=(form.reason.data or "").strip() or RESTORED)
    except SeriesError as error:
        return _refused(series_id, period, error)
    flash("Stored: the earlier figure stands again.", "success")
    return _back(series_id, period)


@blueprint.post("/charts/<int:series_id>/periods/<day:period>/remove")
@needs(Permission.ENTER_MEASUREMENTS, unit_of=unit_of)
def measurement_remove(series_id: int, period: dt.date) -> ResponseReturnValue:
    """Take the measurement out; it stays in the history."""
    series, form = load(series_id), RemoveForm()
    if series.rolled_up or not form.validate_on_submit():
        return _page(series_id, period, form), 422
    try:
        removed = remove_measurements(series, [period], by=person(), reason=form.reason.data or "")
    except SeriesError as error:
        return _refused(series_id, period, error)
    flash("Removed: the figure is kept in this history." if removed else "There was nothing to remove.", "success")
    return _back(series_id, period)


def _back(series_id: int, period: dt.date) -> ResponseReturnValue:
    return redirect(url_for("control.measurement_history", series_id=series_id, period=period), 303)


def _refused(series_id: int, period: dt.date, error: SeriesError) -> ResponseReturnValue:
    db.session.rollback()
    return _page(series_id, period, refusal=str(error)), 422


def _page(series_id: int, period: dt.date, form: RemoveForm | None = None, refusal: str = "") -> str:
    return render_template(
        "control/measurements/history/history.html",
        page=history_page(load(series_id), period, person()),
        form=form or RemoveForm(formdata=None),
        refusal=refusal,
    )
