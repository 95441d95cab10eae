"""Publications, presentations and policy changes as the library's texts.

They go by the ids of their entries, as some belong to a unit and to no project. Other nouns have reports too, with ids of
their own tables: whoever keeps both tells them apart by more than kind and id."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, lazyload

from qms.golden_thread.documents import Document, body_of
from qms.improvement.impact.models import ImpactEntry, ImpactKind
from qms.improvement.projects.models import Project
from qms.kernel.db import db

REPORT = "report"
TOLD_TO_ALL = (ImpactKind.PUBLICATION, ImpactKind.PRESENTATION, ImpactKind.POLICY)


def documents(ids: Collection[int]) -> dict[int, list[Document]]:
    """A text for each of these entries that the library keeps; the others are left out. One query."""
    return {each.id: [_document(each)] for each in _entries(ImpactEntry.id.in_(ids))}


def document_ids() -> list[int]:
    """Every entry that the library keeps. One query."""
    kept = select(ImpactEntry.id).where(ImpactEntry.kind.in_(TOLD_TO_ALL))
    return list(db.session.execute(kept.order_by(ImpactEntry.id)).scalars())


def told_by(record: object) -> int | None:
    """The entry that a record of this noun is, where the library keeps it."""
    return record.id if isinstance(record, ImpactEntry) and record.kind in TOLD_TO_ALL else None


def _entries(which: ColumnElement[bool]) -> list[ImpactEntry]:
    project = joinedload(ImpactEntry.project)
    lean = (project.lazyload(Project.unit), project.lazyload(Project.lead), project.lazyload(Project.objective))
    statement = select(ImpactEntry).where(which, ImpactEntry.kind.in_(TOLD_TO_ALL)).options(*lean, lazyload(ImpactEntry.by))
    return list(db.session.execute(statement.order_by(ImpactEntry.id)).scalars())


def _document(entry: ImpactEntry) -> Document:
    project, title = entry.project, entry.project.title if entry.project else ""
    return Document(
        kind=REPORT,
        id=entry.id,
        title=entry.title,
        body=body_of(entry.who, entry.venue, entry.place, entry.said, entry.changed, entry.reference, title),
        unit_id=project.unit_id if project else entry.unit_id or 0,
        on=entry.happened_on,
        state=entry.kind.value,
        result=entry.changed,
        method=str(project.method) if project else "",
        project_id=entry.project_id,
    )
