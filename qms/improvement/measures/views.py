"""Linking measures to a project and unlinking them."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.measures.actions import link_measure, unlink_measure
from qms.improvement.measures.forms import MeasureForm
from qms.improvement.measures.presenters import series_name
from qms.improvement.measures.queries import link as link_by_id
from qms.improvement.measures.queries import linkable, project_of_link
from qms.improvement.measures.queries import series as series_by_id
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import measures_of
from qms.improvement.projects.queries import project as project_by_id
from qms.people.access import person


@blueprint.post("/projects/<int:project_id>/measures")
@runs_project()
def measure_new(project_id: int) -> ResponseReturnValue:
    """Link a series of the project's unit or of one above it."""
    project = project_by_id(project_id)
    linked = [link.series_id for link in measures_of([project_id]).get(project_id, [])]
    form = MeasureForm().offer(linkable(project.unit), linked)
    if not form.validate_on_submit():
        return render_project(project, tab="measures", forms={"measure": form}, status=422)
    series = series_by_id(form.series.data)
    link_measure(project, series=series, by=person())
    flash(f"Stored: {series_name(series)} is a measure of this project.", "success")
    return redirect(part_url(project_id, "measures"), 303)


@blueprint.post("/measures/<int:link_id>/unlink")
@runs_project(project_of_link)
def measure_unlink(link_id: int) -> ResponseReturnValue:
    """Take a measure away from its project; the chart itself stays."""
    link = link_by_id(link_id)
    project_id, name = link.project_id, series_name(link.series)
    unlink_measure(link, by=person())
    flash(f"Stored: {name} is no longer a measure of this project. Its chart is still there.", "success")
    return redirect(part_url(project_id, "measures"), 303)
