"""The owner's words, and how an objective ends."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.golden_thread.objectives import life, queries
from qms.golden_thread.objectives.forms import EndForm, NarrativeForm
from qms.golden_thread.objectives.models import Objective, ObjectiveState
from qms.golden_thread.objectives.pages import may_narrate, objective_page
from qms.golden_thread.objectives.rules import ObjectiveRefusedError
from qms.kernel.editing import check_edit
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission

SET = Permission.SET_OBJECTIVES


@signed_in
def objective_narrate(objective_id: int) -> ResponseReturnValue:
    """Store the owner's words: for the owner, and whoever sets the unit's objectives."""
    objective = queries.objective(objective_id)
    form = NarrativeForm()
    if not form.validate_on_submit():
        page = objective_page(objective, person())
        return render_template("golden_thread/objectives/objective.html", page=page, form=form), 422
    if not may_narrate(person(), objective):
        abort(403, "Only the owner, and people who set this unit's objectives, write here.")
    asked = form.decision_asked.data or ""
    life.narrate(objective=objective, text=form.text.data or "", decision_asked=asked, by=person())
    flash("Stored: your words stand on the board page now.", "success")
    return redirect(url_for("objective", objective_id=objective_id, _anchor="words"), 303)


@needs(SET, unit_of=queries.unit_of_objective)
def objective_end(objective_id: int) -> ResponseReturnValue:
    """Call it achieved or stopped, with how that is known."""
    objective = queries.objective(objective_id)
    stored = {"version": objective.version, "state": objective.state.value, "reason": objective.state_reason}
    form = EndForm(data={"version": objective.version})
    edit = check_edit(form, objective, stored)
    if edit.accepted and _ended(form, objective):
        flash(f"Stored: {objective.title} is {objective.state.value}.", "success")
        return redirect(url_for("objective", objective_id=objective_id), 303)
    page = render_template("golden_thread/objectives/end.html", form=form, objective=objective, conflict=edit.conflict)
    return page, edit.status


@needs(SET, unit_of=queries.unit_of_objective)
def objective_reopen(objective_id: int) -> ResponseReturnValue:
    """Take back that it was achieved or stopped."""
    objective = queries.objective(objective_id)
    life.reopen_objective(objective=objective, by=person())
    flash(f"Stored: {objective.title} is active again.", "success")
    return redirect(url_for("objective", objective_id=objective_id), 303)


def _ended(form: EndForm, objective: Objective) -> bool:
    try:
        life.end_objective(
            objective=objective, state=ObjectiveState(form.state.data), reason=form.reason.data or "", by=person()
        )
    except ObjectiveRefusedError as refusal:
        form[refusal.field].errors = [refusal.sentence]
        return False
    return True
