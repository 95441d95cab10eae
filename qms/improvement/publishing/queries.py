"""Reads of what projects have published."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased, defer, joinedload

from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import project
from qms.improvement.publishing.models import Summary, SummaryWords
from qms.kernel.db import db
from qms.people.models import Person

MOST_EDITIONS = 20  # listed on a project


def words_of(project_id: int) -> SummaryWords:
    """The team's words; new and empty ones, not yet stored, where it has written none. One query."""
    found = db.session.execute(select(SummaryWords).where(SummaryWords.project_id == project_id)).scalar_one_or_none()
    if found is not None:
        return found
    empty = dict.fromkeys(("headline", "result", "quote", "quote_from", "tell_others"), "")
    return SummaryWords(project_id=project_id, version=0, **empty)


def summary(summary_id: int) -> Summary:
    """The edition with its project, or NoResultFound (a 404): also where the project is a draft of its team's alone."""
    found = db.session.execute(select(Summary).where(Summary.id == summary_id).options(*_people())).scalar_one()
    project(found.project_id)  # raises where the reader does not see it
    return found


def project_of_summary(summary_id: int) -> Project:
    """The edition's project, or NoResultFound (a 404)."""
    return project(db.session.execute(select(Summary.project_id).where(Summary.id == summary_id)).scalar_one())


def editions_of(project_id: int) -> list[Summary]:
    """The project's latest editions, newest first, without their content."""
    statement = select(Summary).where(Summary.project_id == project_id).options(defer(Summary.content), *_people())
    return list(db.session.execute(statement.order_by(Summary.edition.desc()).limit(MOST_EDITIONS)).scalars())


def last_edition(project_id: int) -> int:
    """The number of the latest edition; 0 before the first."""
    return db.session.scalar(select(func.max(Summary.edition)).where(Summary.project_id == project_id)) or 0


def standing_edition(project_id: int) -> Summary | None:
    """The latest edition that was not withdrawn, without its content."""
    statement = select(Summary).where(Summary.project_id == project_id, Summary.withdrawn_at.is_(None))
    latest = statement.options(defer(Summary.content)).order_by(Summary.edition.desc()).limit(1)
    return db.session.execute(latest).scalar_one_or_none()


def current(project_ids: Collection[int]) -> dict[int, Summary]:
    """Of each project that has published, the latest edition that stands. One query."""
    statement = select(Summary).where(Summary.project_id.in_(project_ids), Summary.withdrawn_at.is_(None))
    found: dict[int, Summary] = {}
    for each in db.session.execute(statement.order_by(Summary.edition)).scalars():
        found[each.project_id] = each
    return found


def current_texts(project_ids: Collection[int], *parts: tuple[str, ...]) -> list[Row[Any]]:
    """Of each project that has published, the latest edition that stands: `project_id`, `id`, `headline` and `created_at`,
    then these parts of its content as text, each named by its keys from the top ("words", "result"). A story is 30 to 80 kB
    with its charts, of which a list needs a few sentences. One query."""
    later = aliased(Summary)
    newer = select(later.id).where(
        later.project_id == Summary.project_id, later.withdrawn_at.is_(None), later.edition > Summary.edition
    )
    wanted = [Summary.content[part].as_string().label("_".join(part)) for part in parts]
    statement = select(Summary.project_id, Summary.id, Summary.headline, Summary.created_at, *wanted)
    standing = (Summary.project_id.in_(project_ids), Summary.withdrawn_at.is_(None), ~newer.exists())
    return list(db.session.execute(statement.where(*standing)))


def _people() -> tuple[Any, Any]:
    alone = Person.memberships
    return joinedload(Summary.by).lazyload(alone), joinedload(Summary.withdrawn_by).lazyload(alone)
