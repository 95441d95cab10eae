"""Starting, changing, closing a sequence."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.cusums import actions, queries
from qms.control.cusums.actions import Facts, SequenceRefused
from qms.control.cusums.forms import LABELS, ONE_RISK, OWN_RISKS, CloseForm, SequenceForm
from qms.control.cusums.models import OutcomeSequence
from qms.control.cusums.presenters import crumbs_of
from qms.kernel.editing import check_edit
from qms.kernel.forms import select_choices
from qms.organisation import queries as organisation
from qms.people import queries as people
from qms.people.access import needs, person, require
from qms.people.roles import Permission

DEFINE = Permission.DEFINE_METRICS


@blueprint.route("/cusums/new", methods=["GET", "POST"])
@needs(DEFINE)
def cusum_new() -> ResponseReturnValue:
    """Start to follow cases."""
    units = people.units_within_reach(person(), DEFINE)
    form = SequenceForm(data={"unit_id": request.args.get("unit", type=int), "owner_id": person().id})
    form.unit_id.choices = select_choices((each.id, each.name) for each in units)
    _offer_owners(form)
    if form.validate_on_submit():
        unit = organisation.unit(form.unit_id.data)
        require(DEFINE, unit)
        try:
            one = actions.start_sequence(facts=_facts(form), unit=unit, owner=people.person(form.owner_id.data), by=person())
        except SequenceRefused as refused:
            form[refused.field].errors = [refused.sentence]
        else:
            flash(f"Stored: {one.name}. Now add the first cases.", "success")
            return redirect(url_for("control.cusum", sequence_id=one.id), 303)
    return render_template("control/cusums/new.html", form=form), 422 if form.errors else 200


@blueprint.route("/cusums/<int:sequence_id>/edit", methods=["GET", "POST"])
@needs(DEFINE, unit_of=queries.unit_of_sequence)
def cusum_edit(sequence_id: int) -> ResponseReturnValue:
    """Change what a sequence says of itself."""
    one = queries.sequence(sequence_id)
    stored = _entered(one)
    form = SequenceForm(data=stored)
    form.unit_id.choices = select_choices([(one.unit_id, one.unit.name)])
    _offer_owners(form, one)
    edit = check_edit(form, one, stored)
    if edit.accepted:
        try:
            actions.change_sequence(one, facts=_facts(form), owner=people.person(form.owner_id.data), by=person())
        except SequenceRefused as refused:
            form[refused.field].errors = [refused.sentence]
        else:
            flash(f"Stored: {one.name}.", "success")
            return redirect(url_for("control.cusum", sequence_id=one.id), 303)
    page = render_template("control/cusums/edit.html", form=form, one=one, crumbs_list=_crumbs(one), conflict=edit.conflict)
    return page, edit.status


@blueprint.route("/cusums/<int:sequence_id>/end", methods=["GET", "POST"])
@needs(DEFINE, unit_of=queries.unit_of_sequence)
def cusum_close(sequence_id: int) -> ResponseReturnValue:
    """No more cases will come: asks why."""
    one = queries.sequence(sequence_id)
    form = CloseForm(data={"version": one.version})
    if form.validate_on_submit():
        try:
            actions.close_sequence(one, reason=(form.reason.data or "").strip(), by=person())
        except SequenceRefused as refused:
            form.reason.errors = [refused.sentence]
        else:
            flash(f"Stored: {one.name} is closed.", "success")
            return redirect(url_for("control.cusum", sequence_id=one.id), 303)
    page = render_template("control/cusums/close.html", form=form, one=one, crumbs_list=_crumbs(one))
    return page, 422 if form.errors else 200


@blueprint.post("/cusums/<int:sequence_id>/reopen")
@needs(DEFINE, unit_of=queries.unit_of_sequence)
def cusum_reopen(sequence_id: int) -> ResponseReturnValue:
    """Follow a closed sequence again."""
    one = queries.sequence(sequence_id)
    try:
        actions.reopen_sequence(one, by=person())
    except SequenceRefused as refused:
        flash(refused.sentence, "warning")
    else:
        flash(f"Stored: {one.name} is followed again.", "success")
    return redirect(url_for("control.cusum", sequence_id=one.id), 303)


def _offer_owners(form: SequenceForm, one: OutcomeSequence | None = None) -> None:
    owners = queries.possible_owners()
    if one is not None and one.owner not in owners:
        owners.append(one.owner)
    if person() not in owners:
        owners.append(person())
    form.owner_id.choices = select_choices((each.id, each.name) for each in owners)


def _facts(form: SequenceForm) -> Facts:
    def text(field: str) -> str:
        return (form[field].data or "").strip()

    return Facts(
        name=text("name"),
        event=text("event"),
        expected_risk=form.expected_risk.data if form.risk_kind.data == ONE_RISK else None,
        risk_source=text("risk_source"),
        worse_ratio=form.worse_ratio.data or 0.0,
        worse_limit=form.worse_limit.data or 0.0,
        better_ratio=form.better_ratio.data or 0.0,
        better_limit=form.better_limit.data or 0.0,
    )


def _entered(one: OutcomeSequence) -> dict[str, object]:
    fields = ("unit_id", "version", "expected_risk", *LABELS)
    stored = {name: getattr(one, name) for name in fields if name != "risk_kind"}
    return stored | {"risk_kind": OWN_RISKS if one.expected_risk is None else ONE_RISK}


def _crumbs(one: OutcomeSequence) -> list[tuple[str, str]]:
    return [*crumbs_of(one), (one.name, url_for("control.cusum", sequence_id=one.id))]
