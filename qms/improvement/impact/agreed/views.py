"""Agreed actions: add on the meeting's page, tick off by a tap, change, take away."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.impact.agreed import actions
from qms.improvement.impact.agreed.forms import AgreedActionForm, agreed_data, agreed_fields
from qms.improvement.impact.agreed.queries import agreed_action, entry_of_action
from qms.improvement.impact.models import ImpactKind
from qms.improvement.impact.page import colleagues_of, render_entry
from qms.improvement.impact.permissions import writes_impact
from qms.improvement.impact.presenters import trail_of
from qms.improvement.impact.queries import entry as entry_by_id
from qms.kernel.editing import check_edit
from qms.people.access import person
from qms.people.models import Person


def _is_its_owner(reader: Person, agreed_action_id: int) -> bool:
    return agreed_action(agreed_action_id).owner_id == reader.id


# Whoever agreed to do something may say that it is done, whatever their role.
ticks_action = writes_impact(entry_of_action, or_if=_is_its_owner)


@blueprint.post("/impact/entries/<int:impact_id>/actions")
@writes_impact()
def agreed_action_new(impact_id: int) -> ResponseReturnValue:
    """Write down what was agreed."""
    entry = entry_by_id(impact_id)
    if entry.kind is not ImpactKind.MEETING:
        raise NotFound
    form = AgreedActionForm().about(entry)
    if not form.validate_on_submit():
        return render_entry(entry, form=form, status=422)
    actions.agree_on(entry, by=person(), **agreed_fields(form))
    flash("Stored: what was agreed.", "success")
    return _to_actions(impact_id)


@blueprint.post("/impact/actions/<int:agreed_action_id>/done")
@ticks_action
def agreed_action_done(agreed_action_id: int) -> ResponseReturnValue:
    """It is done."""
    action = agreed_action(agreed_action_id)
    actions.finish_agreed(action, by=person())
    flash(f"Stored: done. {action.what}", "success")
    return _to_actions(action.entry_id)


@blueprint.post("/impact/actions/<int:agreed_action_id>/reopen")
@ticks_action
def agreed_action_reopen(agreed_action_id: int) -> ResponseReturnValue:
    """It is not done after all."""
    action = agreed_action(agreed_action_id)
    actions.reopen_agreed(action, by=person())
    flash(f"Stored: to be done again. {action.what}", "success")
    return _to_actions(action.entry_id)


@blueprint.route("/impact/actions/<int:agreed_action_id>/edit", methods=["GET", "POST"])
@writes_impact(entry_of_action)
def agreed_action_edit(agreed_action_id: int) -> ResponseReturnValue:
    """Change what, who or by when; two people may do so at once."""
    action = agreed_action(agreed_action_id)
    entry, stored = entry_by_id(action.entry_id), agreed_data(action)
    form = AgreedActionForm(data=stored).about(entry)
    edit = check_edit(form, action, stored)
    if edit.accepted:
        actions.edit_agreed(action, by=person(), **agreed_fields(form))
        flash("Stored: what was agreed.", "success")
        return _to_actions(entry.id)
    page = render_template(
        "improvement/impact/action.html", form=form, action=action, entry=entry, conflict=edit.conflict,
        colleagues=colleagues_of(entry), trail=trail_of(entry),
    )  # fmt: skip
    return page, edit.status


@blueprint.post("/impact/actions/<int:agreed_action_id>/remove")
@writes_impact(entry_of_action)
def agreed_action_remove(agreed_action_id: int) -> ResponseReturnValue:
    """Take it away."""
    action = agreed_action(agreed_action_id)
    entry_id = action.entry_id
    actions.remove_agreed(action, by=person())
    flash("Removed: the agreed action.", "success")
    return _to_actions(entry_id)


def _to_actions(entry_id: int) -> Response:
    return redirect(url_for("improvement.impact_entry", impact_id=entry_id, _anchor="agreed"), 303)
