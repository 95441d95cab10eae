"""Answers to the signals of a sequence."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.cusums import queries, signal_actions
from qms.control.cusums.forms import ExplainForm
from qms.control.cusums.signal_actions import NotPossible
from qms.control.cusums.views import show
from qms.people.access import needs, person
from qms.people.roles import Permission

REACT = Permission.REACT_TO_SIGNALS


@blueprint.post("/cusums/signals/<int:outcome_signal_id>/acknowledge")
@needs(REACT, unit_of=queries.unit_of_signal)
def cusum_signal_acknowledge(outcome_signal_id: int) -> ResponseReturnValue:
    """Somebody looks for the cause."""
    signal = queries.signal(outcome_signal_id)
    try:
        signal_actions.see(signal, by=person())
    except NotPossible as refused:
        return show(signal.sequence, problem=str(refused), status=409)
    flash("Stored: you are looking into it. Write down the cause here when you have found it.", "success")
    return redirect(url_for("control.cusum", sequence_id=signal.sequence_id), 303)


@blueprint.post("/cusums/signals/<int:outcome_signal_id>/explain")
@needs(REACT, unit_of=queries.unit_of_signal)
def cusum_signal_explain(outcome_signal_id: int) -> ResponseReturnValue:
    """The cause is found, and the chart begins again."""
    signal = queries.signal(outcome_signal_id)
    form = ExplainForm()
    if not form.validate_on_submit():
        return show(signal.sequence, answered=signal.id, form=form, status=422)
    if form.is_stale(signal):
        return show(signal.sequence, answered=signal.id, form=form, problem=_outdated(), status=409)
    try:
        signal_actions.explain(signal, cause=(form.cause.data or "").strip(), by=person())
    except NotPossible as refused:
        return show(signal.sequence, problem=str(refused), status=409)
    flash("Stored: the cause. The chart begins again from 0 with the next case.", "success")
    return redirect(url_for("control.cusum", sequence_id=signal.sequence_id), 303)


def _outdated() -> str:
    return "Somebody else changed this signal while you were writing. Your words are still below."
