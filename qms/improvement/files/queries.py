"""Reads of what is known of projects' files."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from qms.improvement.files.models import ProjectFile
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import project
from qms.kernel.db import db
from qms.kernel.paging import Page, page_of
from qms.people.models import Person

PAGE = 40


def file(project_file_id: int) -> ProjectFile:
    """The file, or NoResultFound (a 404)."""
    return db.session.execute(_files().where(ProjectFile.id == project_file_id)).scalar_one()


def project_of_file(project_file_id: int) -> Project:
    """The file's project as far as the reader sees it, or NoResultFound (a 404)."""
    return project(file(project_file_id).project_id)


def files_of(project_id: int) -> Page[ProjectFile]:
    """One page of a project's files, newest first."""
    return page_of(_files().where(ProjectFile.project_id == project_id).order_by(ProjectFile.id.desc()), size=PAGE)


def files_of_entries(log_entry_ids: Sequence[int]) -> dict[int, list[ProjectFile]]:
    """The files of each entry, in the order in which they came."""
    statement = _files().where(ProjectFile.log_entry_id.in_(log_entry_ids)).order_by(ProjectFile.id)
    found: dict[int, list[ProjectFile]] = defaultdict(list)
    for each in db.session.execute(statement).scalars():
        found[each.log_entry_id or 0].append(each)
    return dict(found)


def total_size(project_id: int) -> int:
    """The bytes of all files of a project."""
    size = select(func.sum(ProjectFile.size)).where(ProjectFile.project_id == project_id)
    return int(db.session.scalar(size) or 0)


def all_kept() -> set[tuple[int, str]]:
    """(project, SHA-256) of every file."""
    return {(row.project_id, row.sha256) for row in db.session.execute(select(ProjectFile.project_id, ProjectFile.sha256))}


def _files() -> Select[Any]:
    return select(ProjectFile).options(joinedload(ProjectFile.by).lazyload(Person.memberships))
