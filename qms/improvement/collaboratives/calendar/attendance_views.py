"""Who came to a session or a call."""

from flask import abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.addresses import tab_url
from qms.improvement.collaboratives.calendar.actions import count_attendance
from qms.improvement.collaboratives.calendar.forms import as_shown, attendance_form, field_name
from qms.improvement.collaboratives.calendar.queries import attendance_of
from qms.improvement.collaboratives.models import EventKind
from qms.improvement.collaboratives.naming import names_of
from qms.improvement.collaboratives.permissions import runs_collaborative
from qms.improvement.collaboratives.queries import event as event_by_id
from qms.improvement.collaboratives.queries import of_event, teams_of
from qms.kernel.formats import listed
from qms.people.access import person


@blueprint.route("/collaboratives/events/<int:event_id>/attendance", methods=["GET", "POST"])
@runs_collaborative(of_event)
def event_attendance(event_id: int) -> ResponseReturnValue:
    """How many people of each team came."""
    event = event_by_id(event_id)
    if event.kind is EventKind.ACTION_PERIOD:
        abort(404)  # nobody goes to an action period
    teams = teams_of(event.collaborative_id, event.starts_on)
    form = attendance_form(teams, attendance_of([event_id])[event_id])
    if form.validate_on_submit():
        people = {each.id: form[field_name(each)].data for each in teams}
        overtaken = count_attendance(event, people=people, shown=as_shown(form), by=person())
        names = listed([name for team_id, name in names_of(teams).items() if team_id in overtaken])
        kept = f" Somebody else stored another number meanwhile for {names}, and that stands: look again." if names else ""
        flash(f"Stored: who came to {event.title}.{kept}", "success")
        return redirect(tab_url(event.collaborative_id, "calendar"), 303)
    page = render_template(
        "improvement/collaboratives/calendar/attendance.html",
        collaborative=of_event(event_id),
        event=event,
        form=form,
        fields=[form[field_name(each)] for each in teams],
    )
    return page, 422 if form.errors else 200
