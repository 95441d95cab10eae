"""Planning a cycle: a new one, and changing the plan of one that runs."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from qms.improvement.blueprint import blueprint
from qms.improvement.differences import differences
from qms.improvement.ideas.queries import Idea, idea, ideas_for, ideas_of
from qms.improvement.pdsa import actions
from qms.improvement.pdsa.forms import PlanForm, carried_on, plan_data, plan_fields
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.pdsa.queries import cycle as cycle_by_id
from qms.improvement.pdsa.queries import unit_of_cycle
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.projects.queries import unit_of_project
from qms.kernel import clock
from qms.people.access import needs, person
from qms.people.roles import Permission


@blueprint.route("/projects/<int:project_id>/cycles/new", methods=["GET", "POST"])
@needs(Permission.RUN_PROJECTS, unit_of=unit_of_project)
def cycle_new(project_id: int) -> ResponseReturnValue:
    """Plan a test; ?follows= names the cycle that it adapts."""
    project = project_by_id(project_id)
    follows = _followed(project_id)
    form = PlanForm(data=carried_on(follows) | {"starts_on": clock.today()}).offer(_ideas(project))
    if form.validate_on_submit():
        cycle = actions.start_cycle(project, **plan_fields(form), follows=follows, by=person())
        flash(f"Stored: cycle {cycle.number}. Come back with what you find.", "success")
        return redirect(url_for("improvement.cycle", cycle_id=cycle.id), 303)
    page = render_template("improvement/pdsa/new.html", form=form, project=project, follows=follows)
    return page, 422 if form.errors else 200


@blueprint.route("/cycles/<int:cycle_id>/edit", methods=["GET", "POST"])
@needs(Permission.RUN_PROJECTS, unit_of=unit_of_cycle)
def cycle_edit(cycle_id: int) -> ResponseReturnValue:
    """Change the plan of a cycle; its prediction stands once there is a result."""
    cycle = cycle_by_id(cycle_id)
    project, locked = project_by_id(cycle.project_id), actions.has_result(cycle)
    form = PlanForm(data=plan_data(cycle)).offer(_ideas(project, cycle.driver_id))
    conflict, status = [], 200
    if form.is_submitted():
        if locked:
            form.prediction.data, form.predicted_value.data = cycle.prediction, cycle.predicted_value
        valid = form.validate()
        if form.is_stale(cycle):
            conflict, status = differences(form, plan_data(cycle)), 409
            form.version.data = str(cycle.version)
        elif valid:
            actions.replan_cycle(cycle, **plan_fields(form), by=person())
            flash(f"Stored: the plan of cycle {cycle.number}.", "success")
            return redirect(url_for("improvement.cycle", cycle_id=cycle_id), 303)
        else:
            status = 422
    page = render_template(
        "improvement/pdsa/edit.html", form=form, cycle=cycle, project=project, locked=locked, conflict=conflict
    )
    return page, status


def _followed(project_id: int) -> PdsaCycle | None:
    """The cycle named by ?follows=, which must be of the same project."""
    follows_id = request.args.get("follows", type=int)
    if not follows_id:
        return None
    follows = cycle_by_id(follows_id)
    if follows.project_id != project_id:
        raise NoResultFound
    return follows


def _ideas(project: Project, present: int | None = None) -> list[Idea]:
    """The project's own change ideas first, then those of plans in its line; the present one stays on offer."""
    found = {each.id: each for each in [*ideas_of(project.id), *ideas_for(project.unit)]}
    if present and present not in found:
        found[present] = idea(present)
    return list(found.values())
