"""The list of projects, starting one, and its page."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.golden_thread.strands import strand
from qms.improvement.blueprint import blueprint
from qms.improvement.fields import colleague_label, suggestions
from qms.improvement.ideas.actions import attach_to_idea, may_attach
from qms.improvement.learning.library.alike import tried_before
from qms.improvement.learning.library.tried import tried
from qms.improvement.projects.actions import start_project
from qms.improvement.projects.forms import StartForm
from qms.improvement.projects.page import render_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.projects.queries import units_for
from qms.improvement.projects.serving_actions import serve
from qms.improvement.projects.starting import Origin, origin, usual_end
from qms.improvement.projects.suggestions import Serves, offer_of, suggestions_for
from qms.organisation.models import Unit
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, require, signed_in
from qms.people.models import Person
from qms.people.roles import Permission


@blueprint.get("/projects/<int:project_id>")
@signed_in
def project(project_id: int) -> ResponseReturnValue:
    """One project: what it is, whether it works, what happened."""
    return render_project(project_by_id(project_id))


@blueprint.route("/projects/new", methods=["GET", "POST"])
@needs(Permission.RUN_PROJECTS)
def project_new() -> ResponseReturnValue:
    """Start a project with five fields."""
    came_from = origin(request.args)
    units = units_for(person(), Permission.RUN_PROJECTS)
    form = StartForm(data=_first_words(came_from, units, person())).offer(units)
    form.suggest(_offers(form, came_from, units))
    looks = "look" in request.form  # without scripts: what was tried and what it may serve, before it is started
    if not looks and form.validate_on_submit():
        return _start(form, came_from)
    page = render_template(
        "improvement/projects/new.html",
        form=form,
        origin=came_from,
        elsewhere=came_from.unit if came_from.unit and came_from.unit not in units else None,
        tried=tried(tried_before(form.title.data or "")),
        looked=looks,
        colleagues=suggestions(),
        asks=not came_from.serves_something,
        tried_before=url_for("improvement.tried_before"),
    )
    return page, 422 if form.errors else 200


def _offers(form: StartForm, came_from: Origin, units: list[Unit]) -> list[Serves]:
    """What the words so far suggest, where the project does not come from something that it serves."""
    where = next((each for each in units if each.id == form.unit.data), None)
    if where is None or came_from.serves_something:
        return []
    return suggestions_for(where, form.title.data or "", form.why.data or "")


def _first_words(came_from: Origin, units: list[Unit], lead: Person) -> dict[str, object]:
    where = came_from.unit if came_from.unit in units else units[0] if units else None
    return {
        "title": came_from.title,
        "why": came_from.why,
        "unit": where.id if where else None,
        "lead": colleague_label(lead),
        "due_on": usual_end(),
    }


def _start(form: StartForm, came_from: Origin) -> Response:
    unit = unit_by_id(form.unit.data)
    require(Permission.RUN_PROJECTS, unit)
    objective = came_from.objective_at(unit)
    started = start_project(
        title=form.title.data or "",
        why=form.why.data or "",
        unit=unit,
        lead=form.lead.person or person(),
        due_on=form.due_on.data,
        signal=came_from.signal,
        objective=objective,
        series=came_from.series,
        by=person(),
    )
    if not came_from.serves_something and (offer := offer_of(unit, form.serves.data or "")):
        serve(started, offer, by=person())
    if came_from.idea and may_attach(came_from.idea, started, person()):
        attach_to_idea(started, idea=came_from.idea, by=person())
    if came_from.signal:
        decision = f"We started the project “{started.title}”."
        strand("signal").taken_up(came_from.signal.id, decision=decision, owner=started.lead, by=person())
    flash("Stored: your project has started. Write down what happens as you go.", "success")
    if objective is not came_from.objective:
        flash("The objective is not one that this unit can serve, so none is chosen yet.", "info")
    return redirect(url_for("improvement.project", project_id=started.id), 303)
