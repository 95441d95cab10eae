"""The calendar: events set, changed, removed; a whole series filled in; the file for one's own calendar."""

from flask import Response as FileResponse
from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.addresses import tab_url
from qms.improvement.collaboratives.calendar.actions import add_event, edit_event, fill_in, remove_event
from qms.improvement.collaboratives.calendar.forms import EventEditForm, EventForm, SeriesForm, event_data
from qms.improvement.collaboratives.calendar.ics import ics
from qms.improvement.collaboratives.calendar.proposing import series_of, session_days
from qms.improvement.collaboratives.calendar.queries import has_storyboards
from qms.improvement.collaboratives.page import render_collaborative
from qms.improvement.collaboratives.permissions import runs_collaborative
from qms.improvement.collaboratives.queries import collaborative as collaborative_by_id
from qms.improvement.collaboratives.queries import event as event_by_id
from qms.improvement.collaboratives.queries import events_of, of_event
from qms.kernel import clock
from qms.kernel.editing import check_edit
from qms.kernel.formats import count
from qms.people.access import person, signed_in

FOLDER = "improvement/collaboratives/calendar"


@blueprint.post("/collaboratives/<int:collaborative_id>/events")
@runs_collaborative()
def event_new(collaborative_id: int) -> ResponseReturnValue:
    """Put an event into the calendar."""
    found, form = collaborative_by_id(collaborative_id), EventForm(prefix="event")
    if not form.validate_on_submit():
        return render_collaborative(found, tab="calendar", forms={"event": form}, status=422)
    made = add_event(found, **form.fields(), by=person())
    return _back(found.id, f"Stored: {made.title}.")


@blueprint.route("/collaboratives/<int:collaborative_id>/events/series", methods=["GET", "POST"])
@runs_collaborative()
def event_series(collaborative_id: int) -> ResponseReturnValue:
    """Fill in a breakthrough series by the days of its sessions."""
    found = collaborative_by_id(collaborative_id)
    first, second, third = session_days(found.starts_on, found.ends_on, clock.today())
    form = SeriesForm(data={"first": first, "second": second, "third": third, "calls": True})
    if form.validate_on_submit():
        days = [form.first.data, form.second.data, form.third.data]
        made = fill_in(found, proposed=series_of(days, found.ends_on, calls=bool(form.calls.data)), by=person())
        return _back(found.id, f"Stored: {count(len(made), 'event')}. Change each as you need.")
    already = len(events_of(found.id))
    page = render_template(f"{FOLDER}/series.html", collaborative=found, form=form, already=already)
    return page, 422 if form.errors else 200


@blueprint.route("/collaboratives/events/<int:event_id>/edit", methods=["GET", "POST"])
@runs_collaborative(of_event)
def event_edit(event_id: int) -> ResponseReturnValue:
    """Change it, or write down what was said; two people may do so at once."""
    event = event_by_id(event_id)
    stored = event_data(event)
    form = EventEditForm(data=stored)
    if has_storyboards(event_id):
        form.keep_session()
    edit = check_edit(form, event, stored)
    if edit.accepted:
        edit_event(event, **form.fields(), by=person())
        return _back(event.collaborative_id, f"Stored: {event.title}.")
    page = render_template(
        f"{FOLDER}/edit.html", collaborative=of_event(event_id), event=event, form=form, conflict=edit.conflict
    )
    return page, edit.status


@blueprint.post("/collaboratives/events/<int:event_id>/remove")
@runs_collaborative(of_event)
def event_remove(event_id: int) -> ResponseReturnValue:
    """Take it out of the calendar."""
    event = event_by_id(event_id)
    if has_storyboards(event_id):
        flash("Nothing was removed: teams have written storyboards for it. Change its day or its name instead.", "info")
        return redirect(tab_url(event.collaborative_id, "calendar"), 303)
    remove_event(event, by=person())
    return _back(event.collaborative_id, f"Removed: {event.title}.")


@blueprint.get("/collaboratives/<int:collaborative_id>.ics")
@signed_in
def collaborative_ics(collaborative_id: int) -> FileResponse:
    """The calendar as a file that calendars read."""
    found = collaborative_by_id(collaborative_id)
    headers = {"Content-Disposition": f"attachment; filename=collaborative-{found.id}.ics"}
    content = ics(found, events_of(found.id), request.host.split(":")[0])
    return FileResponse(content, mimetype="text/calendar", headers=headers)


def _back(collaborative_id: int, said: str) -> Response:
    flash(said, "success")
    return redirect(tab_url(collaborative_id, "calendar"), 303)
