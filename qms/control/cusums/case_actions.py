"""Writes of cases: added one by one or many at once, corrected, removed, put back."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from qms.control.cusums.models import OutcomeCase, OutcomeSequence, is_risk
from qms.control.cusums.watching import bring_up_to_date
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("outcome-case.added", "sequence_id", "happened_on", "happened")
UPLOADED = audit.declare("outcome-sequence.cases-uploaded", "cases", "events", "first", "last")
CORRECTED = audit.declare("outcome-case.corrected", "sequence_id", "before", "after")
REMOVED = audit.declare("outcome-case.removed", "sequence_id", "happened_on", "happened")
RESTORED = audit.declare("outcome-case.restored", "sequence_id", "happened_on", "happened")

EARLIEST = dt.date(2000, 1, 1)


class CaseRefused(ValueError):  # noqa: N818  it is said to a person, who does not read class names
    """A case that cannot be stored; `field` is the form's."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


class CaseFacts(NamedTuple):
    """A case as it was given."""

    happened_on: dt.date
    event: bool
    risk: float | None = None


def add_case(one: OutcomeSequence, *, facts: CaseFacts, by: Person) -> OutcomeCase:
    """Store one case. Raises CaseRefused where the sequence is closed, or the day or the risk cannot be."""
    case = _new(one, facts, by)
    db.session.add(case)
    db.session.flush()
    audit.record(ADDED, by=by, subject_id=case.id, **_told(case))
    bring_up_to_date(one)
    return case


def add_cases(one: OutcomeSequence, *, many: Sequence[CaseFacts], by: Person) -> int:
    """Store many cases in their order, or none. Raises CaseRefused as `add_case` does."""
    cases = [_new(one, facts, by) for facts in many]
    db.session.add_all(cases)
    db.session.flush()
    days = [facts.happened_on for facts in many]
    audit.record(
        UPLOADED,
        by=by,
        subject_id=one.id,
        cases=len(cases),
        events=sum(facts.event for facts in many),
        first=min(days).isoformat(),
        last=max(days).isoformat(),
    )
    bring_up_to_date(one)
    return len(cases)


def correct_case(case: OutcomeCase, *, facts: CaseFacts, by: Person) -> None:
    """Store another day, outcome or risk; what stood there is kept in the audit trail."""
    check(case.sequence, facts)
    before = _words(case)
    case.happened_on, case.event = facts.happened_on, facts.event
    case.risk = facts.risk if case.sequence.expected_risk is None else case.risk
    if _words(case) == before:
        return
    audit.record(CORRECTED, by=by, subject_id=case.id, sequence_id=case.sequence_id, before=before, after=_words(case))
    bring_up_to_date(case.sequence)


def remove_case(case: OutcomeCase, *, by: Person) -> None:
    """Leave a case out of every chart; it stays on record and can be put back."""
    _refuse_closed(case.sequence)
    if case.removed_at is not None:
        return
    case.removed_at, case.removed_by_id = clock.now(), by.id
    audit.record(REMOVED, by=by, subject_id=case.id, **_told(case))
    bring_up_to_date(case.sequence)


def restore_case(case: OutcomeCase, *, by: Person) -> None:
    """Put a removed case back."""
    _refuse_closed(case.sequence)
    if case.removed_at is None:
        return
    case.removed_at = case.removed_by_id = None
    audit.record(RESTORED, by=by, subject_id=case.id, **_told(case))
    bring_up_to_date(case.sequence)


def check(one: OutcomeSequence, facts: CaseFacts) -> None:
    """Raises CaseRefused naming what is wrong with a case of this sequence."""
    _refuse_closed(one)
    if facts.happened_on > clock.today():
        raise CaseRefused("happened_on", "This day has not come yet. Enter the day of the case.")
    if facts.happened_on < EARLIEST:
        raise CaseRefused("happened_on", "Check the year: it is too far back.")
    if one.expected_risk is not None:
        return
    if facts.risk is None:
        raise CaseRefused("risk", "Enter the expected risk of this case, such as 0.05 or 5%.")
    if not is_risk(facts.risk):
        raise CaseRefused("risk", "The risk must be above 0 and below 1, such as 0.05, or 5%.")


def _new(one: OutcomeSequence, facts: CaseFacts, by: Person) -> OutcomeCase:
    check(one, facts)
    risk = facts.risk if one.expected_risk is None else None
    return OutcomeCase(sequence_id=one.id, happened_on=facts.happened_on, event=facts.event, risk=risk, by_id=by.id)


def _refuse_closed(one: OutcomeSequence) -> None:
    if one.closed_on is not None:
        raise CaseRefused("happened_on", "These cases are not followed any more. Open the sequence again first.")


def _told(case: OutcomeCase) -> dict[str, object]:
    return {"sequence_id": case.sequence_id, "happened_on": case.happened_on.isoformat(), "happened": case.event}


def _words(case: OutcomeCase) -> dict[str, object]:
    return {"happened_on": case.happened_on.isoformat(), "event": case.event, "risk": case.risk}
