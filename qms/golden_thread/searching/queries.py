"""Reads of a search: every word must occur, in any order, or another for the same; what starts with the words comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.searching.meanings import terms_of
from qms.kernel.db import db
from qms.organisation.models import Unit

MOST_WORDS = 8
LONGEST = 100
CLEAR = 7  # letters of an expression that stands in no word by chance, as "los" does in "closed"


@dataclass(frozen=True)
class Found:
    """The first things that match, and whether there are more."""

    items: list[Any]
    more: bool


def words_of(text: str) -> str:
    """What was typed, with single spaces, no longer than a sensible search."""
    return " ".join(text.split()[:MOST_WORDS])[:LONGEST].strip()


def units(words: str, limit: int) -> Found:
    """Units by name or ODS code, those higher in the tree first."""
    statement = select(Unit).where(Unit.retired.is_(False), _all_in(words, Unit.name, Unit.ods_code))
    return _found(statement.order_by(_best(words, Unit.name), func.length(Unit.path), Unit.name, Unit.id), limit)


def metrics(words: str, limit: int) -> Found:
    """Metrics by name, short name or purpose; retired ones last."""
    statement = select(Metric).where(_all_in(words, Metric.name, Metric.key, Metric.purpose))
    retired = case((Metric.state == "retired", 1), else_=0)
    return _found(statement.order_by(retired, _best(words, Metric.name), Metric.name, Metric.id), limit)


def objectives(words: str, limit: int) -> Found:
    """Objectives by title or aim; those still pursued first."""
    statement = select(Objective).where(_all_in(words, Objective.title, Objective.aim))
    over = case((Objective.state == "active", 0), else_=1)
    return _found(statement.order_by(over, _best(words, Objective.title), Objective.title, Objective.id), limit)


def _all_in(words: str, *columns: Any) -> ColumnElement[bool]:
    """Whether every word occurs; or every term, in another expression for it."""
    literally = and_(*(_has([word], columns) for word in words.split()))
    terms = terms_of(words)
    if not any(each.known for each in terms):
        return literally
    said = [[each.typed, *(other for other in each.phrases if len(other) >= CLEAR)] for each in terms]
    return or_(literally, and_(*(_has(each, columns) for each in said)))


def _has(said: Sequence[str], columns: Sequence[Any]) -> ColumnElement[bool]:
    return or_(*(column.icontains(each, autoescape=True) for each in said for column in columns))


def _best(words: str, name: Any) -> ColumnElement[int]:
    return case((name.istartswith(words, autoescape=True), 0), (name.icontains(words, autoescape=True), 1), else_=2)


def _found(statement: Select[Any], limit: int) -> Found:
    items = list(db.session.execute(statement.limit(limit + 1)).scalars())
    return Found(items[:limit], len(items) > limit)
