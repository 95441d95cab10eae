"""Full-text search on SQLite: an FTS5 table beside library_entry, kept in step by triggers.

The table holds no text of its own (external content), stems as English does, and takes accents off letters."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import DDL, ColumnElement, Float, Integer, Subquery, bindparam, event, select, text

from qms.improvement.learning.library.models import LibraryEntry
from qms.kernel.db import db

TITLE_WEIGHT, BODY_WEIGHT = 8.0, 1.0

_ADD = "INSERT INTO library_words(rowid, title, body) VALUES (new.id, new.title, new.body);"
_TAKE_OUT = "INSERT INTO library_words(library_words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);"

MADE = (
    "CREATE VIRTUAL TABLE library_words USING fts5(title, body, content='library_entry', content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER library_words_added AFTER INSERT ON library_entry BEGIN {_ADD} END",
    f"CREATE TRIGGER library_words_gone AFTER DELETE ON library_entry BEGIN {_TAKE_OUT} END",
    f"CREATE TRIGGER library_words_changed AFTER UPDATE OF title, body ON library_entry BEGIN {_TAKE_OUT} {_ADD} END",
)
"""What a migration runs, too; the triggers go with library_entry, the words have to be dropped first."""
DROPPED = "DROP TABLE IF EXISTS library_words"

for _statement in MADE:
    event.listen(LibraryEntry.__table__, "after_create", DDL(_statement).execute_if(dialect="sqlite"))
event.listen(LibraryEntry.__table__, "before_drop", DDL(DROPPED).execute_if(dialect="sqlite"))


def _quoted(word: str, *, begins: bool = False) -> str:
    return f'"{word}"' + ("*" if begins else "")


def matches(words: Sequence[str]) -> Subquery:
    """entry_id and rank (least is best) of the entries with every word; of the last, its beginning is enough."""
    wanted = " ".join(_quoted(each, begins=each is words[-1]) for each in words)
    found = text(
        f"SELECT rowid AS entry_id, bm25(library_words, {TITLE_WEIGHT}, {BODY_WEIGHT}) AS rank "  # noqa: S608  two numbers of ours
        "FROM library_words WHERE library_words MATCH :wanted"
    )
    return found.bindparams(bindparam("wanted", wanted, unique=True)).columns(entry_id=Integer, rank=Float).subquery("found")


def has_word(word: str, *, in_title: bool = False) -> ColumnElement[bool]:
    """The condition of an entry whose text, or whose title, has the word."""
    wanted = ("title : " if in_title else "") + _quoted(word)
    with_it = text("SELECT rowid AS entry_id FROM library_words WHERE library_words MATCH :wanted")
    found = with_it.bindparams(bindparam("wanted", wanted, unique=True)).columns(entry_id=Integer).subquery()
    return LibraryEntry.id.in_(select(found.c.entry_id))


def marked(ids: Sequence[int], words: Sequence[str], start: str, end: str) -> dict[int, tuple[str, str]]:
    """Title and the telling part of the body of each entry, the words that were found between `start` and `end`."""
    wanted = " OR ".join(_quoted(each, begins=each is words[-1]) for each in words)
    numbers = ", ".join(str(int(each)) for each in ids)
    statement = text(
        "SELECT rowid, highlight(library_words, 0, :start, :end), snippet(library_words, 1, :start, :end, '…', 32) "  # noqa: S608  whole numbers
        f"FROM library_words WHERE library_words MATCH :wanted AND rowid IN ({numbers})"
    )
    rows: Any = db.session.execute(statement, {"wanted": wanted, "start": start, "end": end})
    return {id_: (title, body) for id_, title, body in rows}
