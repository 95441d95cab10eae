"""Breaks in the thread that projects show."""

from typing import Any

from flask import url_for
from sqlalchemy import Select, exists
from sqlalchemy.orm import contains_eager

from qms.golden_thread.strands import Gap
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.projects.next_steps import STALLED_AFTER
from qms.improvement.projects.queries import ENDED, projects
from qms.kernel import clock, formats
from qms.kernel.db import db
from qms.organisation.models import Unit

MOST = 100  # of each kind


def gaps(top: Unit) -> list[Gap]:
    """Projects that go on at or below the unit but serve no objective, are stalled, or have no measure. Three queries."""
    active = (
        projects()
        .join(Project.unit)
        .options(contains_eager(Project.unit))
        .where(Unit.path.startswith(top.path, autoescape=True), Project.stage.not_in(ENDED))
        .order_by(Project.last_entry_at, Project.id)
        .limit(MOST)
    )
    stalled = active.where(Project.last_entry_at < clock.now() - STALLED_AFTER)
    without_objective = active.where(Project.objective_id.is_(None))
    without_measure = active.where(~exists().where(ProjectMeasure.project_id == Project.id))
    return [
        *(_without_objective(each) for each in _projects(without_objective)),
        *(_stalled(each) for each in _projects(stalled)),
        *(_without_measure(each) for each in _projects(without_measure)),
    ]


def _projects(statement: Select[Any]) -> list[Project]:
    return list(db.session.execute(statement).unique().scalars())


def _without_objective(project: Project) -> Gap:
    return Gap(
        kind="Project without an objective",
        sentence=f"“{project.title}” ({project.unit.name}) serves no objective.",
        url=_url(project),
        remedy="Say which objective it serves",
        remedy_url=url_for("improvement.project_edit", project_id=project.id),
    )


def _stalled(project: Project) -> Gap:
    age = formats.ago(project.last_entry_at.date(), clock.today())
    return Gap(
        kind="Stalled project",
        sentence=f"“{project.title}” ({project.unit.name}): the last entry was {age}.",
        url=_url(project),
        remedy="Write down where it stands, or end it",
        remedy_url=f"{_url(project)}#log",
    )


def _without_measure(project: Project) -> Gap:
    return Gap(
        kind="Project without a measure",
        sentence=f"“{project.title}” ({project.unit.name}) has no measure that would show whether it works.",
        url=_url(project),
        remedy="Link a measure",
        remedy_url=f"{_url(project)}#measures",
    )


def _url(project: Project) -> str:
    return url_for("improvement.project", project_id=project.id)
