"""Full-text search on SQLite: an FTS5 table beside library_entry, kept in step by triggers.

The table holds no text of its own (external content), stems as English does, and takes accents off letters."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import DDL, Float, Integer, Subquery, bindparam, event, text

from qms.golden_thread.searching.meanings import Term
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


def _query(term: Term, *, begins: bool = False) -> str:
    """The term as FTS5 asks for it: any of its expressions; the beginning is enough of one that `begins`."""
    said = [f'"{each}"' for each in term.phrases]
    if begins:
        said[0] += "*"
    return "(" + " OR ".join(said) + ")"


def _all(terms: Sequence[Term], sign: str) -> str:
    return f" {sign} ".join(_query(each, begins=each is terms[-1] and not each.known) for each in terms)


def matches(terms: Sequence[Term]) -> Subquery:
    """entry_id and rank (least is best) of the entries with every term; of the last, unless it is known, its beginning is
    enough.

    All of them are found first: without a limit SQLite would search the words once for every entry of the kind that is asked
    for, which took seconds over ten thousand."""
    found = text(
        f"SELECT rowid AS entry_id, bm25(library_words, {TITLE_WEIGHT}, {BODY_WEIGHT}) AS rank "  # noqa: S608  two numbers of ours
        "FROM library_words WHERE library_words MATCH :wanted LIMIT -1"
    )
    wanted: Any = bindparam("wanted", _all(terms, "AND"), unique=True)
    return found.bindparams(wanted).columns(entry_id=Integer, rank=Float).subquery("found")


def with_term(term: Term, *, in_title: bool = False) -> Subquery:
    """entry_id of the entries whose text, or whose title, has the term."""
    wanted = ("title : " if in_title else "") + _query(term)
    found = text("SELECT rowid AS entry_id FROM library_words WHERE library_words MATCH :wanted")
    return found.bindparams(bindparam("wanted", wanted, unique=True)).columns(entry_id=Integer).subquery()


def marked(ids: Sequence[int], terms: Sequence[Term], start: str, end: str) -> dict[int, tuple[str, str]]:
    """Title and the telling part of the body of each entry, what was found between `start` and `end`."""
    numbers = ", ".join(str(int(each)) for each in ids)
    statement = text(
        "SELECT rowid, highlight(library_words, 0, :start, :end), snippet(library_words, 1, :start, :end, '…', 32) "  # noqa: S608  whole numbers
        f"FROM library_words WHERE library_words MATCH :wanted AND rowid IN ({numbers})"
    )
    rows: Any = db.session.execute(statement, {"wanted": _all(terms, "OR"), "start": start, "end": end})
    return {id_: (title, body) for id_, title, body in rows}
