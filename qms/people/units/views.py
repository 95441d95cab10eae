"""The unit tree: read by all, changed by administrators."""

from flask import Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.kernel.editing import check_edit
from qms.kernel.paging import slice_of
from qms.organisation import actions, presenters, queries
from qms.organisation.forms import UnitForm
from qms.organisation.models import Unit
from qms.organisation.rules import UnitRefusedError
from qms.people.access import needs, person, require, signed_in
from qms.people.roles import Permission
from qms.people.units import retiring
from qms.people.units.prefilled import edit_form, new_form, stored_values

ADMINISTER = Permission.ADMINISTER


def add_routes(app: Flask) -> None:
    """Add the pages of the unit tree."""
    both = ["GET", "POST"]
    app.add_url_rule("/units", view_func=units)
    app.add_url_rule("/units/new", view_func=unit_new, methods=both)
    app.add_url_rule("/units/<int:unit_id>/edit", view_func=unit_edit, methods=both)
    retiring.add_routes(app)


@signed_in
def units() -> ResponseReturnValue:
    """The tree."""
    words = request.args.get("q", "")
    with_retired = request.args.get("retired") == "yes"
    everything = queries.all_units(with_retired=with_retired)
    page = slice_of(presenters.matching(everything, words), size=200)
    return render_template(
        "organisation/units/units.html",
        page=page,
        tree=presenters.nested(presenters.with_above(page.items, everything)),
        words=words,
        with_retired=with_retired,
        mine=person().units_where(ADMINISTER),
    )


@needs(ADMINISTER)
def unit_new() -> ResponseReturnValue:
    """Add a unit below one that the person administers."""
    form = new_form(request.args.get("parent", type=int))
    if form.validate_on_submit():
        parent = queries.unit(form.parent.data)
        require(ADMINISTER, parent)
        try:
            unit = actions.add_unit(
                name=form.name.data, kind=form.kind.data, parent=parent, ods_code=form.ods_code.data, by=person()
            )
        except UnitRefusedError as refusal:
            form[refusal.field].errors = [refusal.sentence]
        else:
            flash(f"Stored: {unit.name}.", "success")
            return redirect(url_for("units", q=unit.name), 303)
    return render_template("organisation/units/new.html", form=form), 422 if form.errors else 200


@needs(ADMINISTER, unit_of=queries.unit)
def unit_edit(unit_id: int) -> ResponseReturnValue:
    """Change a unit's facts or its place."""
    unit = queries.unit(unit_id)
    form = edit_form(unit)
    edit = check_edit(form, unit, stored_values(unit))
    if edit.accepted and _stored(form, unit):
        flash(f"Stored: {unit.name}.", "success")
        return redirect(url_for("units", q=unit.name), 303)
    return retiring.edit_page(unit, form, conflict=edit.conflict), edit.status


def _stored(form: UnitForm, unit: Unit) -> bool:
    parent = queries.unit(form.parent.data) if form.parent else None
    if parent is not None and parent.id != unit.parent_id:
        require(ADMINISTER, parent)
    name, kind, code = form.name.data, form.kind.data, form.ods_code.data
    try:
        actions.edit_unit(unit=unit, name=name, kind=kind, ods_code=code, parent=parent, by=person())
    except UnitRefusedError as refusal:
        form[refusal.field].errors = [refusal.sentence]
        return False
    return True
