"""The list of people, and somebody new."""

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.kernel.forms import select_choices
from qms.kernel.paging import page_of
from qms.organisation.presenters import choices
from qms.organisation.queries import all_units, unit
from qms.people.access import needs, person, require
from qms.people.directory import actions, one_person, presenters, standing
from qms.people.directory.filters import requested_filter
from qms.people.directory.forms import InviteForm
from qms.people.directory.handover import send_invitation
from qms.people.queries import units_within_reach
from qms.people.roles import ROLES, Permission


def add_routes(app: Flask) -> None:
    """Add the administrators' pages of people."""
    app.add_url_rule("/people", view_func=people)
    app.add_url_rule("/people/new", view_func=person_new, methods=["GET", "POST"])
    one_person.add_routes(app)
    standing.add_routes(app)


@needs(Permission.ADMINISTER)
def people() -> ResponseReturnValue:
    """Everybody with an account."""
    narrowed = requested_filter()
    page = page_of(narrowed.statement())
    return render_template(
        "people/directory/people.html",
        page=page,
        rows=[presenters.row(each) for each in page.items],
        narrowed=narrowed,
        units=choices(all_units()),
        roles=[(role.name.value, role.title) for role in ROLES.values()],
    )


@needs(Permission.ADMINISTER)
def person_new() -> ResponseReturnValue:
    """Invite somebody, with a first role on a unit that the administrator looks after."""
    form = InviteForm()
    form.unit.choices = select_choices(choices(units_within_reach(person(), Permission.ADMINISTER)))
    if form.unit.data is None:
        form.unit.data = request.args.get("unit", type=int)
    if form.validate_on_submit():
        where = unit(form.unit.data)
        require(Permission.ADMINISTER, where)
        somebody = actions.add_person(
            name=form.name.data, email=form.email.data, job_title=form.job_title.data or "", by=person()
        )
        actions.grant_role(person=somebody, role=form.role.data, unit=where, by=person())
        send_invitation(person=somebody, by=person())
        return redirect(url_for("person_edit", person_id=somebody.id), 303)
    return render_template("people/directory/new.html", form=form), 422 if form.errors else 200
