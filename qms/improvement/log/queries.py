"""Reads of log entries."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qms.improvement.projects.models import LogEntry, Project
from qms.improvement.projects.queries import project
from qms.kernel.db import db
from qms.kernel.paging import Page, page_of
from qms.people.models import Person

PAGE = 20


def entry(log_entry_id: int) -> LogEntry:
    """The entry, or NoResultFound (a 404)."""
    return db.session.execute(select(LogEntry).where(LogEntry.id == log_entry_id)).scalar_one()


def project_of_entry(log_entry_id: int) -> Project:
    """The entry's project, or NoResultFound (a 404)."""
    return project(entry(log_entry_id).project_id)


def entries_of(project_id: int) -> Page[LogEntry]:
    """One page of a project's log, newest first."""
    author = joinedload(LogEntry.by).lazyload(Person.memberships)
    statement = select(LogEntry).where(LogEntry.project_id == project_id).options(author)
    return page_of(statement.order_by(LogEntry.happened_on.desc(), LogEntry.id.desc()), size=PAGE)
