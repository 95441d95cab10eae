"""Milestones: set, reached by a tap, edited, taken off the line."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.work.forms import MilestoneEditForm, MilestoneForm
from qms.improvement.work.milestone_actions import (
    add_milestone,
    edit_milestone,
    reach_milestone,
    remove_milestone,
    reopen_milestone,
)
from qms.improvement.work.models import Milestone
from qms.improvement.work.queries import milestone as milestone_by_id
from qms.improvement.work.queries import project_of_milestone
from qms.kernel.editing import check_edit
from qms.people.access import person


@blueprint.post("/projects/<int:project_id>/milestones")
@runs_project()
def milestone_new(project_id: int) -> ResponseReturnValue:
    """Set a point on the way."""
    project, form = project_by_id(project_id), MilestoneForm(prefix="milestone")
    if not form.validate_on_submit():
        return render_project(project, tab="plan", forms={"milestone": form}, status=422)
    add_milestone(project, title=form.title.data or "", due_on=form.due_on.data, by=person())
    flash("Stored: the milestone.", "success")
    return _to_milestones(project_id)


@blueprint.post("/milestones/<int:milestone_id>/reached")
@runs_project(project_of_milestone)
def milestone_reached(milestone_id: int) -> ResponseReturnValue:
    """It is reached, today."""
    milestone = milestone_by_id(milestone_id)
    reach_milestone(milestone, by=person())
    flash(f"Stored: reached. {milestone.title}", "success")
    return _to_milestones(milestone.project_id)


@blueprint.post("/milestones/<int:milestone_id>/reopen")
@runs_project(project_of_milestone)
def milestone_reopen(milestone_id: int) -> ResponseReturnValue:
    """It is not reached after all."""
    milestone = milestone_by_id(milestone_id)
    reopen_milestone(milestone, by=person())
    flash(f"Stored: not reached yet. {milestone.title}", "success")
    return _to_milestones(milestone.project_id)


@blueprint.route("/milestones/<int:milestone_id>/edit", methods=["GET", "POST"])
@runs_project(project_of_milestone)
def milestone_edit(milestone_id: int) -> ResponseReturnValue:
    """Change its words or its days; two people may do so at once."""
    milestone = milestone_by_id(milestone_id)
    stored = _data(milestone)
    form = MilestoneEditForm(data=stored)
    edit = check_edit(form, milestone, stored)
    if edit.accepted:
        return _store(milestone, form)
    page = render_template(
        "improvement/work/milestone.html",
        form=form,
        milestone=milestone,
        project=project_by_id(milestone.project_id),
        conflict=edit.conflict,
    )
    return page, edit.status


@blueprint.post("/milestones/<int:milestone_id>/remove")
@runs_project(project_of_milestone)
def milestone_remove(milestone_id: int) -> ResponseReturnValue:
    """Take it off the line."""
    milestone = milestone_by_id(milestone_id)
    project_id = milestone.project_id
    remove_milestone(milestone, by=person())
    flash("Removed: the milestone.", "success")
    return _to_milestones(project_id)


def _store(milestone: Milestone, form: MilestoneEditForm) -> Response:
    edit_milestone(
        milestone,
        title=form.title.data or "",
        due_on=form.due_on.data,
        reached_on=form.reached_on.data,
        by=person(),
    )
    flash("Stored: the milestone.", "success")
    return _to_milestones(milestone.project_id)


def _data(milestone: Milestone) -> dict[str, Any]:
    names = ("title", "due_on", "reached_on")
    return {"version": str(milestone.version)} | {name: getattr(milestone, name) for name in names}


def _to_milestones(project_id: int) -> Response:
    return redirect(part_url(project_id, "plan", "milestones"), 303)
