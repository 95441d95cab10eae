"""The one door to full-text search: the database's own, behind the same three questions on SQLite and PostgreSQL.

Words come from words.py: letters and digits in lower case, never none at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from sqlalchemy import ColumnElement, Subquery

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


def matches(words: Sequence[str]) -> Subquery:
    """entry_id and rank (least is best) of the entries with every word; of the last, its beginning is enough."""
    return _dialect().matches(words)


def has_word(word: str, *, in_title: bool = False) -> ColumnElement[bool]:
    """The condition of an entry whose text, or whose title, has the word."""
    return _dialect().has_word(word, in_title=in_title)


def marked(ids: Sequence[int], words: Sequence[str]) -> dict[int, tuple[Runs, Runs]]:
    """Title and the telling part of the body of each entry, as runs. One query."""
    if not ids or not words:
        return {}
    found = _dialect().marked(ids, words, START, END)
    return {id_: (runs(title), runs(body)) for id_, (title, body) in found.items()}


def runs(text: str) -> Runs:
    """A text with marks, cut at them."""
    return [Run(part.strip(START + END), part.startswith(START)) for part in _MARKED.split(text) if part]
