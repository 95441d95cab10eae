"""Answers to the signals of a sequence: seen, and explained."""

from qms.control.cusums.models import OutcomeSignal
from qms.control.cusums.watching import bring_up_to_date
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

SEEN = audit.declare("outcome-signal.seen")
EXPLAINED = audit.declare("outcome-signal.explained", "cause")


class NotPossible(ValueError):  # noqa: N818  it is said to a person, who does not read class names
    """An answer that makes no sense any more; the words say why."""


def see(signal: OutcomeSignal, *, by: Person) -> None:
    """`by` will look for the cause. Raises NotPossible where it has been answered or withdrawn, or somebody else has it."""
    _refuse_over(signal)
    if signal.seen_by_id == by.id:
        return
    if signal.seen_by is not None:
        raise NotPossible(f"{signal.seen_by.name} is looking into it already.")
    signal.seen_at, signal.seen_by = clock.now(), by
    audit.record(SEEN, by=by, subject_id=signal.id)
    db.session.flush()


def explain(signal: OutcomeSignal, *, cause: str, by: Person) -> None:
    """What caused it. Its chart begins again from 0 at the next case. Raises NotPossible where it is over."""
    _refuse_over(signal)
    signal.cause, signal.answered_at, signal.answered_by = cause, clock.now(), by
    audit.record(EXPLAINED, by=by, subject_id=signal.id, cause=cause)
    bring_up_to_date(signal.sequence)


def _refuse_over(signal: OutcomeSignal) -> None:
    if signal.withdrawn_at is not None:
        raise NotPossible("A corrected case took this signal away, so there is nothing to answer.")
    if signal.answered_at is not None:
        raise NotPossible("It has been answered already.")
