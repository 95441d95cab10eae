"""Claiming benefits, editing and removing them, and writing down that somebody checked one."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.benefits import actions
from qms.improvement.benefits.forms import BenefitForm, CheckForm, RemoveForm, benefit_data, benefit_fields
from qms.improvement.benefits.models import Benefit, BenefitState
from qms.improvement.benefits.presenters import benefit_views
from qms.improvement.benefits.queries import benefit as benefit_by_id
from qms.improvement.benefits.queries import project_of_benefit, unit_of_benefit
from qms.improvement.blueprint import blueprint
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import is_on, runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel.editing import check_edit, check_step
from qms.people.access import needs, person
from qms.people.roles import Permission

CHANGED = "Somebody changed the claim while you were reading it. Look at what it says now before you store your check."


@blueprint.post("/projects/<int:project_id>/benefits")
@runs_project()
def benefit_new(project_id: int) -> ResponseReturnValue:
    """Claim a benefit."""
    project, form = project_by_id(project_id), BenefitForm()
    if not form.validate_on_submit():
        return render_project(project, tab="benefits", forms={"benefit": form}, status=422)
    actions.claim(project, by=person(), **benefit_fields(form))
    flash("Stored: your claim. It counts as claimed until somebody outside the project has checked it.", "success")
    return redirect(part_url(project_id, "benefits"), 303)


@blueprint.route("/benefits/<int:benefit_id>/edit", methods=["GET", "POST"])
@runs_project(project_of_benefit)
def benefit_edit(benefit_id: int) -> ResponseReturnValue:
    """Change a claim, which two people may do at once; one that was checked then waits to be checked again."""
    benefit = benefit_by_id(benefit_id)
    stored = benefit_data(benefit)
    form = BenefitForm(data=stored)
    edit = check_edit(form, benefit, stored)
    if edit.accepted:
        actions.edit(benefit, by=person(), **benefit_fields(form))
        flash("Stored: your claim.", "success")
        return _back(benefit)
    page = render_template("improvement/benefits/edit.html", form=form, benefit=benefit, conflict=edit.conflict)
    return page, edit.status


@blueprint.route("/benefits/<int:benefit_id>/delete", methods=["GET", "POST"])
@runs_project(project_of_benefit)
def benefit_remove(benefit_id: int) -> ResponseReturnValue:
    """Ask, then take a claim back."""
    benefit, form = benefit_by_id(benefit_id), RemoveForm()
    if form.validate_on_submit():
        actions.remove(benefit, by=person())
        flash("Removed: the claim.", "success")
        return _back(benefit)
    page = render_template("improvement/benefits/remove.html", form=form, benefit=benefit, view=benefit_views([benefit])[0])
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/benefits/<int:benefit_id>/check", methods=["GET", "POST"])
@needs(Permission.CONFIRM_BENEFITS, unit_of=unit_of_benefit)
def benefit_check(benefit_id: int) -> ResponseReturnValue:
    """Write down that it was checked; nobody on the project writes that of the project's own claim."""
    benefit = benefit_by_id(benefit_id)
    form = CheckForm(data={"checked_by": person().name, "version": str(benefit.version)})
    own = benefit.by_id == person().id or is_on(person(), benefit.project)
    step = check_step(form, benefit, CHANGED)
    if step.accepted and not own:
        actions.check(
            benefit,
            state=BenefitState(form.state.data),
            checked_by=form.checked_by.data or "",
            note=form.note.data or "",
            by=person(),
        )
        flash("Stored: what the check found.", "success")
        return _back(benefit)
    page = render_template(
        "improvement/benefits/check.html", form=form, benefit=benefit, view=benefit_views([benefit])[0], own=own
    )
    return page, 422 if step.accepted else step.status


def _back(benefit: Benefit) -> Response:
    return redirect(part_url(benefit.project_id, "benefits"), 303)
