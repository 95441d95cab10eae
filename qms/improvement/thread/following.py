"""What follows in this room when readings are written, in the same transaction."""

from collections.abc import Sequence

from qms.improvement.evidence.actions import projects_measured_by, write_findings
from qms.kernel.audit import Author


def readings_written(series_ids: Sequence[int], *, by: Author) -> None:
    """The findings of the projects that measure by these series. One query where no project does."""
    projects = projects_measured_by(series_ids)
    if projects:
        write_findings(projects, only=set(series_ids))
