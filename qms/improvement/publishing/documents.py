"""Published summaries as the library's texts: of each project the edition that stands."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row

from qms.golden_thread.documents import Document, Outcome, body_of
from qms.improvement.publishing.models import Summary
from qms.improvement.publishing.queries import current_texts
from qms.kernel import clock

SUMMARY = "summary"  # among the library's reports

FACTS = (("unit_id",), ("outcome",), ("method_key",))
TOLD = (
    ("words", "result"), ("problem",), ("why",), ("aim",), ("learned",), ("words", "tell_others"), ("words", "quote"),
)  # fmt: skip


def documents(project_ids: Collection[int]) -> dict[int, list[Document]]:
    """The text of each project's latest edition that was not withdrawn, by project; projects without one are left out. One
    query."""
    return {each.project_id: [_document(each)] for each in current_texts(project_ids, *FACTS, *TOLD)}


def told_by(record: object) -> int | None:
    """The project whose documents read differently since this record was written."""
    return record.project_id if isinstance(record, Summary) else None


def _document(edition: Row[Any]) -> Document:
    return Document(
        kind=SUMMARY,
        id=edition.id,
        title=edition.headline,
        body=body_of(*(getattr(edition, "_".join(part)) for part in TOLD)),
        unit_id=int(edition.unit_id),
        on=clock.day_of(edition.created_at),
        result=edition.words_result or edition.learned,
        outcome=Outcome(edition.outcome),
        method=edition.method_key,
        project_id=edition.project_id,
    )
