"""Reads of the library."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func, or_, select
from sqlalchemy.orm import joinedload

from qms.golden_thread.documents import Outcome
from qms.improvement.learning.library import index
from qms.improvement.learning.library.asking import KINDS, Asked
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.learning.library.words import terms_in
from qms.improvement.projects.models import Project
from qms.improvement.projects.visibility import visible
from qms.kernel.db import db
from qms.kernel.paging import Page, page_of
from qms.organisation.models import Unit
from qms.organisation.queries import in_tree_order

PAGE = 20


def found(asked: Asked) -> Page[LibraryEntry]:
    """One page of what the reader may see and asks for: best first or, without words, first what something came of, newest
    first. Two queries."""
    newest = (LibraryEntry.on.desc(), LibraryEntry.id.desc())
    known = case((LibraryEntry.outcome == Outcome.UNKNOWN, 1), else_=0)
    statement = narrowed(asked, select(LibraryEntry)).options(joinedload(LibraryEntry.unit))
    if not asked.terms:
        return page_of(statement.order_by(known, *newest), size=PAGE)
    ranked = index.matches(asked.terms)
    statement = statement.join(ranked, ranked.c.entry_id == LibraryEntry.id).order_by(_rank(ranked), *newest)
    return page_of(statement, size=PAGE)


def counted(asked: Asked) -> Mapping[tuple[str, Outcome], int]:
    """How many by kind and outcome, whatever kind is asked for. One query."""
    columns = (LibraryEntry.kind, LibraryEntry.outcome)
    statement = narrowed(asked, select(*columns, func.count()), any_kind=True).group_by(*columns)
    if asked.terms:
        ranked = index.matches(asked.terms)
        statement = statement.join(ranked, ranked.c.entry_id == LibraryEntry.id)
    return {(kind, outcome): how_many for kind, outcome, how_many in db.session.execute(statement)}


def first_found(typed: str, kinds: Collection[str], limit: int) -> list[LibraryEntry]:
    """The best matches of these kinds, for a search over everything. One query; none where no word can be looked for."""
    terms = terms_in(typed)
    if not terms:
        return []
    ranked = index.matches(terms)
    statement = (
        readable(select(LibraryEntry))
        .join(ranked, ranked.c.entry_id == LibraryEntry.id)
        .where(LibraryEntry.kind.in_(kinds))
        .options(joinedload(LibraryEntry.unit))
        .order_by(_rank(ranked), LibraryEntry.on.desc(), LibraryEntry.id.desc())
        .limit(limit)
    )
    return list(db.session.execute(statement).scalars())


def units_with_entries() -> list[Unit]:
    """The units that the library tells of, and those above them, in tree order. Two queries."""
    paths = db.session.execute(select(Unit.path).join(LibraryEntry, LibraryEntry.unit_id == Unit.id).distinct()).scalars()
    ids = {int(part) for path in paths for part in path.split("/") if part}
    return in_tree_order(db.session.execute(select(Unit).where(Unit.id.in_(ids))).scalars())


def years() -> Sequence[int]:
    """From the latest year that the library tells of to the first. One query."""
    first, last = db.session.execute(select(func.min(LibraryEntry.on), func.max(LibraryEntry.on))).one()
    return range(last.year, first.year - 1, -1) if first else ()


def narrowed(asked: Asked, statement: Any, *, any_kind: bool = False) -> Any:
    """The statement over entries, narrowed by everything but words, to what the reader may see."""
    statement = readable(statement)
    if asked.kind and not any_kind:
        statement = statement.where(LibraryEntry.kind.in_(KINDS[asked.kind]))
    if asked.unit:
        below = Unit.path.startswith(asked.unit.path, autoescape=True)
        statement = statement.where(LibraryEntry.unit_id.in_(select(Unit.id).where(below)))
    if asked.method:
        statement = statement.where(LibraryEntry.method == asked.method.value)
    if asked.outcome:
        statement = statement.where(LibraryEntry.outcome == asked.outcome)
    if asked.year:
        statement = statement.where(LibraryEntry.on.between(dt.date(asked.year, 1, 1), dt.date(asked.year, 12, 31)))
    return statement


def readable(statement: Any) -> Any:
    """Without the drafts that are other teams' alone."""
    mine = or_(LibraryEntry.project_id.is_(None), visible())
    return statement.outerjoin(Project, Project.id == LibraryEntry.project_id).where(mine)


def _rank(found: Subquery) -> ColumnElement[float]:
    """Least is best; of texts that tell as much of the words, a project goes before one of its tests, what somebody has
    tried before what nobody has, and what came to something, or to nothing, before what is not known yet."""
    weight = case(
        (LibraryEntry.kind == "project", 1.5),
        (LibraryEntry.kind.in_(("cycle", "summary")), 1.2),
        (LibraryEntry.state == "untried", 0.6),
        else_=1.0,
    )
    known = case((LibraryEntry.outcome == Outcome.UNKNOWN, 1.0), else_=1.2)
    return found.c.rank * weight * known
