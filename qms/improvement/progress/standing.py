"""How a project stands: what a move to another stage changes, noted so that a move made on wrong figures is undone whole."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell_hearers
from qms.improvement.projects.models import Project, Stage, StageStep
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

UNDONE = audit.declare("project.stage-undone", "was", "now")


def standing_of(project: Project) -> dict[str, str | None]:
    """Stage, days and what was learned, as the audit can store them."""
    return {
        "stage": project.stage.value,
        "started_on": project.started_on.isoformat() if project.started_on else None,
        "ended_on": project.ended_on.isoformat() if project.ended_on else None,
        "archived_at": project.archived_at.isoformat() if project.archived_at else None,
        "learned": project.learned,
    }


def undo_move(project: Project, *, to: Mapping[str, Any], by: Person) -> None:
    """Undo the project's latest move: it stands as it did (of `standing_of`), and the move leaves the history of its stages,
    so that no month counts the project as completed a second time. The audit keeps both."""
    last = select(StageStep).where(StageStep.project_id == project.id).order_by(StageStep.id.desc()).limit(1)
    db.session.delete(db.session.execute(last).scalar_one())
    was, project.stage = project.stage, Stage(to["stage"])
    project.started_on = dt.date.fromisoformat(to["started_on"]) if to["started_on"] else None
    project.ended_on = dt.date.fromisoformat(to["ended_on"]) if to["ended_on"] else None
    project.archived_at = dt.datetime.fromisoformat(to["archived_at"]) if to["archived_at"] else None
    project.learned = to["learned"]
    audit.record(UNDONE, by=by, subject_id=project.id, was=was.value, now=project.stage.value)
    db.session.flush()
    tell_hearers(project, kind=NoticeKind.STAGE, by=by, tab="charter", anchor="stages")
