"""Planning a cycle: a new one, and changing the plan of one that runs."""

import datetime as dt

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from qms.golden_thread.metrics.models import Series
from qms.improvement.approvals.gate import is_held_back, why_held_back
from qms.improvement.blueprint import blueprint
from qms.improvement.ideas.packaged import packaged_for
from qms.improvement.ideas.queries import Idea, idea, ideas_for, ideas_of
from qms.improvement.pdsa import actions
from qms.improvement.pdsa.figures import last_figures
from qms.improvement.pdsa.forms import PlanForm, carried_on, plan_data, plan_fields, same_idea
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.pdsa.queries import cycle as cycle_by_id
from qms.improvement.pdsa.queries import ideas_tried, project_of_cycle
from qms.improvement.projects.charter import is_kept_back
from qms.improvement.projects.models import Project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import measures_of
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel import clock
from qms.kernel.editing import check_edit
from qms.people.access import person

USUAL = dt.timedelta(days=7)
"""After which a result is due unless the team says otherwise: tests are small."""


@blueprint.route("/projects/<int:project_id>/cycles/new", methods=["GET", "POST"])
@runs_project()
def cycle_new(project_id: int) -> ResponseReturnValue:
    """Plan a test; ?follows= names the cycle that it adapts, ?idea_of= one whose change idea it tries again, ?package_idea=
    an idea of a collaborative that the project is part of."""
    project, follows = project_by_id(project_id), _named("follows", project_id)
    chosen = {"package_idea": request.args.get("package_idea", 0, type=int)}
    taken_over = carried_on(follows) or same_idea(_named("idea_of", project_id)) or chosen
    dates = {"starts_on": clock.today(), "result_due_on": clock.today() + USUAL}
    packaged = packaged_for(project_id, follows.package_idea_id if follows else None)
    series = _series(project, follows)
    form = PlanForm(data=taken_over | dates).offer(_ideas(project), series, packaged, last_figures(series))
    if form.validate_on_submit():
        cycle = actions.start_cycle(project, **plan_fields(form), follows=follows, by=person())
        flash(f"Stored: cycle {cycle.number}. Come back with what you find.", "success")
        return redirect(url_for("improvement.cycle", cycle_id=cycle.id), 303)
    page = render_template(
        "improvement/pdsa/new.html",
        form=form,
        project=project,
        follows=follows,
        tried=ideas_tried(project_id),
        held_back=why_held_back(project) if is_held_back(project) else "",
        kept_back=is_kept_back(project),
    )
    return page, 422 if form.errors else 200


@blueprint.route("/cycles/<int:cycle_id>/edit", methods=["GET", "POST"])
@runs_project(project_of_cycle)
def cycle_edit(cycle_id: int) -> ResponseReturnValue:
    """Change the plan of a cycle; its prediction stands once there is a result."""
    cycle = cycle_by_id(cycle_id)
    project, locked = project_by_id(cycle.project_id), actions.has_result(cycle)
    stored = plan_data(cycle)
    packaged = packaged_for(project.id, cycle.package_idea_id)
    series = _series(project, cycle)
    form = PlanForm(data=stored).offer(_ideas(project, cycle.driver_id), series, packaged, last_figures(series))
    if locked and form.is_submitted():
        form.keep_foretold(cycle)
    edit = check_edit(form, cycle, stored)
    if edit.accepted:
        actions.replan_cycle(cycle, **plan_fields(form), by=person())
        flash(f"Stored: the plan of cycle {cycle.number}.", "success")
        return redirect(url_for("improvement.cycle", cycle_id=cycle_id), 303)
    page = render_template(
        "improvement/pdsa/edit.html",
        form=form,
        cycle=cycle,
        project=project,
        locked=locked,
        conflict=edit.conflict,
        tried=ideas_tried(project.id),
    )
    return page, edit.status


def _named(argument: str, project_id: int) -> PdsaCycle | None:
    """The cycle that the address names, which must be of the same project."""
    cycle_id = request.args.get(argument, type=int)
    if not cycle_id:
        return None
    found = cycle_by_id(cycle_id)
    if found.project_id != project_id:
        raise NoResultFound
    return found


def _ideas(project: Project, present: int | None = None) -> list[Idea]:
    """The project's own change ideas first, then those of plans in its line; the present one stays on offer."""
    found = {each.id: each for each in [*ideas_of(project.id), *ideas_for(project.unit)]}
    if present and present not in found:
        found[present] = idea(present)
    return list(found.values())


def _series(project: Project, cycle: PdsaCycle | None) -> list[Series]:
    """The project's measures; that of the cycle stays on offer."""
    linked = [link.series for link in measures_of([project.id]).get(project.id, [])]
    return linked if cycle is None or cycle.series is None or cycle.series in linked else [cycle.series, *linked]
