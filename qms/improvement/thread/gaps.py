"""Breaks in the thread that projects show."""

import datetime as dt
from functools import cache
from typing import Any, NamedTuple

from flask import url_for
from sqlalchemy import CompoundSelect, bindparam, exists, select

from qms.golden_thread.strands import Gap
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.projects.queries import BEGINNING, QUIET, STALLED_AFTER, past_beginning
from qms.improvement.projects.visibility import reader_id, visible_to_id
from qms.kernel import clock, formats
from qms.kernel.db import db
from qms.kernel.together import together
from qms.organisation.models import Unit

MOST = 100  # of each kind
AIMLESS, STALLED, UNMEASURED = "Project without an objective", "Stalled project", "Project without a measure"


def gaps(top: Unit) -> list[Gap]:
    """Projects at or below the unit that should go on (of those that the reader sees), but serve no objective, are stalled,
    or have no measure; an idea of the last 14 days need not have those yet. One query."""
    now = clock.now()
    asked = {"below": f"{top.path}%", "quiet_since": now - STALLED_AFTER, "began_by": now - BEGINNING, "reader": reader_id()}
    found = db.session.execute(_lists(), asked)
    return [_GAPS[kind](_Found(*row)) for kind, *row, _, _ in found]


class _Found(NamedTuple):
    id: int
    title: str
    unit: str
    last_entry_at: dt.datetime


@cache  # made once: making the statement takes longer than answering it
def _lists() -> CompoundSelect[Any]:
    active = (
        select(Project.id, Project.title, Unit.name, Project.last_entry_at)
        .join(Unit, Unit.id == Project.unit_id)
        .where(Unit.path.like(bindparam("below")), Project.stage.not_in(QUIET), visible_to_id(bindparam("reader")))
    )
    order = (Project.last_entry_at, Project.id)
    begun = past_beginning(bindparam("began_by"))
    lists = {
        AIMLESS: (active.where(Project.objective_id.is_(None), begun), order),
        STALLED: (active.where(Project.last_entry_at < bindparam("quiet_since")), order),
        UNMEASURED: (active.where(~exists().where(ProjectMeasure.project_id == Project.id), begun), order),
    }
    return together(lists, most=MOST)


def _without_objective(project: _Found) -> Gap:
    return Gap(
        kind=AIMLESS,
        sentence=f"“{project.title}” ({project.unit}) serves no objective.",
        url=_url(project),
        remedy="Say which objective it serves",
        remedy_url=url_for("improvement.project_edit", project_id=project.id),
    )


def _stalled(project: _Found) -> Gap:
    age = formats.ago(clock.day_of(project.last_entry_at), clock.today())
    return Gap(
        kind=STALLED,
        sentence=f"“{project.title}” ({project.unit}): the last entry was {age}.",
        url=_url(project),
        remedy="Write down where it stands, or end it",
        remedy_url=part_url(project.id, "log"),
    )


def _without_measure(project: _Found) -> Gap:
    return Gap(
        kind=UNMEASURED,
        sentence=f"“{project.title}” ({project.unit}) has no measure that would show whether it works.",
        url=_url(project),
        remedy="Link a measure",
        remedy_url=part_url(project.id, "measures"),
    )


_GAPS = {AIMLESS: _without_objective, STALLED: _stalled, UNMEASURED: _without_measure}


def _url(project: _Found) -> str:
    return url_for("improvement.project", project_id=project.id)
