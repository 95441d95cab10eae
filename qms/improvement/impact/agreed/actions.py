"""Writes of agreed actions."""

import datetime as dt

from qms.improvement.duties.actions import finish, reopen
from qms.improvement.impact.models import AgreedAction, ImpactEntry
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

AGREED = audit.declare("agreed-action.agreed", "entry_id", "what", "owner_id", "outside", "due_on")
EDITED = audit.declare("agreed-action.edited", "entry_id", "was", "now")
DONE = audit.declare("agreed-action.done", "entry_id")
REOPENED = audit.declare("agreed-action.reopened", "entry_id", "was_done_on")
REMOVED = audit.declare("agreed-action.removed", "entry_id", "what", "owner_id", "outside", "due_on")


def agree_on(
    entry: ImpactEntry,
    *,
    what: str,
    by: Person,
    owner: Person | None = None,
    outside: str = "",
    due_on: dt.date | None = None,
) -> AgreedAction:
    """Write down what was agreed. Its owner has an account or is named `outside`; one with both is the account's."""
    made = AgreedAction(
        entry=entry, what=what.strip(), owner=owner, outside="" if owner else outside.strip(), due_on=due_on, by_id=by.id
    )
    db.session.add(made)
    db.session.flush()
    audit.record(AGREED, by=by, subject_id=made.id, entry_id=entry.id, **_said(made))
    return made


def edit_agreed(
    action: AgreedAction, *, what: str, owner: Person | None, outside: str, due_on: dt.date | None, by: Person
) -> None:
    """Change an action; another owner or another day brings one more reminder."""
    was = _said(action)
    if (owner.id if owner else None, due_on) != (action.owner_id, action.due_on):
        action.reminded_on = None
    action.what, action.due_on = what.strip(), due_on
    action.owner, action.outside = owner, "" if owner else outside.strip()
    db.session.flush()
    now = _said(action)
    if was != now:
        audit.record(EDITED, by=by, subject_id=action.id, entry_id=action.entry_id, was=was, now=now)


def finish_agreed(action: AgreedAction, *, by: Person) -> None:
    """It is done."""
    finish(action, event=DONE, by=by, entry_id=action.entry_id)


def reopen_agreed(action: AgreedAction, *, by: Person) -> None:
    """It is not done after all."""
    reopen(action, event=REOPENED, by=by, entry_id=action.entry_id)


def remove_agreed(action: AgreedAction, *, by: Person) -> None:
    """Take an action away; the audit keeps it."""
    audit.record(REMOVED, by=by, subject_id=action.id, entry_id=action.entry_id, **_said(action))
    db.session.delete(action)
    db.session.flush()


def _said(action: AgreedAction) -> dict[str, str | int | None]:
    due_on = action.due_on.isoformat() if action.due_on else None
    return {"what": action.what, "owner_id": action.owner_id, "outside": action.outside, "due_on": due_on}
