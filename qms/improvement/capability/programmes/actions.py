"""Writes of programmes."""

from typing import Any

from sqlalchemy import select, update

from qms.improvement.capability.models import Programme, Tier, Training
from qms.improvement.capability.tiers import refresh_by
from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db, forget

MADE = audit.declare("programme.made", "name", "tier", "refresher_months")
EDITED = audit.declare("programme.edited", "changed")


def make_programme(
    *, name: str, tier: Tier = Tier.NONE, refresher_months: int | None = None, about: str = "", by: Author
) -> Programme:
    """Add a programme; the database refuses a name that there is already."""
    programme = Programme(name=" ".join(name.split()), tier=tier, refresher_months=refresher_months, about=about.strip())
    db.session.add(programme)
    db.session.flush()
    audit.record(
        MADE, by=by, subject_id=programme.id, name=programme.name, tier=tier.value, refresher_months=refresher_months
    )
    return programme


def edit_programme(programme: Programme, *, by: Author, **fields: Any) -> list[str]:
    """Set the named fields; returns those that changed. Other months until the refresher apply to all who completed it."""
    changed = {name: value for name, value in fields.items() if getattr(programme, name) != value}
    if not changed:
        return []
    detail = {name: [getattr(programme, name), value] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(programme, name, value)
    db.session.flush()
    if "refresher_months" in changed:
        _set_refreshers(programme)
    audit.record(EDITED, by=by, subject_id=programme.id, changed=detail)
    return list(changed)


def _set_refreshers(programme: Programme) -> None:
    """Work the refreshers of the programme out again, in two statements however many completed it."""
    rows = db.session.execute(select(Training.id, Training.completed_on).where(Training.programme_id == programme.id))
    untold = {"told_soon_on": None, "told_over_on": None}  # of a day that holds no longer
    again = [{"id": id_, "refresh_by": refresh_by(on, programme.refresher_months), **untold} for id_, on in rows]
    if again:
        db.session.execute(update(Training), again)
        forget(Training)
