"""Published summaries as the library's texts: of each project the edition that stands."""

from collections.abc import Collection

from qms.golden_thread.documents import Document, Outcome, body_of
from qms.improvement.publishing.models import Summary
from qms.improvement.publishing.queries import current

SUMMARY = "summary"  # among the library's reports


def documents(project_ids: Collection[int]) -> dict[int, list[Document]]:
    """The text of each project's latest edition that was not withdrawn, by project; projects without one are left out. One
    query."""
    return {project_id: [_document(each)] for project_id, each in current(project_ids).items()}


def told_by(record: object) -> int | None:
    """The project whose documents read differently since this record was written."""
    return record.project_id if isinstance(record, Summary) else None


def _document(edition: Summary) -> Document:
    story = edition.content
    words = story["words"]
    return Document(
        kind=SUMMARY,
        id=edition.id,
        title=edition.headline,
        body=body_of(
            words["result"],
            story["problem"],
            story["why"],
            story["aim"],
            story["learned"],
            words["tell_others"],
            words["quote"],
        ),
        unit_id=story["unit_id"],
        on=edition.created_at.date(),
        result=words["result"] or story["learned"],
        outcome=Outcome(story["outcome"]),
        method=story["method_key"],
        project_id=edition.project_id,
    )
