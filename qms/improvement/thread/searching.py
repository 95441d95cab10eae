"""Finding projects by words, by id, or to link to."""

from collections.abc import Sequence

from sqlalchemy import and_, case, or_
from sqlalchemy.orm import contains_eager

from qms.golden_thread.strands import Card
from qms.improvement.projects.listing import matching
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import ENDED, projects
from qms.improvement.thread.cards import card
from qms.kernel.db import db
from qms.organisation.models import Unit

MOST = 200


def search(words: str, limit: int) -> list[Card]:
    """Projects with every word in title, reason, aim or log; those with all of them in the title first. One query."""
    if not words.strip():
        return []
    in_title = and_(*(Project.title.icontains(word, autoescape=True) for word in words.split()[:8]))
    best_first = (case((in_title, 0), else_=1), Project.last_entry_at.desc(), Project.id)
    statement = projects().where(*matching(words)).order_by(*best_first).limit(limit)
    return [card(each) for each in db.session.execute(statement).unique().scalars()]


def by_ids(ids: Sequence[int]) -> dict[int, Card]:
    """Cards by project id. One query."""
    found = db.session.execute(projects().where(Project.id.in_(ids))).unique().scalars()
    return {each.id: card(each) for each in found}


def choices(unit: Unit) -> list[tuple[int, str]]:
    """Projects that go on in the unit's line, up and down: nearest to the top first, then by title. One query."""
    statement = (
        projects()
        .join(Project.unit)
        .options(contains_eager(Project.unit))
        .where(
            or_(Unit.path.startswith(unit.path, autoescape=True), Unit.id.in_(unit.ancestor_ids)),
            Project.stage.not_in(ENDED),
        )
        .order_by(Unit.path, Project.title)
        .limit(MOST)
    )
    return [(each.id, f"{each.title} ({each.unit.name})") for each in db.session.execute(statement).unique().scalars()]
