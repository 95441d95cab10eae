"""The one door to full-text search: the database's own, behind the same three questions on SQLite and PostgreSQL.

Terms come from words.py: words of letters and digits in lower case, never none at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from sqlalchemy import Subquery

from qms.golden_thread.searching.meanings import Term
from qms.improvement.learning.library import words_postgresql, words_sqlite
from qms.kernel.db import db

START, END = "\x02", "\x03"  # no text that comes in through a form holds them
_MARKED = re.compile(f"({START}[^{END}]*{END})")


@dataclass(frozen=True)
class Run:
    """Some words, and whether they are what was looked for."""

    text: str
    found: bool


Runs = Sequence[Run]


def _dialect() -> ModuleType:
    return words_postgresql if db.engine.dialect.name == "postgresql" else words_sqlite


def matches(terms: Sequence[Term]) -> Subquery:
    """entry_id and rank (least is best) of the entries with every term; of the last, unless it is known, its beginning is
    enough."""
    return _dialect().matches(terms)


def with_term(term: Term, *, in_title: bool = False) -> Subquery:
    """entry_id of the entries whose text, or whose title, has the term in any of its expressions."""
    return _dialect().with_term(term, in_title=in_title)


def marked(ids: Sequence[int], terms: Sequence[Term]) -> dict[int, tuple[Runs, Runs]]:
    """Title and the telling part of the body of each entry, as runs. One query."""
    if not ids or not terms:
        return {}
    found = _dialect().marked(ids, terms, START, END)
    return {id_: (runs(title), runs(body)) for id_, (title, body) in found.items()}


def runs(text: str) -> Runs:
    """A text with marks, cut at them."""
    return [Run(part.strip(START + END), part.startswith(START)) for part in _MARKED.split(text) if part]
