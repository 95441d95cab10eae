"""Answers to signals: seen, explained, acted on, closed, opened again. Each is a step of its history."""

from qms.golden_thread.readings.models import Signal, SignalState, SignalStep
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

ACKNOWLEDGED = audit.declare("signal.acknowledged")
EXPLAINED = audit.declare("signal.explained", "cause")
ACTED = audit.declare("signal.acted", "decision", "owner")
CLOSED = audit.declare("signal.closed", "reason")
REOPENED = audit.declare("signal.reopened", "reason")


class NotPossibleError(ValueError):
    """An answer that makes no sense in the signal's present state; the words say why."""


def acknowledge(signal: Signal, *, by: Person) -> None:
    """`by` will look into it, and is its owner. Seen already by the same person, nothing changes.

    Raises NotPossibleError where it is closed, or somebody else has it."""
    _refuse_closed(signal)
    if signal.state is not SignalState.OPEN:
        if signal.owner_id == by.id:
            return
        raise NotPossibleError(f"{signal.owner.name if signal.owner else 'Somebody else'} is looking into it already.")
    signal.owner = by
    _step(signal, SignalState.ACKNOWLEDGED, "", by=by)
    audit.record(ACKNOWLEDGED, by=by, subject_id=signal.id)


def explain(signal: Signal, *, cause: str, by: Person) -> None:
    """What caused it. A signal that has been acted on stays so. Raises NotPossibleError where it is closed."""
    _refuse_closed(signal)
    if signal.cause == cause:
        return
    signal.cause = cause
    signal.owner = signal.owner or by
    state = SignalState.ACTED if signal.state is SignalState.ACTED else SignalState.EXPLAINED
    _step(signal, state, cause, by=by, shown_as=SignalState.EXPLAINED)
    audit.record(EXPLAINED, by=by, subject_id=signal.id, cause=cause)


def act(signal: Signal, *, decision: str, owner: Person, by: Person) -> None:
    """What was decided, and who sees to it. Raises NotPossibleError where it is closed."""
    _refuse_closed(signal)
    if signal.state is SignalState.ACTED and (signal.decision, signal.owner_id) == (decision, owner.id):
        return
    signal.decision, signal.owner = decision, owner
    _step(signal, SignalState.ACTED, f"{decision}\nSeen to by {owner.name}.", by=by)
    audit.record(ACTED, by=by, subject_id=signal.id, decision=decision, owner=owner.id)


def close(signal: Signal, *, reason: str, by: Person) -> None:
    """Nothing more to do, and why. Raises NotPossibleError where it is closed already."""
    _refuse_closed(signal)
    signal.closed_reason, signal.vanished = reason, False
    _step(signal, SignalState.CLOSED, reason, by=by)
    audit.record(CLOSED, by=by, subject_id=signal.id, reason=reason)


def reopen(signal: Signal, *, reason: str, by: Person) -> None:
    """It needs somebody after all. Raises NotPossibleError where it is not closed, or no longer in the chart."""
    if signal.is_live:
        raise NotPossibleError("It is not closed.")
    if signal.vanished:
        raise NotPossibleError("The chart does not show it any more. If it comes back, it opens by itself.")
    signal.closed_reason, signal.owner = "", None
    _step(signal, SignalState.OPEN, reason, by=by)
    audit.record(REOPENED, by=by, subject_id=signal.id, reason=reason)


def _refuse_closed(signal: Signal) -> None:
    if not signal.is_live:
        raise NotPossibleError("It is closed. Open it again first.")


def _step(signal: Signal, state: SignalState, note: str, *, by: Person, shown_as: SignalState | None = None) -> None:
    signal.state = state
    db.session.add(SignalStep(signal_id=signal.id, state=shown_as or state, note=note, by_id=by.id))
    db.session.flush()
