"""Setting, changing and deleting an objective."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from qms.golden_thread.objectives import actions, queries
from qms.golden_thread.objectives.actions import Facts, ObjectiveInUseError
from qms.golden_thread.objectives.choices import blank, entered, facts_in, fill_choices
from qms.golden_thread.objectives.forms import ObjectiveForm
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.objectives.rules import ObjectiveRefusedError
from qms.golden_thread.objectives.uses import uses_of
from qms.kernel.db import db
from qms.kernel.editing import check_edit
from qms.organisation import queries as organisation
from qms.people import queries as people
from qms.people.access import needs, person, require
from qms.people.roles import Permission

SET = Permission.SET_OBJECTIVES


@needs(SET)
def objective_new() -> ResponseReturnValue:
    """Set an objective."""
    asked = request.args.get("parent", type=int)
    parent = db.session.execute(select(Objective).where(Objective.id == asked)).scalar() if asked else None
    form = ObjectiveForm(data=blank(request.args.get("unit", type=int), parent, person()))
    fill_choices(form, person())
    if form.validate_on_submit():
        facts = _facts(form)
        require(SET, facts.unit)
        try:
            objective = actions.set_objective(facts=facts, by=person())
        except ObjectiveRefusedError as refusal:
            form[refusal.field].errors = [refusal.sentence]
        else:
            flash(f"Stored: {objective.title}. Now choose the metric that tells whether it is being reached.", "success")
            return redirect(url_for("objective_metrics", objective_id=objective.id), 303)
    return render_template("golden_thread/objectives/new.html", form=form), 422 if form.errors else 200


@needs(SET, unit_of=queries.unit_of_objective)
def objective_edit(objective_id: int) -> ResponseReturnValue:
    """Change what an objective says."""
    objective = queries.objective(objective_id)
    stored = entered(objective)
    form = ObjectiveForm(data=stored)
    fill_choices(form, person(), objective)
    edit = check_edit(form, objective, stored)
    if edit.accepted and _stored(form, objective):
        flash(f"Stored: {objective.title}.", "success")
        return redirect(url_for("objective", objective_id=objective.id), 303)
    page = render_template("golden_thread/objectives/edit.html", form=form, objective=objective, conflict=edit.conflict)
    return page, edit.status


@needs(SET, unit_of=queries.unit_of_objective)
def objective_delete(objective_id: int) -> ResponseReturnValue:
    """Take back an objective set by mistake: asks first, and says what stands in the way."""
    objective = queries.objective(objective_id)
    if request.method == "GET":
        return render_template("golden_thread/objectives/delete.html", objective=objective, uses=uses_of(objective))
    unit_id, title = objective.unit_id, objective.title
    try:
        actions.delete_objective(objective=objective, by=person())
    except ObjectiveInUseError as refusal:
        return render_template("golden_thread/objectives/delete.html", objective=objective, uses=refusal.uses), 409
    flash(f"Deleted: {title}.", "success")
    return redirect(url_for("objectives", unit=unit_id), 303)


def _stored(form: ObjectiveForm, objective: Objective) -> bool:
    facts = _facts(form)
    require(SET, facts.unit)
    try:
        actions.edit_objective(objective=objective, facts=facts, by=person())
    except ObjectiveRefusedError as refusal:
        form[refusal.field].errors = [refusal.sentence]
        return False
    return True


def _facts(form: ObjectiveForm) -> Facts:
    parent = queries.objective(form.parent_id.data) if form.parent_id.data else None
    owner = people.person(form.owner_id.data) if form.owner_id.data else None
    return facts_in(form, organisation.unit(form.unit_id.data), parent, owner)
