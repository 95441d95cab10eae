"""Reads of staff counts and targets."""

from sqlalchemy import select

from qms.improvement.capability.models import CoverageTarget, StaffCount
from qms.improvement.capability.permissions import within_reach
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

RECENT = 20


def staff_count(staff_count_id: int) -> StaffCount:
    """The count, or NoResultFound (a 404)."""
    return db.session.execute(select(StaffCount).where(StaffCount.id == staff_count_id)).scalar_one()


def unit_of_count(staff_count_id: int, **_: int) -> Unit:
    """The unit that was counted, or NoResultFound (a 404)."""
    return staff_count(staff_count_id).unit


def recent_counts(keeper: Person) -> list[StaffCount]:
    """The counts entered last, among the units that the person keeps."""
    statement = select(StaffCount).join(StaffCount.unit).where(within_reach(keeper))
    return list(db.session.execute(statement.order_by(StaffCount.id.desc()).limit(RECENT)).scalars())


def target(coverage_target_id: int) -> CoverageTarget:
    """The target, or NoResultFound (a 404)."""
    return db.session.execute(select(CoverageTarget).where(CoverageTarget.id == coverage_target_id)).scalar_one()


def unit_of_target(coverage_target_id: int, **_: int) -> Unit:
    """The unit that the target was set for, or NoResultFound (a 404)."""
    return target(coverage_target_id).unit


def targets() -> list[CoverageTarget]:
    """Every target, from the top of the tree down."""
    statement = select(CoverageTarget).join(CoverageTarget.unit).order_by(Unit.path, CoverageTarget.tier)
    return list(db.session.execute(statement.limit(500)).scalars())
