"""The page of one person: facts and roles."""

from collections.abc import Sequence

from flask import Flask, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.kernel.editing import check_edit
from qms.kernel.formats import listed
from qms.kernel.forms import select_choices
from qms.organisation.presenters import choices
from qms.people.access import needs, person
from qms.people.account.actions import edit_profile
from qms.people.directory import presenters
from qms.people.directory.forms import PersonForm, RoleForm
from qms.people.directory.handover import link_for
from qms.people.directory.queries import somebody
from qms.people.models import Person
from qms.people.queries import units_within_reach
from qms.people.roles import Permission


def add_routes(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule("/people/<int:person_id>", view_func=person_edit, methods=["GET", "POST"])


@needs(Permission.ADMINISTER)
def person_edit(person_id: int) -> ResponseReturnValue:
    """Show a person; change name, job title and e-mail address."""
    who = somebody(person_id)
    form = PersonForm(person=who)
    if form.is_submitted():
        require_reach(who)
    edit = check_edit(form, who, {"name": who.name, "email": who.email, "job_title": who.job_title})
    if edit.accepted:
        edit_profile(person=who, name=form.name.data, job_title=form.job_title.data or "", email=form.email.data, by=person())
        flash(f"Stored: {who.name}.", "success")
        return redirect(url_for("person_edit", person_id=who.id), 303)
    return page_of_person(who, form=form, conflict=edit.conflict), edit.status


def require_reach(who: Person) -> None:
    """Refuse (403) where the person holds a role on a unit that the signed-in administrator does not look after."""
    if units := presenters.beyond_reach(who, reader=person()):
        abort(403, f"{who.name} also has a role on {listed(units)}. An administrator of both can change this account.")


def page_of_person(
    who: Person,
    *,
    form: PersonForm | None = None,
    role_form: RoleForm | None = None,
    conflict: Sequence[tuple[str, str, str]] = (),
    refusal: str = "",
) -> str:
    """The page, with a form that was refused in its place."""
    if role_form is None:
        role_form = new_role_form()
    return render_template(
        "people/directory/person.html",
        who=who,
        state=presenters.state_of(who),
        form=form or PersonForm(person=who),
        role_form=role_form,
        roles=presenters.roles_of(who, reader=person()),
        beyond=presenters.beyond_reach(who, reader=person()),
        link=link_for(who),
        conflict=conflict,
        refusal=refusal,
    )


def new_role_form() -> RoleForm:
    """A role on one of the units that the signed-in administrator looks after."""
    form = RoleForm()
    form.unit.choices = select_choices(choices(units_within_reach(person(), Permission.ADMINISTER)))
    return form
