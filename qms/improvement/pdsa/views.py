"""The page of a cycle: plan, do, study, act."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.approvals.gate import is_held_back
from qms.improvement.blueprint import blueprint
from qms.improvement.measures.study import Study
from qms.improvement.pdsa import actions
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.pdsa.page import charted, content, study
from qms.improvement.pdsa.presenters import DECISION_WORDS
from qms.improvement.pdsa.queries import cycle as cycle_by_id
from qms.improvement.pdsa.queries import project_of_cycle
from qms.improvement.pdsa.result_form import ResultForm, decided_on, result_data, result_fields
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.permissions import runs_project
from qms.kernel import clock
from qms.kernel.editing import Edit, check_edit
from qms.people.access import person, signed_in


@blueprint.get("/cycles/<int:cycle_id>")
@signed_in
def cycle(cycle_id: int) -> ResponseReturnValue:
    """One cycle: plan, do, study, act."""
    found = cycle_by_id(cycle_id)
    form = ResultForm(formdata=None, data=result_data(found) | {"decided_on": clock.today()})
    return _render(found, form, study(found))


@blueprint.post("/cycles/<int:cycle_id>/results")
@runs_project(project_of_cycle)
def cycle_result(cycle_id: int) -> ResponseReturnValue:
    """Store what happened and what was found, with the decision where one is made."""
    found, form = cycle_by_id(cycle_id), ResultForm()
    studies = study(found)
    shown = charted(found, studies)
    edit = check_edit(form.about(found, shown.average if shown else None), found, result_data(found))
    if is_held_back(found.project):
        return _render(found, form, studies, edit)[0], 422
    if not edit.accepted:
        return _render(found, form, studies, edit)
    actions.record_result(found, **result_fields(form), by=person())
    if not form.decision.data or found.decision is not None:
        flash(f"Stored: the results of cycle {found.number}.", "success")
        return redirect(url_for("improvement.cycle", cycle_id=cycle_id), 303)
    return _decided(found, form)


@blueprint.post("/cycles/<int:cycle_id>/decisions/undo")
@runs_project(project_of_cycle)
def cycle_decision_undo(cycle_id: int) -> ResponseReturnValue:
    """Open a decided cycle again."""
    found = cycle_by_id(cycle_id)
    actions.undo_decision(found, by=person())
    flash(f"Stored: cycle {found.number} is open again.", "success")
    return redirect(url_for("improvement.cycle", cycle_id=cycle_id), 303)


@blueprint.post("/cycles/<int:cycle_id>/remove")
@runs_project(project_of_cycle)
def cycle_remove(cycle_id: int) -> ResponseReturnValue:
    """Take out a cycle that was planned by mistake; one that was run is kept."""
    found = cycle_by_id(cycle_id)
    number, project_id = found.number, found.project_id
    try:
        actions.remove_cycle(found, by=person())
    except ValueError as error:
        flash(str(error), "info")
        return redirect(url_for("improvement.cycle", cycle_id=cycle_id), 303)
    flash(f"Stored: cycle {number} is taken out.", "success")
    return redirect(part_url(project_id, "cycles"), 303)


def _decided(cycle: PdsaCycle, form: ResultForm) -> Response:
    """Store the decision; adapting goes straight on to the next cycle's plan."""
    decision = Decision(form.decision.data)
    actions.decide(cycle, decision=decision, reason=form.decision_reason.data or "", on=decided_on(form), by=person())
    if decision is Decision.ADAPT:
        flash(f"Stored: adapt. The next cycle starts from cycle {cycle.number}; say what you change.", "success")
        return redirect(url_for("improvement.cycle_new", project_id=cycle.project_id, follows=cycle.id), 303)
    flash(f"Stored: {DECISION_WORDS[decision].lower()}, after cycle {cycle.number}.", "success")
    return redirect(part_url(cycle.project_id, "cycles"), 303)


def _render(
    cycle: PdsaCycle,
    form: ResultForm,
    studies: list[Study],
    edit: Edit | None = None,
) -> tuple[str, int]:
    context = content(cycle, form, studies, person())
    page = render_template("improvement/pdsa/cycle.html", **context, conflict=edit.conflict if edit else [])
    return page, edit.status if edit else 200
