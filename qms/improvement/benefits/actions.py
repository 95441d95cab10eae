"""Writes of benefits."""

import datetime as dt
from typing import Any

from qms.improvement.benefits.models import Benefit, BenefitKind, BenefitState, Per
from qms.improvement.projects.models import Project
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

CLAIMED = audit.declare("benefit.claimed", "project_id", "kind", "amount", "per")
EDITED = audit.declare("benefit.edited", "changed")
CHECKED = audit.declare("benefit.checked", "state", "checked_by", "note")
REMOVED = audit.declare("benefit.removed", "project_id", "kind", "amount", "per", "method", "state")

FIELDS = ("kind", "what", "amount", "per", "starts_on", "ends_on", "method", "assumptions")


def claim(
    project: Project,
    *,
    kind: BenefitKind,
    amount: float,
    per: Per,
    starts_on: dt.date,
    method: str,
    assumptions: str,
    by: Person,
    what: str = "",
    ends_on: dt.date | None = None,
) -> Benefit:
    """Write down what the project is worth, as its team sees it.

    Raises ValueError for an amount that is not above 0, or without method and assumptions: nobody could check it."""
    _check(amount, method, assumptions)
    made = Benefit(
        project=project,
        kind=kind,
        what=what.strip(),
        amount=amount,
        per=per,
        starts_on=starts_on,
        ends_on=ends_on,
        method=method.strip(),
        assumptions=assumptions.strip(),
        by=by,
    )
    db.session.add(made)
    db.session.flush()
    audit.record(CLAIMED, by=by, subject_id=made.id, project_id=project.id, kind=kind.value, amount=amount, per=per.value)
    return made


def edit(benefit: Benefit, *, by: Person, **fields: Any) -> list[str]:
    """Change any of FIELDS; returns those that changed. A benefit that was checked is a claim again: what was checked is
    not what stands there now. Raises ValueError as `claim` does."""
    if strangers := set(fields) - set(FIELDS):
        raise TypeError(f"A benefit has no {sorted(strangers)} to set here.")
    changed = {name: value for name, value in fields.items() if getattr(benefit, name) != value}
    if not changed:
        return []
    whole = {name: getattr(benefit, name) for name in FIELDS} | changed
    _check(whole["amount"], whole["method"], whole["assumptions"])
    was = {name: _plain(getattr(benefit, name)) for name in changed}
    for name, value in changed.items():
        setattr(benefit, name, value)
    benefit.state, benefit.checked_by, benefit.checked_note = BenefitState.CLAIMED, "", ""
    benefit.checked_on = benefit.recorded_by = None
    now = {name: _plain(value) for name, value in changed.items()}
    audit.record(EDITED, by=by, subject_id=benefit.id, changed={name: [was[name], now[name]] for name in changed})
    db.session.flush()
    return list(changed)


def check(benefit: Benefit, *, state: BenefitState, checked_by: str, note: str, by: Person) -> None:
    """Write down that somebody outside the project confirmed it, or did not, and what they looked at.

    Raises ValueError without saying who, without a note where it is not confirmed, or by the person who claimed it."""
    if state is BenefitState.CLAIMED or not checked_by.strip():
        raise ValueError("A check says who made it, and whether it was confirmed.")
    if state is BenefitState.REFUSED and not note.strip():
        raise ValueError("Where a benefit is not confirmed, the team needs to know why.")
    if by.id == benefit.by_id:
        raise ValueError("Somebody else checks what one has claimed.")
    benefit.state, benefit.checked_by, benefit.checked_note = state, checked_by.strip(), note.strip()
    benefit.checked_on, benefit.recorded_by = clock.today(), by
    audit.record(
        CHECKED, by=by, subject_id=benefit.id, state=state.value, checked_by=benefit.checked_by, note=benefit.checked_note
    )
    db.session.flush()


def remove(benefit: Benefit, *, by: Person) -> None:
    """Take a claim back; the audit keeps it."""
    audit.record(
        REMOVED,
        by=by,
        subject_id=benefit.id,
        project_id=benefit.project_id,
        kind=benefit.kind.value,
        amount=benefit.amount,
        per=benefit.per.value,
        method=benefit.method,
        state=benefit.state.value,
    )
    db.session.delete(benefit)
    db.session.flush()


def _check(amount: float, method: str, assumptions: str) -> None:
    if not amount > 0:
        raise ValueError("A benefit is above 0.")
    if not method.strip() or not assumptions.strip():
        raise ValueError("A benefit says how it was worked out and what was assumed.")


def _plain(value: Any) -> Any:
    """A field's value as the audit can store it."""
    return value.isoformat() if isinstance(value, dt.date) else value
