"""The impact log as a table that leaves the application."""

from collections.abc import Iterator, Sequence

from flask import url_for

from qms.improvement.impact.agreed.presenters import sentence
from qms.improvement.impact.agreed.queries import actions_of
from qms.improvement.impact.models import AgreedAction, ImpactEntry
from qms.improvement.impact.presenters import SHORT, field_words
from qms.improvement.impact.queries import Filters, statement
from qms.kernel.db import db

MOST, AT_ONCE = 5_000, 500

COLUMNS = (
    "date", "kind", "title", "project", "unit", "objective", "collaborative",
    *(words.lower() for words in SHORT.values()),
    "agreed actions", "link", "file", "added by", "address",
)  # fmt: skip


def table_rows(filters: Filters) -> Iterator[list[object]]:
    """The rows asked for, newest first and in the order of COLUMNS; at most 5,000."""
    for start in range(0, MOST, AT_ONCE):
        part = statement(filters).limit(AT_ONCE).offset(start)
        entries: list[ImpactEntry] = list(db.session.execute(part).unique().scalars())
        actions = actions_of([each.id for each in entries], most=None)
        yield from (_cells(each, actions.get(each.id, ())) for each in entries)
        if len(entries) < AT_ONCE:
            return


def _cells(entry: ImpactEntry, actions: Sequence[AgreedAction]) -> list[object]:
    objective = entry.project.objective if entry.project else entry.objective
    return [
        entry.happened_on,
        entry.kind.value,
        entry.title,
        entry.project.title if entry.project else "",
        entry.unit.name,
        objective.title if objective else "",
        entry.collaborative.title if entry.collaborative else "",
        *(_cell(entry, name) for name in SHORT),
        " ".join(map(sentence, actions)),
        entry.link,
        entry.file.name if entry.file else ", ".join(each.name for each in entry.files),
        entry.by.name,
        url_for("improvement.impact_entry", impact_id=entry.id, _external=True),
    ]


def _cell(entry: ImpactEntry, name: str) -> object:
    """Numbers and dates as such; words as people say them."""
    value = getattr(entry, name)
    return field_words(entry, name) if name == "status" else value
