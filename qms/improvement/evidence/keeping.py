"""Findings kept in step with projects: whatever a transaction changes in their tests and measures is asked of the charts
before it commits. Measurements tell by themselves (see thread/following.py); the nightly job sees to what is written in bulk.
"""

from typing import Any

from flask import current_app, has_app_context
from sqlalchemy import event

from qms.improvement.evidence.actions import write_findings
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.models import ProjectMeasure
from qms.kernel.db import db

TOUCHED = "qms.findings"
"""Where a database session keeps the projects whose tests or measures its transaction has changed."""


@event.listens_for(db.session, "after_flush")
def _note(session: Any, _: object) -> None:
    if not has_app_context() or "qms-strands" not in current_app.extensions:
        return
    for record in (*session.new, *session.dirty, *session.deleted):
        if isinstance(record, PdsaCycle | ProjectMeasure):
            session.info.setdefault(TOUCHED, set()).add(record.project_id)


@event.listens_for(db.session, "before_commit")
def _keep(session: Any) -> None:
    if session.in_nested_transaction():
        return  # the whole transaction's own commit follows
    session.flush()
    if touched := session.info.pop(TOUCHED, None):
        write_findings(sorted(touched))


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Any, ended: Any) -> None:
    if not ended.nested:
        session.info.pop(TOUCHED, None)
