"""Starting a programme, changing it, ending it, going on with it."""

import datetime as dt

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.golden_thread.objectives.models import Objective
from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.addresses import tab_url
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.permissions import runs_collaborative
from qms.improvement.collaboratives.programmes.actions import (
    edit_collaborative,
    end_collaborative,
    reopen_collaborative,
    start_collaborative,
)
from qms.improvement.collaboratives.programmes.forms import (
    CollaborativeForm,
    EndForm,
    StartCollaborativeForm,
    collaborative_data,
)
from qms.improvement.collaboratives.queries import collaborative as collaborative_by_id
from qms.improvement.fields import suggestions
from qms.improvement.projects.queries import units_for
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.editing import check_edit
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, require
from qms.people.roles import Permission

USUAL_LENGTH = dt.timedelta(days=365)
FOLDER = "improvement/collaboratives/programmes"


@blueprint.route("/collaboratives/new", methods=["GET", "POST"])
@needs(Permission.COACH_PROJECTS)
def collaborative_new() -> ResponseReturnValue:
    """Start a programme with five fields."""
    today = clock.today()
    usual = {"starts_on": today, "ends_on": today + USUAL_LENGTH}
    form = StartCollaborativeForm(data=usual).offer(units_for(person(), Permission.COACH_PROJECTS))
    if form.validate_on_submit():
        unit = unit_by_id(form.unit.data)
        require(Permission.COACH_PROJECTS, unit)
        found = start_collaborative(
            title=form.title.data or "", aim=form.aim.data or "", unit=unit, lead=person(),
            starts_on=form.starts_on.data, ends_on=form.ends_on.data, by=person(),
        )  # fmt: skip
        flash("Stored: the collaborative has started. Choose what all teams measure, then add teams.", "success")
        return redirect(tab_url(found.id), 303)
    return render_template(f"{FOLDER}/new.html", form=form), 422 if form.errors else 200


@blueprint.route("/collaboratives/<int:collaborative_id>/edit", methods=["GET", "POST"])
@runs_collaborative()
def collaborative_edit(collaborative_id: int) -> ResponseReturnValue:
    """Change the programme; two people may do so at once."""
    found = collaborative_by_id(collaborative_id)
    stored = collaborative_data(found)
    form = CollaborativeForm(data=stored)
    form.offer_for(found, units_for(person(), Permission.COACH_PROJECTS))
    edit = check_edit(form, found, stored)
    if edit.accepted:
        return _store(found, form)
    page = render_template(
        f"{FOLDER}/edit.html", form=form, collaborative=found, conflict=edit.conflict, colleagues=suggestions()
    )
    return page, edit.status


@blueprint.route("/collaboratives/<int:collaborative_id>/end", methods=["GET", "POST"])
@runs_collaborative()
def collaborative_end(collaborative_id: int) -> ResponseReturnValue:
    """End it, with what was learned."""
    found = collaborative_by_id(collaborative_id)
    form = EndForm(data={"learned": found.learned})
    if form.validate_on_submit():
        end_collaborative(found, learned=form.learned.data or "", by=person())
        flash("Stored: the collaborative has ended. Its teams’ projects go on as they are.", "success")
        return redirect(tab_url(found.id), 303)
    return render_template(f"{FOLDER}/end.html", form=form, collaborative=found), 422 if form.errors else 200


@blueprint.post("/collaboratives/<int:collaborative_id>/reopen")
@runs_collaborative()
def collaborative_reopen(collaborative_id: int) -> ResponseReturnValue:
    """It goes on after all."""
    reopen_collaborative(collaborative_by_id(collaborative_id), by=person())
    flash("Stored: the collaborative goes on.", "success")
    return redirect(tab_url(collaborative_id), 303)


def _store(found: Collaborative, form: CollaborativeForm) -> Response:
    unit = unit_by_id(form.unit.data)
    if unit is not found.unit:
        require(Permission.COACH_PROJECTS, unit)
    objective = db.session.get(Objective, form.objective.data) if form.objective.data else None
    edit_collaborative(found, unit=unit, objective=objective, **form.fields(), by=person())
    flash("Stored: the collaborative.", "success")
    return redirect(tab_url(found.id), 303)
