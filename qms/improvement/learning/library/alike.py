"""Texts that are like some words without having all of them: tried before, the closest, and what may have been meant."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from math import log2
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, literal, or_, select, union_all
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
FIRST = {Outcome.DID_NOT: 0, Outcome.ABANDONED: 0, Outcome.MIXED: 1, Outcome.WORKED: 2, Outcome.ADOPTED: 3}
LAST = 4


def tried_before(title: str, *, but: int | None = None, limit: int = 3) -> list[LibraryEntry]:
    """What was tried under words like these, and first of what is alike what did not work: that is what a team should know
    before it starts. At least half of the title's telling terms occur, and a third of them in a title; of two terms both, or
    one that is rare. A term counts by how few texts have it, twice in a title. `but` is a project that is left out with its
    tests. Two queries."""
    terms = telling_terms(title)
    if not terms:
        return []
    weights, rare = _weighed(terms)
    hits = _hits(terms, weights, rare)
    enough = or_(hits.c.occurs == 2, hits.c.rare > 0) if len(terms) == 2 else hits.c.occurs * 2 >= len(terms)
    statement = readable(select(LibraryEntry.id, hits.c.points).join(hits, hits.c.entry_id == LibraryEntry.id)).where(
        LibraryEntry.kind.in_(TRIED), hits.c.in_title > 0, hits.c.in_title * 3 >= len(terms), enough
    )
    if but is not None:
        statement = statement.where(LibraryEntry.project_id.is_distinct_from(but))
    alike = _likest(statement, hits.c.points, CONSIDERED)
    good = [(entry, found) for entry, found in alike if found >= AS_GOOD * alike[0][1]]
    return [entry for entry, _ in sorted(good, key=lambda each: (FIRST.get(each[0].outcome, LAST), -each[1]))][:limit]


def closest(asked: Asked) -> list[LibraryEntry]:
    """What has at least a third of the terms, where nothing has them all: those with most first. One query."""
    terms = telling_terms(asked.typed) or asked.terms
    if len(asked.terms) < 2:
        return []
    hits = _hits(terms, [1] * len(terms), [False] * len(terms))
    found = select(LibraryEntry.id, hits.c.points).join(hits, hits.c.entry_id == LibraryEntry.id)
    statement = narrowed(asked, found).where(hits.c.occurs * 3 >= len(terms))
    return [entry for entry, _ in _likest(statement, hits.c.points, CLOSEST)]


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
    asked = [select(index.with_term(Term.word(each))).exists() for each in words]
    found = db.session.execute(select(*(each.label(f"word_{place}") for place, each in enumerate(asked)))).one()
    return [word for word, occurs in zip(words, found, strict=True) if not occurs]


def _weighed(terms: Sequence[Term]) -> tuple[list[int], list[bool]]:
    """What each term counts, by the logarithm of how few texts have it, as in ranked text search; and whether it is rare. One
    query. Whole numbers, so that every database comes to the same order."""
    have = [select(func.count()).select_from(index.with_term(each)).scalar_subquery() for each in terms]
    every = select(func.count()).select_from(LibraryEntry).scalar_subquery()
    total, *seen = db.session.execute(select(every, *have)).one()
    rare = [0 < each <= max(FEW_TEXTS, total // RARE_AMONG) for each in seen]
    return [round(FINE * log2(1 + (total + SMOOTH) / (each + SMOOTH))) for each in seen], rare


def _hits(terms: Sequence[Term], weights: Sequence[int], rare: Sequence[bool]) -> Subquery:
    """entry_id of what has any of the terms; how many occur, how many in the title, how many that are rare; and the points,
    twice for what is in the title. It begins from what the words find, so that a library may be large."""
    found = []
    for term, weight, is_rare in zip(terms, weights, rare, strict=True):
        for in_title in (False, True):
            place = index.with_term(term, in_title=in_title)
            columns = (literal(weight).label("points"), literal(int(in_title)).label("in_title"))
            found.append(select(place.c.entry_id, *columns, literal(int(is_rare and not in_title)).label("rare")))
    every = union_all(*found).subquery()
    sums = [func.sum(every.c[name]).label(name) for name in ("points", "in_title", "rare")]
    occurs = func.sum(1 - every.c.in_title).label("occurs")
    return select(every.c.entry_id, occurs, *sums).group_by(every.c.entry_id).subquery()


def _likest(statement: Select[Any], points: ColumnElement[int], limit: int) -> list[tuple[LibraryEntry, int]]:
    """The entries of a statement of ids and points, those with most points first; their texts are read of these alone."""
    known = case((LibraryEntry.outcome == Outcome.UNKNOWN, 1), else_=0)
    first = (points.desc(), known, LibraryEntry.on.desc(), LibraryEntry.id.desc())
    best = statement.order_by(*first).limit(limit).subquery()
    whole = select(LibraryEntry, best.c.points).join(best, best.c.id == LibraryEntry.id)
    ordered = whole.order_by(best.c.points.desc(), known, LibraryEntry.on.desc(), LibraryEntry.id.desc())
    found = db.session.execute(ordered.options(joinedload(LibraryEntry.unit)))
    return [(entry, int(like)) for entry, like in found]
