"""Cases: one in ten seconds, corrected, removed, put back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.cusums import case_actions, queries
from qms.control.cusums.case_actions import CaseFacts, CaseRefused
from qms.control.cusums.forms import CaseForm
from qms.control.cusums.models import OutcomeSequence
from qms.control.cusums.presenters import crumbs_of
from qms.kernel import clock
from qms.kernel.formats import day
from qms.people.access import needs, person
from qms.people.roles import Permission

ENTER = Permission.ENTER_MEASUREMENTS


@blueprint.route("/cusums/<int:sequence_id>/cases/new", methods=["GET", "POST"])
@needs(ENTER, unit_of=queries.unit_of_sequence)
def cusum_add(sequence_id: int) -> ResponseReturnValue:
    """One case: the day stands there, one press says whether the event happened."""
    one = queries.sequence(sequence_id)
    form = CaseForm(data={"happened_on": clock.today()})
    if form.validate_on_submit():
        try:
            case = case_actions.add_case(one, facts=_facts(form), by=person())
        except CaseRefused as refused:
            form[refused.field].errors = [refused.sentence]
        else:
            flash(f"Stored: {day(case.happened_on)}, {'the event happened' if case.event else 'no event'}.", "success")
            return redirect(url_for("control.cusum_add", sequence_id=one.id), 303)
    page = render_template(
        "control/cusums/add.html", form=form, one=one, crumbs_list=case_crumbs(one), last=queries.last_added(one)
    )
    return page, 422 if form.errors else 200


@blueprint.route("/cusums/cases/<int:case_id>", methods=["GET", "POST"])
@needs(ENTER, unit_of=queries.unit_of_case)
def cusum_case(case_id: int) -> ResponseReturnValue:
    """Correct one case, or remove it."""
    case = queries.case(case_id)
    one = case.sequence
    form = CaseForm(data={"happened_on": case.happened_on, "event": "yes" if case.event else "no", "risk": case.risk})
    if form.validate_on_submit():
        try:
            case_actions.correct_case(case, facts=_facts(form), by=person())
        except CaseRefused as refused:
            form[refused.field].errors = [refused.sentence]
        else:
            flash("Stored: the case is corrected.", "success")
            return redirect(url_for("control.cusum", sequence_id=one.id), 303)
    page = render_template("control/cusums/case.html", form=form, one=one, case=case, crumbs_list=case_crumbs(one))
    return page, 422 if form.errors else 200


@blueprint.post("/cusums/cases/<int:case_id>/remove")
@needs(ENTER, unit_of=queries.unit_of_case)
def cusum_case_remove(case_id: int) -> ResponseReturnValue:
    """Leave a case out; it can be put back."""
    case = queries.case(case_id)
    try:
        case_actions.remove_case(case, by=person())
    except CaseRefused as refused:
        flash(refused.sentence, "warning")
    else:
        flash(f"Removed: the case of {day(case.happened_on)}. It can be put back below the table of cases.", "success")
    return redirect(url_for("control.cusum", sequence_id=case.sequence_id), 303)


@blueprint.post("/cusums/cases/<int:case_id>/restore")
@needs(ENTER, unit_of=queries.unit_of_case)
def cusum_case_restore(case_id: int) -> ResponseReturnValue:
    """Put a removed case back."""
    case = queries.case(case_id)
    try:
        case_actions.restore_case(case, by=person())
    except CaseRefused as refused:
        flash(refused.sentence, "warning")
    else:
        flash(f"Stored: the case of {day(case.happened_on)} counts again.", "success")
    return redirect(url_for("control.cusum", sequence_id=case.sequence_id), 303)


def case_crumbs(one: OutcomeSequence) -> list[tuple[str, str]]:
    """The way up from a page about the sequence's cases."""
    return [*crumbs_of(one), (one.name, url_for("control.cusum", sequence_id=one.id))]


def _facts(form: CaseForm) -> CaseFacts:
    assert form.happened_on.data is not None  # noqa: S101  the form has checked it
    return CaseFacts(form.happened_on.data, form.event.data == "yes", form.risk.data)
