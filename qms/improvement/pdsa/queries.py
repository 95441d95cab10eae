"""Reads of PDSA cycles."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qms.improvement.pdsa.models import Decision, Foretold, PdsaCycle
from qms.improvement.projects.models import Project, ProjectMember
from qms.improvement.projects.queries import ENDED
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.projects.visibility import visible
from qms.kernel.db import db


class Trial(NamedTuple):
    """A cycle as far as the next step of its project asks; thousands of them are read at once."""

    project_id: int
    id: int
    number: int
    decision: Decision | None
    result_due_on: dt.date | None
    follows_id: int | None
    package_idea_id: int | None
    driver_id: int | None
    idea: str

    @property
    def is_running(self) -> bool:
        """Whether it awaits its decision."""
        return self.decision is None


def cycle(cycle_id: int) -> PdsaCycle:
    """The cycle, or NoResultFound (a 404)."""
    return db.session.execute(select(PdsaCycle).where(PdsaCycle.id == cycle_id)).scalar_one()


def project_of_cycle(cycle_id: int) -> Project:
    """The cycle's project, or NoResultFound (a 404): also where that is a draft of its team's alone."""
    return project_by_id(cycle(cycle_id).project_id)


def cycles_of(project_ids: Iterable[int]) -> dict[int, list[PdsaCycle]]:
    """The cycles of each project that has some, in order."""
    found: dict[int, list[PdsaCycle]] = defaultdict(list)
    statement = select(PdsaCycle).where(PdsaCycle.project_id.in_(list(project_ids))).order_by(PdsaCycle.number)
    for each in db.session.execute(statement).scalars():
        found[each.project_id].append(each)
    return dict(found)


def trials_of(project_ids: Iterable[int]) -> dict[int, list[Trial]]:
    """The same as rows of the columns that the next step asks of."""
    columns = [getattr(PdsaCycle, name) for name in Trial._fields]
    found: dict[int, list[Trial]] = defaultdict(list)
    for row in db.session.execute(
        select(*columns).where(PdsaCycle.project_id.in_(list(project_ids))).order_by(PdsaCycle.number)
    ):
        found[row.project_id].append(Trial._make(row))
    return dict(found)


def ramp_of(project_id: int) -> list[PdsaCycle]:
    """The project's cycles in order, each with the series that its numbers speak of."""
    statement = select(PdsaCycle).where(PdsaCycle.project_id == project_id).order_by(PdsaCycle.number)
    return list(db.session.execute(statement.options(joinedload(PdsaCycle.series))).scalars())


def neighbours_of(cycle: PdsaCycle) -> tuple[PdsaCycle | None, list[PdsaCycle]]:
    """The cycle that this one follows, and those that follow it, in order."""
    around = or_(PdsaCycle.id == cycle.follows_id, PdsaCycle.follows_id == cycle.id)
    found = list(db.session.execute(select(PdsaCycle).where(around).order_by(PdsaCycle.number)).scalars())
    before = next((each for each in found if each.id == cycle.follows_id), None)
    return before, [each for each in found if each.follows_id == cycle.id]


def is_followed(cycle: PdsaCycle) -> bool:
    """Whether another cycle follows this one."""
    return bool(db.session.scalar(select(exists().where(PdsaCycle.follows_id == cycle.id))))


def ideas_tried(project_id: int) -> list[str]:
    """The change ideas that the project's cycles name in the team's own words, the latest first."""
    latest = func.max(PdsaCycle.number).desc()
    statement = select(PdsaCycle.idea).where(PdsaCycle.project_id == project_id, PdsaCycle.idea != "")
    return list(db.session.execute(statement.group_by(PdsaCycle.idea).order_by(latest)).scalars())


def foretold_on_teams(person_ids: Iterable[int]) -> dict[Foretold | None, int]:
    """How the predictions of decided cycles turned out, counted over every project that the reader sees and that one of these
    people leads or is on; never by person. One query."""
    people = list(person_ids)
    on_team = select(ProjectMember.project_id).where(ProjectMember.person_id.in_(people))
    statement = (
        select(PdsaCycle.foretold, func.count())
        .join(Project, Project.id == PdsaCycle.project_id)
        .where(PdsaCycle.decision.is_not(None), or_(Project.lead_id.in_(people), Project.id.in_(on_team)), visible())
        .group_by(PdsaCycle.foretold)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


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


def is_overdue(cycle: PdsaCycle | Trial, today: dt.date) -> bool:
    """Whether the result was due before today and nothing is decided."""
    return cycle.is_running and cycle.result_due_on is not None and cycle.result_due_on < today
