"""Reads of what is known of entries' files."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from qms.improvement.impact.models import ImpactEntry, ImpactFile
from qms.improvement.impact.queries import entry
from qms.kernel.db import db
from qms.people.models import Person


def file(impact_file_id: int) -> ImpactFile:
    """The file of an entry that the reader sees, or NoResultFound (a 404)."""
    found = db.session.execute(_files().where(ImpactFile.id == impact_file_id)).scalar_one()
    entry(found.entry_id)
    return found


def entry_of_file(impact_file_id: int) -> ImpactEntry:
    """The entry that the file came with, or NoResultFound (a 404)."""
    return entry(file(impact_file_id).entry_id)


def files_of(entry_id: int) -> list[ImpactFile]:
    """The entry's files, in the order in which they came."""
    found = _files().where(ImpactFile.entry_id == entry_id).order_by(ImpactFile.id)
    return list(db.session.execute(found).scalars())


def total_size(unit_id: int) -> int:
    """The bytes of all files of the unit's own entries."""
    size = select(func.sum(ImpactFile.size)).join(ImpactFile.entry).where(ImpactEntry.unit_id == unit_id)
    return int(db.session.scalar(size) or 0)


def all_kept() -> set[tuple[int, str]]:
    """(entry, SHA-256) of every file."""
    return {(row.entry_id, row.sha256) for row in db.session.execute(select(ImpactFile.entry_id, ImpactFile.sha256))}


def _files() -> Select[Any]:
    return select(ImpactFile).options(joinedload(ImpactFile.by).lazyload(Person.memberships))
