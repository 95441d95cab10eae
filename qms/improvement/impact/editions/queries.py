"""Reads of kept editions."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import defer, joinedload

from qms.improvement.impact.editions.models import YearEdition
from qms.improvement.impact.models import ImpactEntry
from qms.improvement.impact.queries import Filters, narrowed
from qms.improvement.projects.models import Project
from qms.improvement.projects.visibility import visible
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

MOST_EDITIONS = 20  # listed on the year's page


def edition(year_edition_id: int) -> YearEdition:
    """The edition with its unit, or NoResultFound (a 404)."""
    found = select(YearEdition).where(YearEdition.id == year_edition_id).options(*_people())
    return db.session.execute(found).scalar_one()


def unit_of_edition(year_edition_id: int) -> Unit:
    """The unit whose year it is, or NoResultFound (a 404)."""
    return edition(year_edition_id).unit


def editions_of(unit: Unit, year: int) -> list[YearEdition]:
    """The year's latest editions, newest first, without their content. One query."""
    found = _of(unit, year).options(defer(YearEdition.content), *_people())
    return list(db.session.execute(found.order_by(YearEdition.edition.desc()).limit(MOST_EDITIONS)).scalars())


def last_number(unit: Unit, year: int) -> int:
    """The number of the latest edition; 0 before the first."""
    latest = select(func.max(YearEdition.edition)).where(YearEdition.unit_id == unit.id, YearEdition.year == year)
    return db.session.scalar(latest) or 0


def standing(unit: Unit, year: int, *, before: int | None = None) -> YearEdition | None:
    """The latest edition that was not withdrawn, of those with a number below `before` where that is given."""
    found = _of(unit, year).where(YearEdition.withdrawn_at.is_(None)).options(*_people())
    if before is not None:
        found = found.where(YearEdition.edition < before)
    return db.session.execute(found.order_by(YearEdition.edition.desc()).limit(1)).scalar_one_or_none()


def entries_seen(ids: Collection[int]) -> set[int]:
    """Which of these entries are still there for the reader. One query."""
    found = narrowed(select(ImpactEntry.id).select_from(ImpactEntry), Filters()).where(ImpactEntry.id.in_(ids))
    return set(db.session.execute(found).scalars())


def projects_seen(ids: Collection[int]) -> set[int]:
    """Which of these projects are still there for the reader. One query."""
    return set(db.session.execute(select(Project.id).where(Project.id.in_(ids), visible())).scalars())


def _of(unit: Unit, year: int) -> Any:
    return select(YearEdition).where(YearEdition.unit_id == unit.id, YearEdition.year == year)


def _people() -> tuple[Any, ...]:
    alone = Person.memberships
    return (
        joinedload(YearEdition.unit),
        joinedload(YearEdition.by).lazyload(alone),
        joinedload(YearEdition.withdrawn_by).lazyload(alone),
    )
