"""Starting a project straight into a programme: what the programme knows is filled in already."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.permissions import may_lead
from qms.improvement.collaboratives.queries import collaborative as collaborative_by_id
from qms.improvement.collaboratives.queries import measures_of, teams_of
from qms.improvement.collaboratives.teams.actions import start_in
from qms.improvement.fields import colleague_label, suggestions
from qms.improvement.projects.forms import StartForm
from qms.improvement.projects.queries import units_for
from qms.improvement.projects.starting import usual_end
from qms.kernel import clock
from qms.kernel.formats import listed
from qms.organisation.models import Unit
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, require
from qms.people.roles import Permission


@blueprint.route("/collaboratives/<int:collaborative_id>/teams/new", methods=["GET", "POST"])
@needs(Permission.RUN_PROJECTS)
def team_new(collaborative_id: int) -> ResponseReturnValue:
    """Start a project as a team of the programme."""
    found = collaborative_by_id(collaborative_id)
    if not found.is_running:
        abort(404)
    if not (found.open_to_join or may_lead(person(), found)):
        abort(403)
    units = units_for(person(), Permission.RUN_PROJECTS)
    form = StartForm(data=_first_words(found, units)).offer(units)
    form.suggest([])
    if form.validate_on_submit():
        return _start(found, form)
    page = render_template(
        "improvement/collaboratives/teams/new.html",
        collaborative=found,
        form=form,
        measures=[each.metric.name for each in measures_of(found.id)],
        colleagues=suggestions(),
    )
    return page, 422 if form.errors else 200


def _first_words(found: Collaborative, units: list[Unit]) -> dict[str, object]:
    """What the programme knows; the unit is the first of the reader's own that takes no part yet."""
    taken = {each.project.unit_id for each in teams_of(found.id)}
    free = [each for each in units if each.level.value == "micro" and each.id not in taken]
    where = next(iter(free or units), None)
    return {
        "title": f"{found.title} on {where.name}"[:160] if where else found.title,
        "why": found.why or found.aim,
        "unit": where.id if where else None,
        "lead": colleague_label(person()),
        "due_on": found.ends_on if found.ends_on > clock.today() else usual_end(),
    }


def _start(found: Collaborative, form: StartForm) -> Response:
    unit = unit_by_id(form.unit.data)
    require(Permission.RUN_PROJECTS, unit)
    project, left_out = start_in(
        found, title=form.title.data or "", why=form.why.data or "", unit=unit, lead=form.lead.person or person(),
        due_on=form.due_on.data, by=person(),
    )  # fmt: skip
    missing = f" Not measured here, as others define it: {listed(left_out)}." if left_out else ""
    flash(f"Stored: the project has started as a team of {found.title}, with its aim and measures.{missing}", "success")
    return redirect(url_for("improvement.project", project_id=project.id), 303)
