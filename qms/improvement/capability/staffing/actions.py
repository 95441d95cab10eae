"""Writes of staff counts and targets."""

import datetime as dt

from sqlalchemy import select

from qms.improvement.capability.models import CoverageTarget, StaffCount, Tier
from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.organisation.models import Unit

COUNTED = audit.declare("staff-count.entered", "unit_id", "counted_on", "staff", "before")
COUNT_REMOVED = audit.declare("staff-count.removed", "unit_id", "counted_on", "staff")
TARGET_SET = audit.declare("coverage-target.set", "unit_id", "tier", "share", "due_on", "before")
TARGET_REMOVED = audit.declare("coverage-target.removed", "unit_id", "tier", "share")


def enter_count(*, unit: Unit, counted_on: dt.date, staff: int, by: Author) -> StaffCount:
    """Keep how many work at the unit and below on that day; another count of the same day is replaced."""
    statement = select(StaffCount).where(StaffCount.unit_id == unit.id, StaffCount.counted_on == counted_on)
    counted = db.session.execute(statement).scalar()
    before = counted.staff if counted else None
    if counted is None:
        counted = StaffCount(unit_id=unit.id, counted_on=counted_on)
        db.session.add(counted)
    counted.staff, counted.by_id = staff, by.id
    db.session.flush()
    detail = {"unit_id": unit.id, "counted_on": counted_on.isoformat(), "staff": staff, "before": before}
    audit.record(COUNTED, by=by, subject_id=counted.id, **detail)
    return counted


def remove_count(counted: StaffCount, *, by: Author) -> None:
    """Take back a count that was entered by mistake."""
    detail = {"unit_id": counted.unit_id, "counted_on": counted.counted_on.isoformat(), "staff": counted.staff}
    audit.record(COUNT_REMOVED, by=by, subject_id=counted.id, **detail)
    db.session.delete(counted)
    db.session.flush()


def set_target(*, unit: Unit, tier: Tier, share: float, due_on: dt.date | None, by: Author) -> CoverageTarget:
    """Set the dose wanted at the unit and below (`share` of 1); another one for the tier is replaced."""
    statement = select(CoverageTarget).where(CoverageTarget.unit_id == unit.id, CoverageTarget.tier == tier)
    target = db.session.execute(statement).scalar()
    before = target.share if target else None
    if target is None:
        target = CoverageTarget(unit_id=unit.id, tier=tier)
        db.session.add(target)
    target.share, target.due_on = share, due_on
    db.session.flush()
    audit.record(
        TARGET_SET, by=by, subject_id=target.id, unit_id=unit.id, tier=tier.value, share=share,
        due_on=due_on.isoformat() if due_on else None, before=before,
    )  # fmt: skip
    return target


def remove_target(target: CoverageTarget, *, by: Author) -> None:
    """Remove a target; that of a unit above holds again."""
    detail = {"unit_id": target.unit_id, "tier": target.tier.value, "share": target.share}
    audit.record(TARGET_REMOVED, by=by, subject_id=target.id, **detail)
    db.session.delete(target)
    db.session.flush()
