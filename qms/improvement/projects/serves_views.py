"""Which objective or change idea a project serves, in one tap; and what to suggest while a project is being started."""

from flask import abort, flash, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.projects.serving_actions import serve
from qms.improvement.projects.suggestions import offer_of, suggestions_for
from qms.kernel.forms import Form
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person
from qms.people.roles import Permission


@blueprint.get("/projects/suggestions.json")
@needs(Permission.RUN_PROJECTS)
def project_suggestions() -> ResponseReturnValue:
    """What a project with this title and reason at this unit may serve, while its words are still being typed."""
    unit_id = request.args.get("unit", 0, type=int)
    if not 0 < unit_id < 2**31:
        return jsonify([])
    words = (request.args.get("title", ""), request.args.get("why", ""))
    return jsonify([{"key": each.key, "label": each.label} for each in suggestions_for(unit_by_id(unit_id), *words)])


@blueprint.post("/projects/<int:project_id>/serves")
@runs_project()
def project_serves(project_id: int) -> ResponseReturnValue:
    """Store what the project serves: `serves` is the key of an offer in its unit's line."""
    project, form = project_by_id(project_id), Form()
    if not form.validate_on_submit():
        abort(400)
    offer = offer_of(project.unit, request.form.get("serves", ""))
    if offer is None:
        flash("Nothing was changed: choose an objective in the charter.", "info")
    else:
        serve(project, offer, by=person())
        flash(f"Stored: the project serves “{offer.words}”.", "success")
    return redirect(part_url(project_id, "log", "maincontent"), 303)
