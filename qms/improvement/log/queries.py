"""Reads of log entries."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qms.improvement.projects.models import LogEntry, Project
from qms.kernel.db import db
from qms.kernel.paging import Page, page_of
from qms.organisation.models import Unit
from qms.people.models import Person

PAGE = 20


def entry(log_entry_id: int) -> LogEntry:
    """The entry, or NoResultFound (a 404)."""
    return db.session.execute(select(LogEntry).where(LogEntry.id == log_entry_id)).scalar_one()


def unit_of_entry(log_entry_id: int) -> Unit:
    """The unit of the entry's project, or NoResultFound (a 404)."""
    statement = select(Project).join(LogEntry, LogEntry.project_id == Project.id).where(LogEntry.id == log_entry_id)
    return db.session.execute(statement).scalar_one().unit


def entries_of(project_id: int) -> Page[LogEntry]:
    """One page of a project's log, newest first."""
    author = joinedload(LogEntry.by).lazyload(Person.memberships)
    statement = select(LogEntry).where(LogEntry.project_id == project_id).options(author)
    return page_of(statement.order_by(LogEntry.happened_on.desc(), LogEntry.id.desc()), size=PAGE)
