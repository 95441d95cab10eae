"""What projects report of late."""

import datetime as dt

from flask import url_for
from sqlalchemy import select

from qms.golden_thread.strands import Mark
from qms.improvement.projects.models import Project, StageStep
from qms.improvement.projects.visibility import visible
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel.db import db
from qms.organisation.models import Unit

MOST = 20


def news(top: Unit, since: dt.date) -> list[Mark]:
    """The projects at or below the unit that reached another stage since that day, newest first. One query."""
    statement = (
        select(Project.id, Project.title, Unit.name, StageStep.stage, StageStep.since)
        .join(StageStep, StageStep.project_id == Project.id)
        .join(Unit, Unit.id == Project.unit_id)
        .where(StageStep.since >= since, Unit.path.startswith(top.path, autoescape=True), visible())
        .order_by(StageStep.since.desc(), StageStep.id.desc())
        .limit(MOST)
    )
    return [
        Mark(on, f"Project “{title}”, {unit}: {STAGE_WORDS[stage].lower()}.", url_for("improvement.project", project_id=id_))
        for id_, title, unit, stage, on in db.session.execute(statement)
    ]
