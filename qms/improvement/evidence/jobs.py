"""What is kept of projects' charts is what the charts say: proved every night, and what is missing seen to by day."""

from sqlalchemy import select

from qms.improvement.evidence.actions import write_findings
from qms.improvement.evidence.queries import stale_projects
from qms.improvement.projects.models import ProjectMeasure
from qms.kernel.db import db
from qms.kernel.formats import count


def recheck_findings() -> str:
    """Ask the charts of every project's measures anew and keep what they say; a day that has come may count now."""
    measured = select(ProjectMeasure.project_id).distinct().order_by(ProjectMeasure.project_id)
    ids = list(db.session.execute(measured).scalars())
    different = write_findings(ids)
    return f"{count(len(ids), 'project')} with measures rechecked, {count(different, 'finding')} brought up to date."


def mend_findings() -> str:
    """Ask the charts of those projects alone whose findings are missing or of another day, and keep what they say."""
    ids = stale_projects()
    write_findings(ids)
    return (
        f"{count(len(ids), 'project')} had findings that were missing or of another day." if ids else "Every finding is kept."
    )
