"""Reads of PDSA cycles."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import ENDED
from qms.kernel.db import db
from qms.organisation.models import Unit


def cycle(cycle_id: int) -> PdsaCycle:
    """The cycle, or NoResultFound (a 404)."""
    return db.session.execute(select(PdsaCycle).where(PdsaCycle.id == cycle_id)).scalar_one()


def unit_of_cycle(cycle_id: int) -> Unit:
    """The unit of the cycle's project, or NoResultFound (a 404)."""
    statement = select(Project).join(PdsaCycle, PdsaCycle.project_id == Project.id).where(PdsaCycle.id == cycle_id)
    return db.session.execute(statement).scalar_one().unit


def cycles_of(project_ids: Iterable[int]) -> dict[int, list[PdsaCycle]]:
    """The cycles of each project that has some, in order."""
    found: dict[int, list[PdsaCycle]] = defaultdict(list)
    statement = select(PdsaCycle).where(PdsaCycle.project_id.in_(list(project_ids))).order_by(PdsaCycle.number)
    for each in db.session.execute(statement).scalars():
        found[each.project_id].append(each)
    return dict(found)


def next_of(cycle: PdsaCycle) -> PdsaCycle | None:
    """The first cycle that follows this one on the ramp."""
    statement = select(PdsaCycle).where(PdsaCycle.follows_id == cycle.id).order_by(PdsaCycle.number).limit(1)
    return db.session.execute(statement).scalar()


def running_of(project_ids: Iterable[int], *, limit: int = 20) -> list[PdsaCycle]:
    """Cycles of projects that go on, awaiting their decision, those due first; without a due date last."""
    statement = (
        select(PdsaCycle)
        .join(PdsaCycle.project)
        .options(contains_eager(PdsaCycle.project))
        .where(
            PdsaCycle.project_id.in_(list(project_ids)),
            PdsaCycle.decision.is_(None),
            Project.stage.not_in(ENDED),
        )
    )
    soonest = (PdsaCycle.result_due_on.is_(None), PdsaCycle.result_due_on, PdsaCycle.id)
    return list(db.session.execute(statement.order_by(*soonest).limit(limit)).scalars())


def is_overdue(cycle: PdsaCycle, today: dt.date) -> bool:
    """Whether the result was due before today and nothing is decided."""
    return cycle.is_running and cycle.result_due_on is not None and cycle.result_due_on < today
