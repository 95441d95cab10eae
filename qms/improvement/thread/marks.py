"""Dates of projects to draw on charts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from flask import url_for
from sqlalchemy import select

from qms.golden_thread.strands import Mark
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.projects.visibility import visible
from qms.kernel.db import db

LONGEST = 80  # characters of a flag's words


def marks(series_ids: Sequence[int]) -> dict[int, list[Mark]]:
    """Starts of projects, starts of cycles and adopted changes, by series, in order of their dates. Two queries."""
    linked = (
        select(ProjectMeasure.series_id, ProjectMeasure.project_id)
        .join(Project, Project.id == ProjectMeasure.project_id)
        .where(ProjectMeasure.series_id.in_(series_ids), visible())
    )
    began = (
        select(ProjectMeasure.series_id, Project.id, Project.title, Project.started_on)
        .join(ProjectMeasure, ProjectMeasure.project_id == Project.id)
        .where(ProjectMeasure.series_id.in_(series_ids), Project.started_on.is_not(None), visible())
    )
    found: dict[int, list[Mark]] = defaultdict(list)
    for series_id, project_id, title, started_on in db.session.execute(began):
        assert started_on is not None  # noqa: S101  the query asks for those alone; this tells the type checker
        url = url_for("improvement.project", project_id=project_id)
        found[series_id].append(Mark(started_on, _short(f"Project began: {title}"), url))
    pairs = linked.subquery()
    tests = select(pairs.c.series_id, PdsaCycle).join(pairs, pairs.c.project_id == PdsaCycle.project_id)
    for series_id, cycle in db.session.execute(tests):
        found[series_id] += _of_cycle(cycle)
    return {series_id: sorted(each, key=_date) for series_id, each in found.items()}


def _of_cycle(cycle: PdsaCycle) -> list[Mark]:
    url = url_for("improvement.cycle", cycle_id=cycle.id)
    marks = [Mark(cycle.starts_on, _short(f"Test {cycle.number} began: {cycle.question}"), url)]
    if cycle.decision is Decision.ADOPT and cycle.decided_on:
        marks.append(Mark(cycle.decided_on, _short(f"Adopted: {cycle.question}"), url))
    return marks


def _date(mark: Mark) -> dt.date:
    return mark.on


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
