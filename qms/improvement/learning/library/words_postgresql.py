"""Full-text search on PostgreSQL: a generated column of stemmed English words on library_entry, with a GIN index.

Signs between words are made spaces first: the parser would otherwise take "day/night" for the name of a file."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import DDL, Float, Integer, Subquery, bindparam, event, text

from qms.golden_thread.searching.meanings import Term
from qms.improvement.learning.library.models import LibraryEntry
from qms.kernel.db import db

HIDDEN = "\x01"  # stands for "<" while the database marks words: it would leave out what looks like a tag

MADE = (
    "ALTER TABLE library_entry ADD COLUMN words tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('english', regexp_replace(title, '[^[:alnum:]]+', ' ', 'g')), 'A') || "
    "setweight(to_tsvector('english', regexp_replace(body, '[^[:alnum:]]+', ' ', 'g')), 'D')) STORED",
    "CREATE INDEX ix_library_entry_words ON library_entry USING gin (words)",
)
"""What a migration runs, too; both go with the table."""

for _statement in MADE:
    event.listen(LibraryEntry.__table__, "after_create", DDL(_statement).execute_if(dialect="postgresql"))


def _query(term: Term, *, begins: bool = False, weight: str = "") -> str:
    """The term as PostgreSQL asks for it: any of its expressions, the words of one beside each other; the
    beginning is enough of one that `begins`."""
    said = [" <-> ".join(f"{word}:{weight}" if weight else word for word in each.split()) for each in term.phrases]
    if begins:
        said[0] += ":*"
    return "(" + " | ".join(said) + ")"


def _all(terms: Sequence[Term], sign: str) -> str:
    return f" {sign} ".join(_query(each, begins=each is terms[-1] and not each.known) for each in terms)


def matches(terms: Sequence[Term]) -> Subquery:
    """entry_id and rank (least is best) of the entries with every term; of the last, unless it is known, its beginning is
    enough."""
    found = text(
        "SELECT entry.id AS entry_id, -ts_rank(entry.words, wanted) AS rank "
        "FROM library_entry entry, to_tsquery('english', :wanted) wanted WHERE entry.words @@ wanted"
    )
    wanted: Any = bindparam("wanted", _all(terms, "&"), unique=True)
    return found.bindparams(wanted).columns(entry_id=Integer, rank=Float).subquery("found")


def with_term(term: Term, *, in_title: bool = False) -> Subquery:
    """entry_id of the entries whose text, or whose title, has the term."""
    wanted: Any = bindparam("wanted", _query(term, weight="A" if in_title else ""), unique=True)
    found = text("SELECT id AS entry_id FROM library_entry WHERE words @@ to_tsquery('english', :wanted)")
    return found.bindparams(wanted).columns(entry_id=Integer).subquery()


def marked(ids: Sequence[int], terms: Sequence[Term], start: str, end: str) -> dict[int, tuple[str, str]]:
    """Title and the telling part of the body of each entry, what was found between `start` and `end`."""
    marks = f'StartSel="{start}", StopSel="{end}"'
    statement = text(
        "SELECT entry.id, ts_headline('english', translate(entry.title, '<', :hidden), wanted, :whole), "
        "ts_headline('english', translate(entry.body, '<', :hidden), wanted, :part) "
        "FROM library_entry entry, to_tsquery('english', :wanted) wanted WHERE entry.id = ANY(:ids)"
    )
    part = f'{marks}, MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "'
    given: dict[str, Any] = {
        "wanted": _all(terms, "|"),
        "whole": f"{marks}, HighlightAll=true",
        "part": part,
        "ids": list(ids),
    }
    found = db.session.execute(statement, given | {"hidden": HIDDEN})
    return {id_: (title.replace(HIDDEN, "<"), body.replace(HIDDEN, "<")) for id_, title, body in found}
