"""The answers to a signal. Each is a POST of its own, so that one press is enough where nothing has to be typed."""

from collections.abc import Callable

from flask import flash
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.signals import actions
from qms.control.signals.actions import NotPossibleError
from qms.control.signals.answering import done, outdated, owners_for, show
from qms.control.signals.forms import AcknowledgeForm, ActForm, CloseForm, ExplainForm, ReopenForm
from qms.control.signals.queries import signal as signal_by_id
from qms.control.signals.queries import unit_of_signal
from qms.golden_thread.readings.models import Signal
from qms.kernel.forms import EditForm
from qms.people.access import needs, person
from qms.people.queries import person as person_by_id
from qms.people.roles import Permission

may_react = needs(Permission.REACT_TO_SIGNALS, unit_of=unit_of_signal)


@blueprint.post("/signals/<int:signal_id>/acknowledge")
@may_react
def signal_acknowledge(signal_id: int) -> ResponseReturnValue:
    """I will look into it."""
    found = signal_by_id(signal_id)
    form = AcknowledgeForm()
    if found.owner_id == person().id and form.validate_on_submit():
        return done(found)  # pressed twice
    return _answer(found, form, lambda: actions.acknowledge(found, by=person()), "Stored: you are looking into it.")


@blueprint.post("/signals/<int:signal_id>/explain")
@may_react
def signal_explain(signal_id: int) -> ResponseReturnValue:
    """What caused it."""
    found = signal_by_id(signal_id)
    form = ExplainForm()
    return _answer(
        found, form, lambda: actions.explain(found, cause=_text(form.cause.data), by=person()), "Stored: what caused it."
    )


@blueprint.post("/signals/<int:signal_id>/act")
@may_react
def signal_act(signal_id: int) -> ResponseReturnValue:
    """What was decided, and who sees to it."""
    found = signal_by_id(signal_id)
    form = ActForm().offer(owners_for(found))

    def act() -> None:
        actions.act(found, decision=_text(form.decision.data), owner=person_by_id(form.owner.data), by=person())

    return _answer(found, form, act, "Stored: what you decided.")


@blueprint.post("/signals/<int:signal_id>/close")
@may_react
def signal_close(signal_id: int) -> ResponseReturnValue:
    """Nothing more to do."""
    found = signal_by_id(signal_id)
    form = CloseForm()

    def close() -> None:
        actions.close(found, reason=_text(form.reason.data), by=person())

    return _answer(found, form, close, "Stored: the signal is closed.")


@blueprint.post("/signals/<int:signal_id>/reopen")
@may_react
def signal_reopen(signal_id: int) -> ResponseReturnValue:
    """It needs somebody after all."""
    found = signal_by_id(signal_id)
    form = ReopenForm()
    return _answer(
        found, form, lambda: actions.reopen(found, reason=_text(form.because.data), by=person()), "Stored: it is open again."
    )


def _answer(signal: Signal, form: EditForm, act: Callable[[], None], said: str) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return show(signal, form, status=422)
    if form.is_stale(signal):
        return outdated(form, signal)
    try:
        act()
    except NotPossibleError as refused:
        return show(signal, form, problem=str(refused), status=422)
    flash(said, "success")
    return done(signal)


def _text(typed: str | None) -> str:
    return (typed or "").strip()
