"""Reads of tasks, milestones and risks."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qms.improvement.projects.models import ENDED, Project
from qms.improvement.projects.queries import project
from qms.improvement.projects.visibility import visible_to_id
from qms.improvement.work.models import Milestone, Risk, Task
from qms.kernel.db import db
from qms.people.models import Person

MOST = 100  # of each kind on a page
DONE = 20


def task(task_id: int) -> Task:
    """The task, or NoResultFound (a 404)."""
    return db.session.execute(_tasks().where(Task.id == task_id)).scalar_one()


def project_of_task(task_id: int) -> Project:
    """The task's project, or NoResultFound (a 404)."""
    return project(task(task_id).project_id)


def milestone(milestone_id: int) -> Milestone:
    """The milestone, or NoResultFound (a 404)."""
    return db.session.execute(select(Milestone).where(Milestone.id == milestone_id)).scalar_one()


def project_of_milestone(milestone_id: int) -> Project:
    """The milestone's project, or NoResultFound (a 404)."""
    return project(milestone(milestone_id).project_id)


def risk(risk_id: int) -> Risk:
    """The risk, or NoResultFound (a 404)."""
    return db.session.execute(select(Risk).where(Risk.id == risk_id).options(_plain(Risk.owner))).scalar_one()


def project_of_risk(risk_id: int) -> Project:
    """The risk's project, or NoResultFound (a 404)."""
    return project(risk(risk_id).project_id)


def open_tasks(project_id: int) -> list[Task]:
    """What is to be done, in order of the days by which; at the end what has no day. At most a hundred."""
    statement = _tasks().where(Task.project_id == project_id, Task.done_on.is_(None))
    return list(db.session.execute(statement.order_by(*_earliest_first()).limit(MOST)).scalars())


def done_tasks(project_id: int) -> list[Task]:
    """What was done last, newest first; at most twenty."""
    statement = _tasks().where(Task.project_id == project_id, Task.done_on.is_not(None))
    return list(db.session.execute(statement.order_by(Task.done_on.desc(), Task.id.desc()).limit(DONE)).scalars())


def count_tasks(project_id: int) -> tuple[int, int]:
    """How many tasks are to be done, and how many are done."""
    done = func.count(Task.done_on)
    every, ready = db.session.execute(select(func.count(), done).where(Task.project_id == project_id)).one()
    return every - ready, ready


def milestones_of(project_id: int) -> list[Milestone]:
    """The project's milestones in order of their days; the latest hundred."""
    statement = select(Milestone).where(Milestone.project_id == project_id)
    latest = db.session.execute(statement.order_by(Milestone.due_on.desc(), Milestone.id.desc()).limit(MOST)).scalars()
    return list(latest)[::-1]


def risks_of(project_id: int) -> list[Risk]:
    """The project's risks: those that stand, worst first, then those that are closed. At most a hundred."""
    statement = select(Risk).where(Risk.project_id == project_id).options(_plain(Risk.owner))
    worst = (Risk.closed_on.is_not(None), (Risk.likelihood * Risk.effect).desc(), Risk.id)
    return list(db.session.execute(statement.order_by(*worst).limit(MOST)).scalars())


def tasks_of_person(person: Person, *, limit: int) -> list[Task]:
    """What the person is to do on projects that go on and that they see, earliest first."""
    statement = _with_project(visible_to_id(person.id)).where(Task.owner_id == person.id)
    return list(db.session.execute(statement.order_by(*_earliest_first()).limit(limit)).scalars())


def count_due(person: Person, by_day: dt.date) -> int:
    """How many of the person's tasks are due by that day."""
    due = _with_project(visible_to_id(person.id)).where(Task.owner_id == person.id, Task.due_on <= by_day)
    return db.session.scalar(select(func.count()).select_from(due.order_by(None).subquery())) or 0


def to_remind(by_day: dt.date, reminded_before: dt.date) -> Sequence[Task]:
    """Tasks due by a day whose owners can sign in and were not mailed about them on or after the other, by owner."""
    statement = (
        _with_project(visible_to_id(Task.owner_id))
        .join(Task.owner)
        .options(contains_eager(Task.owner).lazyload(Person.memberships))
        .where(
            Person.active,
            Task.due_on <= by_day,
            or_(Task.reminded_on.is_(None), Task.reminded_on < reminded_before),
        )
    )
    return db.session.execute(statement.order_by(Task.owner_id, Task.due_on, Task.id)).scalars().all()


def _with_project(seen: ColumnElement[bool]) -> Select[Any]:
    """Tasks that are to be done on projects that go on and that are seen, with their projects."""
    return (
        select(Task)
        .join(Task.project)
        .options(contains_eager(Task.project).lazyload("*"))
        .where(Task.done_on.is_(None), Project.stage.not_in(ENDED), seen)
    )


def _tasks() -> Select[Any]:
    return select(Task).options(_plain(Task.owner), _plain(Task.done_by))


def _earliest_first() -> tuple[Any, ...]:
    return Task.due_on.is_(None), Task.due_on, Task.id


def _plain(person: Any) -> Any:
    return joinedload(person).lazyload(Person.memberships)
