"""Writes of risks. None is ever deleted: what the team once feared, and why it no longer does, is worth keeping."""

import datetime as dt
from typing import Any

from qms.improvement.projects.models import Project
from qms.improvement.work.models import Risk
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("risk.added", "project_id", "what", "likelihood", "effect", "response", "owner_id", "review_on")
EDITED = audit.declare("risk.edited", "project_id", "was", "now")
CLOSED = audit.declare("risk.closed", "project_id")
REOPENED = audit.declare("risk.reopened", "project_id", "was_closed_on")


def add_risk(
    project: Project,
    *,
    what: str,
    likelihood: int,
    effect: int,
    by: Person,
    response: str = "",
    owner: Person | None = None,
    review_on: dt.date | None = None,
) -> Risk:
    """Note what might go wrong. The database refuses a likelihood or an effect that is not 1 to 5."""
    risk = Risk(project_id=project.id, by_id=by.id)
    _set(
        risk, what=what, likelihood=likelihood, effect=effect, response=response, owner=owner, review_on=review_on
    )  # fmt: skip
    db.session.add(risk)
    db.session.flush()
    audit.record(ADDED, by=by, subject_id=risk.id, project_id=project.id, **_said(risk))
    return risk


def edit_risk(
    risk: Risk,
    *,
    what: str,
    likelihood: int,
    effect: int,
    response: str,
    owner: Person | None,
    review_on: dt.date | None,
    by: Person,
) -> None:
    """Change it, as after a review."""
    was = _said(risk)
    _set(
        risk, what=what, likelihood=likelihood, effect=effect, response=response, owner=owner, review_on=review_on
    )  # fmt: skip
    db.session.flush()
    now = _said(risk)
    if was != now:
        audit.record(EDITED, by=by, subject_id=risk.id, project_id=risk.project_id, was=was, now=now)


def close_risk(risk: Risk, *, by: Person) -> None:
    """It can no longer happen, or happened and is dealt with; pressing the button twice changes nothing."""
    if risk.closed_on is not None:
        return
    risk.closed_on = clock.today()
    audit.record(CLOSED, by=by, subject_id=risk.id, project_id=risk.project_id)
    db.session.flush()


def reopen_risk(risk: Risk, *, by: Person) -> None:
    """It stands again."""
    if risk.closed_on is None:
        return
    audit.record(REOPENED, by=by, subject_id=risk.id, project_id=risk.project_id, was_closed_on=risk.closed_on.isoformat())
    risk.closed_on = None
    db.session.flush()


def _set(risk: Risk, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(risk, name, value.strip() if isinstance(value, str) else value)


def _said(risk: Risk) -> dict[str, Any]:
    return {
        "what": risk.what,
        "likelihood": risk.likelihood,
        "effect": risk.effect,
        "response": risk.response,
        "owner_id": risk.owner_id,
        "review_on": risk.review_on.isoformat() if risk.review_on else None,
    }
