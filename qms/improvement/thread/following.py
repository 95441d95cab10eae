"""What follows in this room when readings are written, in the same transaction."""

from collections.abc import Sequence

from qms.improvement.evidence.actions import projects_measured_by, write_findings
from qms.improvement.learning.library.keeping import touch
from qms.improvement.watches.actions import check_watches
from qms.improvement.watches.correcting import take_back_slips
from qms.kernel.audit import Author


def readings_written(series_ids: Sequence[int], *, by: Author) -> None:
    """The findings of the projects that measure by these series, then the control watches on them; three queries where there
    are none."""
    projects = projects_measured_by(series_ids)
    if projects:
        write_findings(projects, only=set(series_ids))
        touch("project", projects)
    take_back_slips(series_ids=series_ids)
    check_watches(series_ids=series_ids)
