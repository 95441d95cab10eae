"""One learner's records, and what their keepers may change."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.capability.learners import actions, queries
from qms.improvement.capability.learners.forms import Forms, LeaveForm, MoveForm, NameForm
from qms.improvement.capability.learners.presenters import spans
from qms.improvement.capability.models import Learner
from qms.improvement.capability.trainings.presenters import state_of
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, require
from qms.people.models import Person
from qms.people.queries import units_within_reach
from qms.people.roles import Permission

KEEPS = needs(Permission.KEEP_TRAINING, unit_of=queries.unit_of_learner)


@blueprint.get("/capability/learners/<int:learner_id>")
@KEEPS
def learner(learner_id: int) -> ResponseReturnValue:
    """What somebody completed, and where they work."""
    return _page(queries.learner(learner_id), Forms())


@blueprint.post("/capability/learners/<int:learner_id>/place")
@KEEPS
def learner_place(learner_id: int) -> ResponseReturnValue:
    """Note where somebody works now."""
    found = queries.learner(learner_id)
    form = MoveForm().offer(units_within_reach(person(), Permission.KEEP_TRAINING))
    if not form.validate_on_submit():
        return _page(found, Forms(move=form), 422)
    where = unit_by_id(form.unit.data)
    require(Permission.KEEP_TRAINING, where)
    actions.place(found, unit=where, since=form.since.data, by=person())
    return _stored(found, f"Stored: {found.called} works at {where.name}.")


@blueprint.post("/capability/learners/<int:learner_id>/leave")
@KEEPS
def learner_leave(learner_id: int) -> ResponseReturnValue:
    """Note that somebody has left."""
    found, form = queries.learner(learner_id), LeaveForm()
    if form.validate_on_submit():
        try:
            actions.leave(found, on=form.left_on.data, by=person())
        except ValueError:
            form.left_on.errors = ["This is on or before the first day that is known of them. Enter a later day."]
        else:
            return _stored(found, f"Stored: {found.called} has left.")
    return _page(found, Forms(leave=form), 422)


@blueprint.post("/capability/learners/<int:learner_id>/name")
@KEEPS
def learner_name(learner_id: int) -> ResponseReturnValue:
    """Correct the name or address of somebody without an account."""
    found, form = queries.learner(learner_id), NameForm()
    if form.validate_on_submit() and not found.person_id:
        if holder := _other_with(form.address(), found):
            form.email.errors = [f"This address belongs to {holder} already."]
        else:
            actions.rename(found, name=form.name.data or "", email=form.address(), by=person())
            return _stored(found, "Stored.")
    return _page(found, Forms(name=form), 422)


@blueprint.post("/capability/learners/<int:learner_id>/remove")
@KEEPS
def learner_remove(learner_id: int) -> ResponseReturnValue:
    """Remove everything that is kept about somebody."""
    found = queries.learner(learner_id)
    name = found.called
    actions.remove(found, by=person())
    flash(f"Removed: everything about the training of {name}.", "success")
    return redirect(url_for("improvement.trainings"), 303)


def _stored(found: Learner, words: str) -> Response:
    flash(words, "success")
    return redirect(url_for("improvement.learner", learner_id=found.id), 303)


def _other_with(address: str, found: Learner) -> str:
    """The name of somebody else who has the address; "" where nobody has."""
    if not address:
        return ""
    account = select(Person.name).where(Person.email == address)
    other = select(Learner.name).where(Learner.email == address, Learner.id != found.id)
    return db.session.scalar(account) or db.session.scalar(other) or ""


def _page(found: Learner, forms: Forms, status: int = 200) -> ResponseReturnValue:
    placements, today = queries.placements_of(found.id), clock.today()
    now = placements[0]
    units = units_within_reach(person(), Permission.KEEP_TRAINING)
    forms.move = forms.move or MoveForm(formdata=None, unit=now.unit_id, since=today).offer(units)
    forms.leave = forms.leave or LeaveForm(formdata=None, left_on=today)
    forms.name = forms.name or NameForm(formdata=None, name=found.name, email=found.email or "")
    page = render_template(
        "improvement/capability/learners/learner.html",
        learner=found,
        placements=placements,
        placed=[(each.unit.name, spans(each)) for each in placements],
        trainings=[(each, *state_of(each.refresh_by, today)) for each in queries.trainings_of(found.id)],
        forms=forms,
    )
    return page, status
