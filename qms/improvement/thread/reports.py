"""What was told to others, as a strand of its own: some of it belongs to a unit and to no project."""

from collections.abc import Collection

from qms.golden_thread.documents import Document
from qms.golden_thread.strands import Strand
from qms.improvement.impact import documents as reports


class ReportStrand(Strand):
    """The strand of publications, presentations and policy changes: for the library alone."""

    noun = "report"

    def documents(self, ids: Collection[int]) -> dict[int, list[Document]]:
        """A text for each."""
        return reports.documents(ids)

    def document_ids(self) -> list[int]:
        """Every one."""
        return reports.document_ids()

    def told_by(self, record: object) -> int | None:
        """The entry itself."""
        return reports.told_by(record)
