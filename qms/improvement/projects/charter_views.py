"""Editing a project's charter, which two people may do at once."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from qms.golden_thread.objectives.models import Objective
from qms.improvement.approvals.presenters import put_back_warning
from qms.improvement.blueprint import blueprint
from qms.improvement.fields import suggestions
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.aims import check_aim
from qms.improvement.projects.forms import CharterForm, charter_data, charter_fields
from qms.improvement.projects.methods import words_of
from qms.improvement.projects.models import Project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.projects.queries import units_for
from qms.kernel.db import db
from qms.kernel.editing import check_edit
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, require
from qms.people.roles import Permission


@blueprint.route("/projects/<int:project_id>/edit", methods=["GET", "POST"])
@runs_project()
def project_edit(project_id: int) -> ResponseReturnValue:
    """The whole charter as one form."""
    project = project_by_id(project_id)
    stored = charter_data(project)
    form = CharterForm(data=stored).offer(project, units_for(person(), Permission.RUN_PROJECTS))
    edit = check_edit(form, project, stored)
    if edit.accepted:
        return _store(project, form)
    page = render_template(
        "improvement/projects/edit.html",
        form=form,
        project=project,
        conflict=edit.conflict,
        words=words_of(project.method),
        aim_hint=check_aim(form.aim.data, unit=project.unit.name).hint if form.aim.data else "",
        colleagues=suggestions(),
        approval_warning=put_back_warning(project),
    )
    return page, edit.status


def _store(project: Project, form: CharterForm) -> ResponseReturnValue:
    unit = project.unit
    if form.unit.data != project.unit_id:
        unit = unit_by_id(form.unit.data)
        require(Permission.RUN_PROJECTS, unit)
    edit_charter(
        project,
        by=person(),
        **charter_fields(form),
        unit=unit,
        objective=db.session.get(Objective, form.objective.data) if form.objective.data else None,
    )
    flash("Stored: the charter.", "success")
    return redirect(part_url(project.id, "charter"), 303)
