"""Texts that are like some words without having all of them: tried before, the closest, and what may have been meant."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from math import log2
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import joinedload

from qms.golden_thread.documents import Outcome
from qms.golden_thread.searching.meanings import Term
from qms.improvement.learning.library import index
from qms.improvement.learning.library.asking import Asked
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.learning.library.queries import counted, narrowed, readable
from qms.improvement.learning.library.words import every_word, telling_terms, words_of
from qms.kernel.db import db

TRIED = ("project", "cycle", "idea", "package-idea")
AS_GOOD = 2 / 3  # of what the likest has: below that, a text is not shown before it for what came of it
CONSIDERED = 12
CLOSEST = 10
RARE_AMONG, FEW_TEXTS = 100, 3  # a rare term is in one text of so many, or in no more than so few
FINE = 16  # steps of a weight to one doubling of how rare a term is
SMOOTH = 10  # as if so many more texts had every term: what few texts say of rarity counts little
MOST_TEXTS, BEGINNING, ALIKE = 2_000, 400, 0.75
FIRST = {Outcome.DID_NOT: 0, Outcome.WORKED: 1, Outcome.UNKNOWN: 2}


def tried_before(title: str, *, but: int | None = None, limit: int = 3) -> list[LibraryEntry]:
    """What was tried under words like these, and first of what is alike what did not work: that is what a team should know
    before it starts. At least half of the title's telling terms occur, and a third of them in a title; of two terms both, or
    one that is rare. A term counts by how few texts have it, twice in a title. `but` is a project that is left out with its
    tests. Two queries."""
    terms = telling_terms(title)
    if not terms:
        return []
    weights, rare = _weighed(terms)
    everywhere, in_title = [index.has_term(each) for each in terms], [index.has_term(each, in_title=True) for each in terms]
    points = _sum(everywhere, weights) + _sum(in_title, weights)
    statement = readable(select(LibraryEntry, points.label("points"))).where(
        LibraryEntry.kind.in_(TRIED), or_(*in_title), _sum(in_title) * 3 >= len(terms), _enough(everywhere, rare)
    )
    if but is not None:
        statement = statement.where(LibraryEntry.project_id.is_distinct_from(but))
    alike = _likest(statement, points, CONSIDERED)
    good = [(entry, found) for entry, found in alike if found >= AS_GOOD * alike[0][1]]
    return [entry for entry, _ in sorted(good, key=lambda each: (FIRST[each[0].outcome], -each[1]))][:limit]


def closest(asked: Asked) -> list[LibraryEntry]:
    """What has at least a third of the terms, where nothing has them all: those with most first. One query."""
    terms = telling_terms(asked.typed) or asked.terms
    if len(asked.terms) < 2:
        return []
    occurs = _sum([index.has_term(each) for each in terms])
    points = occurs + _sum([index.has_term(each, in_title=True) for each in terms])
    statement = narrowed(asked, select(LibraryEntry, points.label("points"))).where(occurs * 3 >= len(terms))
    return [entry for entry, _ in _likest(statement, points, CLOSEST)]


def did_you_mean(asked: Asked) -> str:
    """What was typed, with words that occur nowhere as the likest ones of texts or, where none is like them, left out; empty
    where no word is like them, or where that would find nothing either. Four queries."""
    typed = words_of(asked.typed)
    nowhere = _nowhere(typed)
    if not nowhere:
        return ""
    known = _vocabulary()
    meant = {word: near[0] for word in nowhere if (near := get_close_matches(word, known, n=1, cutoff=ALIKE))}
    if not meant:
        return ""
    words = [meant.get(each, each) for each in typed if each in meant or each not in nowhere]
    found = " ".join(words)
    return found if counted(replace(asked, typed=found)) else ""


def _vocabulary() -> set[str]:
    """The words of titles, and of the beginnings of texts, that the reader may see. One query."""
    beginnings = readable(select(LibraryEntry.title, func.substr(LibraryEntry.body, 1, BEGINNING)))
    rows = db.session.execute(beginnings.order_by(LibraryEntry.id.desc()).limit(MOST_TEXTS))
    return {word for row in rows for text in row for word in every_word(text) if len(word) > 2}


def _nowhere(words: Sequence[str]) -> list[str]:
    """Those of the words that no text has. One query."""
    if not words:
        return []
    asked = [select(LibraryEntry.id).where(index.has_term(Term.word(each))).exists() for each in words]
    found = db.session.execute(select(*(each.label(f"word_{place}") for place, each in enumerate(asked)))).one()
    return [word for word, occurs in zip(words, found, strict=True) if not occurs]


def _weighed(terms: Sequence[Term]) -> tuple[list[int], list[bool]]:
    """What each term counts, by the logarithm of how few texts have it, as in ranked text search; and whether it is rare. One
    query. Whole numbers, so that every database comes to the same order."""
    have = [select(func.count()).select_from(LibraryEntry).where(index.has_term(each)).scalar_subquery() for each in terms]
    every = select(func.count()).select_from(LibraryEntry).scalar_subquery()
    total, *seen = db.session.execute(select(every, *have)).one()
    rare = [0 < each <= max(FEW_TEXTS, total // RARE_AMONG) for each in seen]
    return [round(FINE * log2(1 + (total + SMOOTH) / (each + SMOOTH))) for each in seen], rare


def _enough(occurs: Sequence[ColumnElement[bool]], rare: Sequence[bool]) -> ColumnElement[bool]:
    """Whether as much occurs as makes a text like the title."""
    if len(occurs) != 2:
        return _sum(occurs) * 2 >= len(occurs)
    return or_(and_(*occurs), *(each for each, alone in zip(occurs, rare, strict=True) if alone))


def _likest(statement: Select[Any], points: ColumnElement[int], limit: int) -> list[tuple[LibraryEntry, int]]:
    known = case((LibraryEntry.outcome == Outcome.UNKNOWN, 1), else_=0)
    ordered = statement.order_by(points.desc(), known, LibraryEntry.on.desc(), LibraryEntry.id.desc())
    found = db.session.execute(ordered.options(joinedload(LibraryEntry.unit)).limit(limit))
    return [(entry, like) for entry, like in found]


def _sum(conditions: Sequence[ColumnElement[bool]], counts: Sequence[int] = ()) -> ColumnElement[int]:
    """How many of the conditions hold, or what those that hold count."""
    total: Any = literal(0)
    for each, count in zip(conditions, counts or [1] * len(conditions), strict=True):
        total = total + case((each, count), else_=0)
    return total
