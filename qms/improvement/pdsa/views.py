"""The page of a cycle: plan, do, study, act."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.golden_thread.strands import strand
from qms.improvement.blueprint import blueprint
from qms.improvement.differences import differences
from qms.improvement.ideas.queries import idea
from qms.improvement.measures.study import Study, ended_on, studies_of
from qms.improvement.pdsa import actions
from qms.improvement.pdsa.forms import ResultForm, result_data
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.pdsa.presenters import DECISION_WORDS, comparison, plan_rows, state_of, when
from qms.improvement.pdsa.queries import cycle as cycle_by_id
from qms.improvement.pdsa.queries import next_of, unit_of_cycle
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.queries import measures_of
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel import clock
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission


@blueprint.get("/cycles/<int:cycle_id>")
@signed_in
def cycle(cycle_id: int) -> ResponseReturnValue:
    """One cycle: plan, do, study, act."""
    found = cycle_by_id(cycle_id)
    return _render(found, ResultForm(formdata=None, data=result_data(found)))


@blueprint.post("/cycles/<int:cycle_id>/results")
@needs(Permission.RUN_PROJECTS, unit_of=unit_of_cycle)
def cycle_result(cycle_id: int) -> ResponseReturnValue:
    """Store what happened and what was found, with the decision where one is made."""
    found, form = cycle_by_id(cycle_id), ResultForm()
    valid = form.validate_on_submit()
    if form.is_stale(found):
        conflict = differences(form, result_data(found))
        form.version.data = str(found.version)
        return _render(found, form, conflict=conflict, status=409)
    if not valid:
        return _render(found, form, status=422)
    actions.record_result(
        found,
        did=(form.did.data or "").strip(),
        studied=(form.studied.data or "").strip(),
        measured_value=form.measured_value.data,
        by=person(),
    )
    if not form.decision.data or found.decision is not None:
        flash(f"Stored: the results of cycle {found.number}.", "success")
        return redirect(url_for("improvement.cycle", cycle_id=cycle_id), 303)
    return _decided(found, Decision(form.decision.data), form.decision_reason.data or "")


@blueprint.post("/cycles/<int:cycle_id>/decisions/undo")
@needs(Permission.RUN_PROJECTS, unit_of=unit_of_cycle)
def cycle_decision_undo(cycle_id: int) -> ResponseReturnValue:
    """Open a decided cycle again."""
    found = cycle_by_id(cycle_id)
    actions.undo_decision(found, by=person())
    flash(f"Stored: cycle {found.number} is open again.", "success")
    return redirect(url_for("improvement.cycle", cycle_id=cycle_id), 303)


def _decided(cycle: PdsaCycle, decision: Decision, reason: str) -> Response:
    """Store the decision; adapting goes straight on to the next cycle's plan."""
    actions.decide(cycle, decision=decision, reason=reason, by=person())
    if decision is Decision.ADAPT:
        flash(f"Stored: adapt. Cycle {cycle.number + 1} starts from cycle {cycle.number}; say what you change.", "success")
        return redirect(url_for("improvement.cycle_new", project_id=cycle.project_id, follows=cycle.id), 303)
    flash(f"Stored: {DECISION_WORDS[decision].lower()}, after cycle {cycle.number}.", "success")
    return redirect(part_url(cycle.project_id, "cycles"), 303)


def _render(
    cycle: PdsaCycle, form: ResultForm, *, conflict: list[tuple[str, str, str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    project = project_by_id(cycle.project_id)
    state, colour = state_of(cycle, clock.today())
    page = render_template(
        "improvement/pdsa/cycle.html",
        cycle=cycle,
        project=project,
        form=form,
        conflict=conflict or [],
        state=state,
        colour=colour,
        when=when(cycle),
        plan=plan_rows(cycle, idea(cycle.driver_id).text if cycle.driver_id else ""),
        comparison=comparison(cycle),
        decision=DECISION_WORDS[cycle.decision] if cycle.decision else "",
        following=next_of(cycle),
        studies=_studies(cycle),
        may_run=person().can(Permission.RUN_PROJECTS, project.unit),
    )
    return page, status


def _studies(cycle: PdsaCycle) -> list[Study]:
    """What the project's measures show since the test began."""
    links = measures_of([cycle.project_id]).get(cycle.project_id, [])
    found = strand("signal").effects([link.series_id for link in links], cycle.starts_on, ended_on(cycle))
    return studies_of(cycle, links, found)
