"""What lists of projects can be narrowed to, and how words find projects."""

from typing import Any

from sqlalchemy import or_, select

from qms.golden_thread.objectives.chains import with_all_above
from qms.golden_thread.objectives.models import Objective
from qms.improvement.projects.models import LogEntry, Project
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import in_tree_order


def units_with_projects() -> list[Unit]:
    """The units that have projects, and those above them, in tree order: what the list can be narrowed to."""
    paths = db.session.execute(select(Unit.path).join(Project, Project.unit_id == Unit.id).distinct()).scalars()
    ids = {int(part) for path in paths for part in path.split("/") if part}
    return in_tree_order(db.session.execute(select(Unit).where(Unit.id.in_(ids))).scalars())


def objectives_with_projects() -> list[tuple[int, str]]:
    """Id and title of the objectives that projects serve, directly or through one below."""
    served = select(Objective.id, Objective.title).where(Objective.id.in_(with_all_above(select(Project.objective_id))))
    return [(row.id, row.title) for row in db.session.execute(served.order_by(Objective.title).limit(300))]


def matching(words: str) -> list[Any]:
    """Conditions: every word stands in the title, the reason, the aim or the log."""
    in_log = select(LogEntry.project_id)
    return [
        or_(
            Project.title.icontains(word, autoescape=True),
            Project.why.icontains(word, autoescape=True),
            Project.aim.icontains(word, autoescape=True),
            Project.id.in_(in_log.where(LogEntry.text.icontains(word, autoescape=True))),
        )
        for word in words.split()[:8]
    ]
