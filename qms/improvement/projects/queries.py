"""Reads of projects."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qms.golden_thread.objectives.models import Objective
from qms.improvement.projects.models import ENDED, Project, ProjectMeasure, ProjectMember, Stage, StageStep
from qms.improvement.projects.visibility import visible
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import in_tree_order
from qms.people.models import Person
from qms.people.roles import Permission

QUIET = (*ENDED, Stage.PAUSED)  # stages in which nobody expects entries
STALLED_AFTER = dt.timedelta(days=60)
BEGINNING = dt.timedelta(days=14)  # in which nothing is missing from an idea


def project(project_id: int) -> Project:
    """The project with its sponsor and coach, or NoResultFound (a 404): also for a draft that is its team's alone."""
    whole = (joinedload(Project.sponsor), joinedload(Project.coach))
    statement = projects().where(Project.id == project_id)
    return db.session.execute(statement.options(*(each.lazyload(Person.memberships) for each in whole))).scalar_one()


def projects() -> Select[Any]:
    """Projects that the reader sees, with unit, lead and objective, to be narrowed and ordered; without the roles of the
    people in them, which no list of projects shows."""
    owner = joinedload(Project.objective).joinedload(Objective.owner)
    lead = joinedload(Project.lead)
    whole = select(Project).options(owner.lazyload(Person.memberships), lead.lazyload(Person.memberships))
    return whole.where(visible())


def stalled(now: dt.datetime) -> Sequence[ColumnElement[bool]]:
    """The conditions of a project that should go on and has had no entry for 60 days."""
    return Project.stage.not_in(QUIET), Project.last_entry_at < now - STALLED_AFTER


def past_beginning(now: Any) -> ColumnElement[bool]:
    """The condition of a project that is asked for an aim, an objective and data: not an idea of the last 14 days, which its
    team is still writing down. `now` is a moment, or a bound parameter of the moment 14 days ago."""
    before = now - BEGINNING if isinstance(now, dt.datetime) else now
    return or_(Project.stage != Stage.IDEA, Project.created_at <= before)


def unit_of_project(project_id: int, **_: int) -> Unit:
    """The unit whose roles decide who may write in the project, or NoResultFound (a 404)."""
    return project(project_id).unit


def members_of(project_id: int) -> list[ProjectMember]:
    """The team, by name."""
    statement = select(ProjectMember).where(ProjectMember.project_id == project_id).join(ProjectMember.person)
    alone = contains_eager(ProjectMember.person).lazyload(Person.memberships)
    return list(db.session.execute(statement.options(alone).order_by(Person.name)).scalars())


def stage_steps_of(project_id: int) -> list[StageStep]:
    """The changes of stage, in the order in which they were made."""
    statement = select(StageStep).where(StageStep.project_id == project_id).order_by(StageStep.id)
    author = joinedload(StageStep.by).lazyload(Person.memberships)
    return list(db.session.execute(statement.options(author)).scalars())


def measures_of(project_ids: Iterable[int]) -> dict[int, list[ProjectMeasure]]:
    """The linked series of each project, outcome measures first."""
    statement = select(ProjectMeasure).where(ProjectMeasure.project_id.in_(list(project_ids))).order_by(ProjectMeasure.id)
    found: dict[int, list[ProjectMeasure]] = defaultdict(list)
    for each in db.session.execute(statement).scalars():
        found[each.project_id].append(each)
    for links in found.values():
        links.sort(key=lambda link: _KIND_ORDER.index(link.series.metric.kind.value))
    return dict(found)


_KIND_ORDER = ("outcome", "process", "balancing")


def units_for(person: Person, permission: Permission) -> list[Unit]:
    """Every unit where the person holds the permission, in tree order, in one query."""
    tops = person.units_where(permission)
    if not tops:
        return []
    below = or_(*(Unit.path.startswith(top.path, autoescape=True) for top in tops))
    return in_tree_order(db.session.execute(select(Unit).where(below, Unit.retired.is_(False))).scalars())
