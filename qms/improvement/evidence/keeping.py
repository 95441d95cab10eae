"""Findings kept in step with projects: whatever a transaction changes in their tests and measures is asked of the charts
before it commits. Statements in bulk do not say which projects they change: after them one query finds those whose findings
no longer hold. Measurements tell by themselves (see thread/following.py). What comes past the session, the jobs find.
"""

from typing import Any

from flask import current_app, has_app_context
from sqlalchemy import event

from qms.improvement.evidence.actions import write_findings
from qms.improvement.evidence.queries import stale_projects
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.models import ProjectMeasure
from qms.kernel.db import db

TOUCHED = "qms.findings"
"""Where a database session keeps the projects whose tests or measures its transaction has changed."""

IN_BULK = "qms.findings.bulk"
"""Where it keeps that a statement has changed tests or measures of projects that it does not name."""


@event.listens_for(db.session, "after_flush")
def _note(session: Any, _: object) -> None:
    if not has_app_context() or "qms-strands" not in current_app.extensions:
        return
    for record in (*session.new, *session.dirty, *session.deleted):
        if isinstance(record, PdsaCycle | ProjectMeasure):
            session.info.setdefault(TOUCHED, set()).add(record.project_id)


@event.listens_for(db.session, "do_orm_execute")
def _note_bulk(state: Any) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    if writes and state.bind_mapper is not None and state.bind_mapper.class_ in (PdsaCycle, ProjectMeasure):
        state.session.info[IN_BULK] = True


@event.listens_for(db.session, "before_commit")
def _keep(session: Any) -> None:
    if session.in_nested_transaction():
        return  # the whole transaction's own commit follows
    session.flush()
    touched = session.info.pop(TOUCHED, set())
    if session.info.pop(IN_BULK, False) and has_app_context() and "qms-strands" in current_app.extensions:
        touched = touched.union(stale_projects())
    if touched:
        write_findings(sorted(touched))


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Any, ended: Any) -> None:
    if not ended.nested:
        session.info.pop(TOUCHED, None)
        session.info.pop(IN_BULK, None)
