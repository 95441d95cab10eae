"""Full-text search on PostgreSQL: a generated column of stemmed English words on library_entry, with a GIN index.

Signs between words are made spaces first: the parser would otherwise take "day/night" for the name of a file."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import DDL, ColumnElement, Float, Integer, Subquery, bindparam, event, func, literal_column, text

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


def matches(words: Sequence[str]) -> Subquery:
    """entry_id and rank (least is best) of the entries with every word; of the last, its beginning is enough."""
    wanted = " & ".join(f"{each}:*" if each is words[-1] else each for each in words)
    found = text(
        "SELECT entry.id AS entry_id, -ts_rank(entry.words, wanted) AS rank "
        "FROM library_entry entry, to_tsquery('english', :wanted) wanted WHERE entry.words @@ wanted"
    )
    return found.bindparams(bindparam("wanted", wanted, unique=True)).columns(entry_id=Integer, rank=Float).subquery("found")


def has_word(word: str, *, in_title: bool = False) -> ColumnElement[bool]:
    """The condition of an entry whose text, or whose title, has the word."""
    wanted = func.to_tsquery("english", f"{word}:A" if in_title else word)
    return literal_column("library_entry.words").op("@@", is_comparison=True)(wanted)


def marked(ids: Sequence[int], words: Sequence[str], start: str, end: str) -> dict[int, tuple[str, str]]:
    """Title and the telling part of the body of each entry, the words that were found between `start` and `end`."""
    wanted = " | ".join(f"{each}:*" if each is words[-1] else each for each in words)
    marks = f'StartSel="{start}", StopSel="{end}"'
    statement = text(
        "SELECT entry.id, ts_headline('english', translate(entry.title, '<', :hidden), wanted, :whole), "
        "ts_headline('english', translate(entry.body, '<', :hidden), wanted, :part) "
        "FROM library_entry entry, to_tsquery('english', :wanted) wanted WHERE entry.id = ANY(:ids)"
    )
    part = f'{marks}, MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "'
    given: dict[str, Any] = {"wanted": wanted, "whole": f"{marks}, HighlightAll=true", "part": part, "ids": list(ids)}
    found = db.session.execute(statement, given | {"hidden": HIDDEN})
    return {id_: (title.replace(HIDDEN, "<"), body.replace(HIDDEN, "<")) for id_, title, body in found}
