"""Finding projects by words, by id, or to link to."""

from collections.abc import Sequence

from flask import url_for
from sqlalchemy import or_
from sqlalchemy.orm import contains_eager

from qms.golden_thread.strands import Card
from qms.improvement.learning.library.presenters import card_of
from qms.improvement.learning.library.queries import first_found
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import ENDED, projects
from qms.improvement.thread.cards import card
from qms.kernel.db import db
from qms.organisation.models import Unit

MOST = 200
SEARCHED = ("project", "cycle", "idea", "root-causes", "report", "summary")
"""Plans and the causes of signals are found by the rooms that keep them."""


def search(words: str, limit: int) -> list[Card]:
    """Projects, their tests and reports, and change ideas that have every word, as the library finds them. One query."""
    return [card_of(each) for each in first_found(words, SEARCHED, limit)]


def search_url(words: str) -> str:
    """The library, narrowed to the words."""
    return url_for("improvement.library", q=words)


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
