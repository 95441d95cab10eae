"""Writes of milestones."""

import datetime as dt

from qms.improvement.projects.models import Project
from qms.improvement.work.models import Milestone
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("milestone.added", "project_id", "title", "due_on", "reached_on")
EDITED = audit.declare("milestone.edited", "project_id", "was", "now")
REACHED = audit.declare("milestone.reached", "project_id", "on")
REOPENED = audit.declare("milestone.reopened", "project_id", "was_reached_on")
REMOVED = audit.declare("milestone.removed", "project_id", "title", "due_on", "reached_on")


def add_milestone(project: Project, *, title: str, due_on: dt.date, by: Person) -> Milestone:
    """Set a point on the way."""
    milestone = Milestone(project_id=project.id, title=title.strip(), due_on=due_on, by_id=by.id)
    db.session.add(milestone)
    db.session.flush()
    audit.record(ADDED, by=by, subject_id=milestone.id, project_id=project.id, **_said(milestone))
    return milestone


def edit_milestone(milestone: Milestone, *, title: str, due_on: dt.date, reached_on: dt.date | None, by: Person) -> None:
    """Change its words, the day by which, or the day on which it was reached."""
    was = _said(milestone)
    milestone.title, milestone.due_on, milestone.reached_on = title.strip(), due_on, reached_on
    now = _said(milestone)
    if was != now:
        audit.record(EDITED, by=by, subject_id=milestone.id, project_id=milestone.project_id, was=was, now=now)
    db.session.flush()


def reach_milestone(milestone: Milestone, *, by: Person) -> None:
    """It is reached, today; pressing the button twice changes nothing."""
    if milestone.reached_on is not None:
        return
    milestone.reached_on = clock.today()
    audit.record(
        REACHED, by=by, subject_id=milestone.id, project_id=milestone.project_id, on=milestone.reached_on.isoformat()
    )
    db.session.flush()


def reopen_milestone(milestone: Milestone, *, by: Person) -> None:
    """It is not reached after all."""
    if milestone.reached_on is None:
        return
    was = milestone.reached_on.isoformat()
    audit.record(REOPENED, by=by, subject_id=milestone.id, project_id=milestone.project_id, was_reached_on=was)
    milestone.reached_on = None
    db.session.flush()


def remove_milestone(milestone: Milestone, *, by: Person) -> None:
    """Take it off the line; the audit keeps it."""
    audit.record(REMOVED, by=by, subject_id=milestone.id, project_id=milestone.project_id, **_said(milestone))
    db.session.delete(milestone)
    db.session.flush()


def _said(milestone: Milestone) -> dict[str, str | None]:
    reached = milestone.reached_on.isoformat() if milestone.reached_on else None
    return {"title": milestone.title, "due_on": milestone.due_on.isoformat(), "reached_on": reached}
