"""What falls due on projects within the week, so that a coach can ask before the day."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import literal, select, union_all

from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.models import Project
from qms.improvement.work.models import Milestone
from qms.kernel.db import db

WEEK = dt.timedelta(days=7)
WORDS = {"cycle": "The result of cycle {name} is due", "milestone": "{name} is due", "end": "It is to end"}


def due_within_a_week(project_ids: Collection[int], today: dt.date) -> dict[int, list[str]]:
    """Sentences by project, soonest first: 'The result of cycle 3 is due on Tuesday 24 November.' One query."""
    until = today + WEEK
    cycles = select(PdsaCycle.project_id, PdsaCycle.result_due_on.label("due"), literal("cycle").label("kind")).where(
        PdsaCycle.decision.is_(None), PdsaCycle.result_due_on.between(today, until)
    )
    milestones = select(Milestone.project_id, Milestone.due_on, literal("milestone")).where(
        Milestone.reached_on.is_(None), Milestone.due_on.between(today, until)
    )
    ends = select(Project.id, Project.due_on, literal("end")).where(Project.due_on.between(today, until))
    parts = (
        cycles.add_columns(PdsaCycle.number.label("number"), literal("").label("title")),
        milestones.add_columns(literal(0), Milestone.title),
        ends.add_columns(literal(0), literal("")),
    )
    found = union_all(*parts).subquery()
    rows = db.session.execute(select(found).where(found.c.project_id.in_(project_ids)).order_by(found.c.due, found.c.title))
    said: dict[int, list[str]] = {}
    for project_id, due, kind, number, title in rows:
        words = WORDS[kind].format(name=title or number)
        said.setdefault(project_id, []).append(f"{words} {_when(due, today)}.")
    return said


def _when(day: dt.date, today: dt.date) -> str:
    return "today" if day == today else f"on {day:%A} {day.day} {day:%B}"
