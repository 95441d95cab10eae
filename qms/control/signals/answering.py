"""The page of a signal with the forms that answer it: fresh, refused, or after somebody else was quicker."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.control.charts.causes import done_words
from qms.control.signals.forms import ActForm, CloseForm, ExplainForm, ReopenForm
from qms.control.signals.presenters import signal_page
from qms.control.signals.queries import possible_owners
from qms.golden_thread.readings.models import Signal
from qms.kernel.forms import EditForm
from qms.people.access import person
from qms.people.models import Person
from qms.people.signing_in.destination import own_page


class Typed(NamedTuple):
    """The field of a form that holds somebody's words, and what they are."""

    field: str
    label: str


TYPED = {
    ExplainForm: Typed("cause", "The cause"),
    ActForm: Typed("decision", "The decision"),
    CloseForm: Typed("reason", "Why it is closed"),
    ReopenForm: Typed("because", "Why it is opened again"),
}
Conflicts = Sequence[tuple[str, str, str]]
AnyForm = TypeVar("AnyForm", bound=EditForm)


def show(
    signal: Signal, answered: EditForm | None = None, *, conflicts: Conflicts = (), problem: str = "", status: int = 200
) -> ResponseReturnValue:
    """The signal's page; `answered` is the form that came with the request and stands there as it was filled in."""
    forms = {each: answered if isinstance(answered, each) else fresh(each, signal) for each in TYPED}
    page = render_template(
        "control/signals/signal.html",
        page=signal_page(signal, person()),
        signal=signal,
        answered=answered,
        explain=forms[ExplainForm],
        act=forms[ActForm],
        close=forms[CloseForm],
        reopen=forms[ReopenForm],
        conflicts=conflicts,
        problem=problem,
        back=back_asked(),
    )
    return page, status


def fresh(form: type[AnyForm], signal: Signal) -> AnyForm:
    """The form with what is stored."""
    owner = signal.owner_id if form is ActForm and signal.owner_id else person().id
    data = {"cause": signal.cause, "decision": signal.decision, "owner": owner}
    made = form(formdata=None, data=data)
    if isinstance(made, ActForm):
        made.offer(owners_for(signal))
    return made


def owners_for(signal: Signal) -> list[Person]:
    """Who may see to it; the present owner too, whose role may have gone."""
    found = possible_owners(signal.series)
    return found if signal.owner is None or signal.owner in found else [signal.owner, *found]


def outdated(form: EditForm, signal: Signal) -> ResponseReturnValue:
    """The page after somebody else changed the signal first: their words beside these, nothing lost."""
    words = TYPED.get(type(form))
    typed = (form.data[words.field] or "").strip() if words else "I will look into it"
    stored = {"cause": signal.cause, "decision": signal.decision}.get(words.field, "") if words else ""
    if typed and typed == stored:
        return done(signal)  # the same words again: somebody pressed twice
    yours = (words.label if words else "What you pressed", typed, stored or "–")
    return show(signal, form, conflicts=[yours, ("Where it stands", "–", done_words(signal))], status=409)


def done(signal: Signal) -> Response:
    """Back to the page that the answer came from, or to the signal."""
    return redirect(back_asked() or url_for("control.signal", signal_id=signal.id), 303)


def back_asked() -> str:
    """The page of ours to go back to, where one was named."""
    asked = request.values.get("back", "")
    return own_page(asked) if asked else ""
