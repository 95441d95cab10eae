"""Giving and taking roles, and closing and reopening accounts."""

from flask import Flask, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qms.organisation.models import Unit
from qms.organisation.queries import unit
from qms.people.access import needs, person, require
from qms.people.directory import actions
from qms.people.directory.actions import LastAdministratorError
from qms.people.directory.handover import send_invitation
from qms.people.directory.one_person import new_role_form, page_of_person, require_reach
from qms.people.directory.queries import membership, somebody
from qms.people.models import Person
from qms.people.roles import ROLES, Permission

ADMINISTER = Permission.ADMINISTER
LAST = (
    "Nobody else can administer {unit}. Give another person who has signed in the role of administrator there first, "
    "so that the organisation is never without one."
)


def add_routes(app: Flask) -> None:
    """Add the buttons' routes."""
    post = ["POST"]
    app.add_url_rule("/people/<int:person_id>/roles", view_func=person_role_new, methods=post)
    app.add_url_rule("/people/<int:person_id>/roles/<int:membership_id>/remove", view_func=person_role_remove, methods=post)
    app.add_url_rule("/people/<int:person_id>/invite", view_func=person_invite, methods=post)
    app.add_url_rule("/people/<int:person_id>/close", view_func=person_close, methods=post)
    app.add_url_rule("/people/<int:person_id>/reopen", view_func=person_reopen, methods=post)


def _unit_of_role(person_id: int, membership_id: int) -> Unit:
    return membership(person_id, membership_id).unit


@needs(ADMINISTER)
def person_role_new(person_id: int) -> ResponseReturnValue:
    """Give a role."""
    who = somebody(person_id)
    form = new_role_form()
    if not form.validate_on_submit():
        return page_of_person(who, role_form=form), 422
    where = unit(form.unit.data)
    require(ADMINISTER, where)
    title = ROLES[form.role.data].title
    if actions.grant_role(person=who, role=form.role.data, unit=where, by=person()):
        flash(f"Stored: {who.name} has the role {title} on {where.name}.", "success")
    else:
        flash(f"{who.name} has the role {title} on {where.name} already.", "info")
    return _back_to(who)


@needs(ADMINISTER, unit_of=_unit_of_role)
def person_role_remove(person_id: int, membership_id: int) -> ResponseReturnValue:
    """Take a role away."""
    held = membership(person_id, membership_id)
    who, where, title = held.person, held.unit, ROLES[held.role].title
    try:
        actions.remove_role(membership=held, by=person())
    except LastAdministratorError:
        return page_of_person(who, refusal=LAST.format(unit=where.name)), 422
    flash(f"Stored: {who.name} no longer has the role {title} on {where.name}.", "success")
    if not person().can_anywhere(ADMINISTER):
        return redirect(url_for("account"), 303)  # they gave up the role that opens the person's page
    return _back_to(who)


@needs(ADMINISTER)
def person_invite(person_id: int) -> ResponseReturnValue:
    """Send the invitation again to somebody who has not chosen a password."""
    who = somebody(person_id)
    require_reach(who)
    if who.password_hash is not None or not who.active:
        said = f"{who.name} has a password, or a closed account. A forgotten password is replaced from the sign-in page."
        return page_of_person(who, refusal=said), 422
    send_invitation(person=who, by=person())
    return _back_to(who)


@needs(ADMINISTER)
def person_close(person_id: int) -> ResponseReturnValue:
    """End somebody's access; their name stays on what they did."""
    who = somebody(person_id)
    require_reach(who)
    if who.id == person().id:
        return page_of_person(who, refusal="You cannot close your own account. Ask another administrator."), 422
    try:
        actions.close_account(person=who, by=person())
    except LastAdministratorError:
        tops = [m.unit.name for m in who.memberships if m.unit.parent_id is None]
        return page_of_person(who, refusal=LAST.format(unit=tops[0])), 422
    flash(f"Stored: {who.name} can no longer sign in.", "success")
    return _back_to(who)


@needs(ADMINISTER)
def person_reopen(person_id: int) -> ResponseReturnValue:
    """Give somebody's access back."""
    who = somebody(person_id)
    require_reach(who)
    actions.reopen_account(person=who, by=person())
    flash(f"Stored: {who.name} can sign in again.", "success")
    return _back_to(who)


def _back_to(who: Person) -> ResponseReturnValue:
    return redirect(url_for("person_edit", person_id=who.id), 303)
