"""Taking a unit out of use, and putting it back."""

from collections.abc import Sequence

from flask import Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.organisation import actions, queries
from qms.organisation.changes import Use
from qms.organisation.forms import UnitForm
from qms.organisation.models import Unit
from qms.organisation.rules import UnitRefusedError
from qms.people.access import needs, person
from qms.people.roles import Permission
from qms.people.units.prefilled import edit_form

MOST_USES = 30  # shown at once; those who need a longer list have other pages for it


def add_routes(app: Flask) -> None:
    """Add the two buttons' routes."""
    app.add_url_rule("/units/<int:unit_id>/retire", view_func=unit_retire, methods=["POST"])
    app.add_url_rule("/units/<int:unit_id>/restore", view_func=unit_restore, methods=["POST"])


def edit_page(
    unit: Unit,
    form: UnitForm,
    *,
    conflict: Sequence[tuple[str, str, str]] = (),
    refusal: str = "",
    uses: Sequence[Use] = (),
) -> str:
    """The page of one unit, with the reason why it could not be retired."""
    return render_template(
        "organisation/units/edit.html",
        unit=unit,
        form=form,
        conflict=conflict,
        refusal=refusal,
        uses=uses[:MOST_USES],
        more_uses=max(0, len(uses) - MOST_USES),
    )


@needs(Permission.ADMINISTER, unit_of=queries.unit)
def unit_retire(unit_id: int) -> ResponseReturnValue:
    """Take a unit out of use, unless something still needs it."""
    unit = queries.unit(unit_id)
    try:
        actions.retire_unit(unit=unit, by=person())
    except UnitRefusedError as refusal:
        return edit_page(unit, edit_form(unit), refusal=refusal.sentence), 422
    except actions.UnitInUseError as refusal:
        said = f"{unit.name} is still in use. End or move these first."
        return edit_page(unit, edit_form(unit), refusal=said, uses=refusal.uses), 422
    flash(f"Stored: {unit.name} is retired.", "success")
    return redirect(url_for("units"), 303)


@needs(Permission.ADMINISTER, unit_of=queries.unit)
def unit_restore(unit_id: int) -> ResponseReturnValue:
    """Put a retired unit back into use."""
    unit = queries.unit(unit_id)
    try:
        actions.restore_unit(unit=unit, by=person())
    except UnitRefusedError as refusal:
        return edit_page(unit, edit_form(unit), refusal=refusal.sentence), 422
    flash(f"Stored: {unit.name} is in use again.", "success")
    return redirect(url_for("units", q=unit.name), 303)
