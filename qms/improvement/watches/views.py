"""Control watches of a unit, and changing those of a project."""

from collections.abc import Mapping

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from qms.golden_thread.readings.queries import readings_of
from qms.improvement.blueprint import blueprint
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.choices import unit_choices
from qms.improvement.projects.listing import units_with_projects
from qms.improvement.projects.models import Stage
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.watches import queries
from qms.improvement.watches.actions import set_until
from qms.improvement.watches.forms import WatchForm
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.improvement.watches.opening import end_watch, months_after, open_watches
from qms.improvement.watches.presenters import CSV_COLUMNS, csv_cells, sentence, watch_rows
from qms.improvement.watches.wording import STATE_WORDS
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import day
from qms.kernel.paging import page_of
from qms.kernel.uploads.export import safe_csv
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in

CSV_ROWS = 5_000
BY_HAND = "The team ended it."


@blueprint.get("/watches")
@signed_in
def watches() -> ResponseReturnValue:
    """The watches of a unit and all below it, or of all units."""
    filters = _filters(request.args)
    page = page_of(queries.statement(filters), size=50)
    readings = readings_of([each.series_id for each in page.items])
    return render_template(
        "improvement/watches/index.html",
        filters=filters,
        sentence=sentence(queries.totals(filters)),
        page=page,
        rows=watch_rows(page.items, readings),
        units=unit_choices(units_with_projects()),
        states=[(state.value, STATE_WORDS[state]) for state in WatchState],
    )


@blueprint.get("/watches.csv")
@signed_in
def watches_csv() -> Response:
    """The same as a file."""
    found: list[ControlWatch] = list(
        db.session.execute(queries.statement(_filters(request.args)).limit(CSV_ROWS)).unique().scalars()
    )
    readings = readings_of([each.series_id for each in found])
    text = safe_csv([csv_cells(each, readings.get(each.series_id)) for each in found], CSV_COLUMNS, bom=True)
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": "attachment; filename=watches.csv"})


@blueprint.post("/projects/<int:project_id>/watches")
@runs_project()
def watch_new(project_id: int) -> ResponseReturnValue:
    """Watch a completed project's measures for so long from today: those that are watched already until that day, too."""
    project, form = project_by_id(project_id), WatchForm()
    if not form.validate_on_submit():
        return render_project(project, tab="measures", forms={"watch": form}, status=422)
    if project.stage is not Stage.COMPLETED:
        flash("A watch follows a completed project. While it goes on, its charts are its own to follow.", "info")
        return redirect(part_url(project_id, "measures", "watches"), 303)
    until = months_after(clock.today(), form.months.data)
    for each in queries.watches_of(project_id):
        if each.is_watching:
            set_until(each, until=until, by=person())
    open_watches(project, since=clock.today(), months=form.months.data, by=person())
    flash(f"Stored: the measures are watched until {day(until)}.", "success")
    return redirect(part_url(project_id, "measures", "watches"), 303)


@blueprint.post("/watches/<int:watch_id>/end")
@runs_project(queries.project_of_watch)
def watch_end(watch_id: int) -> ResponseReturnValue:
    """End a watch before its time; one that is over stays as it is."""
    watch = queries.watch(watch_id)
    if watch.is_watching:
        end_watch(watch, reason=BY_HAND, by=person())
        flash("Stored: this measure is no longer watched. Its chart is still there.", "success")
    return redirect(part_url(watch.project_id, "measures", "watches"), 303)


def _filters(query: Mapping[str, str]) -> queries.Filters:
    """What the address asks for; a unit that does not exist is a 404, other nonsense is passed over."""
    unit, state = query.get("unit", ""), query.get("state", "")
    asked = int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 10 else 0
    return queries.Filters(
        unit=unit_by_id(asked) if asked else None,
        state=WatchState(state) if state in set(WatchState) else None,
    )
