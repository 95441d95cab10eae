"""Editing a plan's words, which two people may do at once."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.kernel.editing import check_edit
from qms.organisation.queries import in_tree_order
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, require
from qms.people.queries import active_people
from qms.people.roles import Permission
from qms.planning.blueprint import blueprint
from qms.planning.plans import actions, queries
from qms.planning.plans.editions import PlanRefusedError
from qms.planning.plans.forms import PlanForm, plan_data
from qms.planning.plans.models import PlanState, QualityPlan

EDIT = Permission.EDIT_PLANS


@blueprint.route("/plans/<int:plan_id>/edit", methods=["GET", "POST"])
@needs(EDIT, unit_of=queries.unit_of_plan)
def plan_edit(plan_id: int) -> ResponseReturnValue:
    """The plan's words as one form; storing a change of a signed-off plan opens its next edition."""
    plan = queries.plan(plan_id)
    stored = plan_data(plan)
    form = _offered(PlanForm(data=stored), plan)
    edit = check_edit(form, plan, stored)
    if edit.accepted and _stored(form, plan):
        flash(f"Stored: {plan.title}.", "success")
        return redirect(url_for("planning.plan", plan_id=plan.id), 303)
    signed = plan.state is PlanState.SIGNED_OFF
    page = render_template("planning/plans/edit.html", form=form, plan=plan, conflict=edit.conflict, signed=signed)
    return page, edit.status


def _offered(form: PlanForm, plan: QualityPlan) -> PlanForm:
    """With what the person may choose; what the plan has now stays on offer."""
    units = in_tree_order([plan.unit, *queries.units_for(person(), EDIT)])
    objectives = queries.objectives_for(units)
    if plan.objective is not None and plan.objective not in objectives:
        objectives.insert(0, plan.objective)
    people = active_people()
    if plan.owner is not None and plan.owner not in people:
        people.insert(0, plan.owner)
    return form.offer(units, objectives, people)


def _stored(form: PlanForm, plan: QualityPlan) -> bool:
    fields: dict[str, Any] = {name: (form[name].data or "") for name in actions.WORDS}
    fields["unit"] = plan.unit
    if form.unit.data != plan.unit_id:
        fields["unit"] = unit_by_id(form.unit.data)
        require(EDIT, fields["unit"])
    fields["objective"] = queries.objective(form.objective.data) if form.objective.data else None
    if form.owner.data != (plan.owner_id or 0):
        fields["owner"] = next((each for each in active_people() if each.id == form.owner.data), None)
    try:
        actions.edit_plan(plan, by=person(), **fields)
    except PlanRefusedError as refusal:
        form[refusal.field or "title"].errors = [refusal.sentence]
        return False
    return True
