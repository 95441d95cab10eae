"""Texts that are like some words without having all of them: tried before, the closest, and what may have been meant."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import joinedload

from qms.golden_thread.documents import Outcome
from qms.improvement.learning.library import index
from qms.improvement.learning.library.asking import Asked
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.learning.library.queries import counted, narrowed, readable
from qms.improvement.learning.library.words import every_word, telling_words
from qms.kernel.db import db

TRIED = ("project", "cycle", "idea", "package-idea")
AS_GOOD = 2 / 3  # of what the likest has: below that, a text is not shown before it for what came of it
CONSIDERED = 12
CLOSEST = 10
MOST_TEXTS, BEGINNING, ALIKE = 2_000, 400, 0.75
FIRST = {Outcome.DID_NOT: 0, Outcome.WORKED: 1, Outcome.UNKNOWN: 2}


def tried_before(title: str, *, but: int | None = None, limit: int = 3) -> list[LibraryEntry]:
    """What was tried under words like these, and first of what is alike what did not work: that is what a team should know
    before it starts. At least half of the title's telling words occur; those in a title count twice. `but` is a project that
    is left out with its tests. One query."""
    words = telling_words(title)
    if not words:
        return []
    occurs, points = _shared(words)
    in_title = _sum([index.has_word(each, in_title=True) for each in words])
    statement = readable(select(LibraryEntry, points.label("points"))).where(
        LibraryEntry.kind.in_(TRIED), occurs * 2 >= len(words), in_title * 3 >= len(words)
    )
    if but is not None:
        statement = statement.where(LibraryEntry.project_id.is_distinct_from(but))
    alike = _likest(statement, points, CONSIDERED)
    good = [(entry, found) for entry, found in alike if found >= AS_GOOD * alike[0][1]]
    return [entry for entry, _ in sorted(good, key=lambda each: (FIRST[each[0].outcome], -each[1]))][:limit]


def closest(asked: Asked) -> list[LibraryEntry]:
    """What has at least a third of the words, where nothing has them all: those with most first. One query."""
    words = telling_words(asked.typed) or asked.words
    if len(asked.words) < 2:
        return []
    occurs, points = _shared(words)
    statement = narrowed(asked, select(LibraryEntry, points.label("points"))).where(occurs * 3 >= len(words))
    return [entry for entry, _ in _likest(statement, points, CLOSEST)]


def did_you_mean(asked: Asked) -> str:
    """What was typed, with words that occur nowhere as the likest ones of texts or, where none is like them, left out; empty
    where no word is like them, or where that would find nothing either. Four queries."""
    nowhere = _nowhere(asked.words)
    if not nowhere:
        return ""
    known = _vocabulary()
    meant = {word: near[0] for word in nowhere if (near := get_close_matches(word, known, n=1, cutoff=ALIKE))}
    if not meant:
        return ""
    words = [meant.get(each, each) for each in asked.words if each in meant or each not in nowhere]
    return " ".join(words) if counted(replace(asked, words=words)) else ""


def _vocabulary() -> set[str]:
    """The words of titles, and of the beginnings of texts, that the reader may see. One query."""
    beginnings = readable(select(LibraryEntry.title, func.substr(LibraryEntry.body, 1, BEGINNING)))
    rows = db.session.execute(beginnings.order_by(LibraryEntry.id.desc()).limit(MOST_TEXTS))
    return {word for row in rows for text in row for word in every_word(text) if len(word) > 2}


def _nowhere(words: Sequence[str]) -> list[str]:
    """Those of the words that no text has. One query."""
    asked = [select(LibraryEntry.id).where(index.has_word(each)).exists() for each in words]
    found = db.session.execute(select(*(each.label(f"word_{place}") for place, each in enumerate(asked)))).one()
    return [word for word, occurs in zip(words, found, strict=True) if not occurs]


def _shared(words: Sequence[str]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """How many of the words occur, and the same with those in the title counted twice."""
    occurs = _sum([index.has_word(each) for each in words])
    return occurs, occurs + _sum([index.has_word(each, in_title=True) for each in words])


def _likest(statement: Select[Any], points: ColumnElement[int], limit: int) -> list[tuple[LibraryEntry, int]]:
    known = case((LibraryEntry.outcome == Outcome.UNKNOWN, 1), else_=0)
    ordered = statement.order_by(points.desc(), known, LibraryEntry.on.desc(), LibraryEntry.id.desc())
    found = db.session.execute(ordered.options(joinedload(LibraryEntry.unit)).limit(limit))
    return [(entry, like) for entry, like in found]


def _sum(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[int]:
    total: Any = case((conditions[0], 1), else_=0)
    for each in conditions[1:]:
        total = total + case((each, 1), else_=0)
    return total
