"""A box's page, and what can be hung on the box there."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.strands import strand
from qms.kernel.db import db
from qms.kernel.forms import EditForm
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission
from qms.planning.blueprint import blueprint
from qms.planning.drivers import attaching
from qms.planning.drivers.box_forms import MeasureForm, ServeForm, TakeAwayForm, number
from qms.planning.drivers.box_page import BoxForms, render_box
from qms.planning.drivers.queries import graph_of, plan_of_driver, unit_of_driver
from qms.planning.drivers.sketch import DiagramRefusedError
from qms.planning.drivers.wording import shown_text
from qms.planning.plans.editions import PlanRefusedError
from qms.planning.plans.models import QualityPlan

EDIT = Permission.EDIT_PLANS
STALE = "Somebody else changed this plan meanwhile. This is how it stands now. Make your change again if it is still right."


@blueprint.get("/drivers/<int:driver_id>")
@signed_in
def driver(driver_id: int) -> ResponseReturnValue:
    """One box with all that hangs on it."""
    return render_box(driver_id)


@blueprint.post("/drivers/<int:driver_id>/serves")
@needs(EDIT, unit_of=unit_of_driver)
def driver_serves(driver_id: int) -> ResponseReturnValue:
    """Say which further boxes it serves."""
    plan, form = plan_of_driver(driver_id), ServeForm()
    graph = graph_of(plan.id)
    form.parents.choices = [
        (each.id, shown_text(each.text)) for each in attaching.may_also_serve(graph, graph.boxes[driver_id])
    ]
    if not form.validate_on_submit():
        return render_box(driver_id, BoxForms(refusal="A box can serve only boxes in a column further left."), status=422)
    return _change(
        driver_id, form, lambda plan: attaching.serve_also(plan, driver_id, parents=form.parents.data or [], by=person())
    )


@blueprint.post("/drivers/<int:driver_id>/measures")
@needs(EDIT, unit_of=unit_of_driver)
def driver_measure(driver_id: int) -> ResponseReturnValue:
    """Attach a series."""
    form = MeasureForm()
    series = _series(form)
    return _change(driver_id, form, lambda plan: attaching.attach_measure(plan, driver_id, series=series, by=person()))


@blueprint.post("/drivers/<int:driver_id>/measures/take-away")
@needs(EDIT, unit_of=unit_of_driver)
def driver_measure_away(driver_id: int) -> ResponseReturnValue:
    """Take a series away."""
    form = MeasureForm()
    series = _series(form)
    return _change(driver_id, form, lambda plan: attaching.detach_measure(plan, driver_id, series=series, by=person()))


@blueprint.post("/drivers/<int:driver_id>/projects")
@needs(EDIT, unit_of=unit_of_driver)
def driver_project(driver_id: int) -> ResponseReturnValue:
    """Attach a project that the room next door offers here."""
    form = TakeAwayForm()
    offered = dict(strand("project").choices(plan_of_driver(driver_id).unit))
    project_id = number(form.project)
    if project_id not in offered:
        return render_box(driver_id, BoxForms(refusal="Choose a project from the list."), status=422)
    title = offered[project_id]
    return _change(
        driver_id,
        form,
        lambda plan: attaching.attach_project(plan, driver_id, project_id=project_id, title=title, by=person()),
    )


@blueprint.post("/drivers/<int:driver_id>/projects/take-away")
@needs(EDIT, unit_of=unit_of_driver)
def driver_project_away(driver_id: int) -> ResponseReturnValue:
    """Take a project away."""
    form = TakeAwayForm()
    project_id = number(form.project)
    card = strand("project").by_ids([project_id]).get(project_id)
    title = card.title if card else ""
    return _change(
        driver_id,
        form,
        lambda plan: attaching.detach_project(plan, driver_id, project_id=project_id, title=title, by=person()),
    )


def _change(driver_id: int, form: EditForm, act: Callable[[QualityPlan], None]) -> ResponseReturnValue:
    """Do it, unless the plan changed under the person or the change does not fit."""
    plan = plan_of_driver(driver_id)
    if form.is_stale(plan):
        return render_box(driver_id, BoxForms(refusal=STALE), status=409)
    try:
        act(plan)
    except (DiagramRefusedError, PlanRefusedError) as refusal:
        db.session.rollback()  # what had begun must not show in the page that says why it failed
        return render_box(driver_id, BoxForms(refusal=refusal.sentence), status=422)
    flash("Stored.", "success")
    return redirect(url_for("planning.driver", driver_id=driver_id), 303)


def _series(form: MeasureForm) -> Series:
    """The series that the form names, or NoResultFound (a 404)."""
    return db.session.execute(select(Series).where(Series.id == number(form.series))).scalar_one()
