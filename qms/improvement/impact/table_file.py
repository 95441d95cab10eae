"""The impact log as a table that leaves the application. It reads columns, not records, which took most of the time."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, case, func, select

from qms.golden_thread.objectives.models import Objective
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.files.models import ProjectFile
from qms.improvement.impact.addresses import address_by
from qms.improvement.impact.agreed.presenters import sentence_of
from qms.improvement.impact.agreed.queries import plain_actions_of
from qms.improvement.impact.kinds import STATUSES
from qms.improvement.impact.models import ImpactEntry, ImpactFile
from qms.improvement.impact.presenters import SHORT
from qms.improvement.impact.queries import Filters, narrowed
from qms.improvement.projects.models import Project
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

MOST, AT_ONCE = 5_000, 500

COLUMNS = (
    "date", "kind", "title", "project", "unit", "objective", "collaborative",
    *(words.lower() for words in SHORT.values()),
    "agreed actions", "link", "file", "added by", "address",
)  # fmt: skip


def table_rows(filters: Filters) -> Iterator[list[object]]:
    """The rows asked for, newest first and in the order of COLUMNS; at most 5,000."""
    address = address_by("improvement.impact_entry", "impact_id", _external=True)
    found = db.session.execute(_entries(filters)).all()
    for start in range(0, len(found), AT_ONCE):
        part = found[start : start + AT_ONCE]
        ids = [row.id for row in part]
        agreed, files = _agreed(ids), _own_files(ids)
        for id_, kind, link, file, by, happened_on, *words in part:
            words[_STATUS] = STATUSES[words[_STATUS]] if words[_STATUS] else ""
            shown = file or ", ".join(files.get(id_, ()))
            yield [happened_on, kind.value, *words, " ".join(agreed.get(id_, ())), link, shown, by, address(id_)]


def _entries(filters: Filters) -> Select[Any]:
    """What `table_rows` takes apart: the columns that it moves or changes, then those that stay, in their order."""
    objective_id = case((Project.id.is_not(None), Project.objective_id), else_=ImpactEntry.objective_id)
    beside = (Project.title, Unit.name, Objective.title, Collaborative.title)
    columns = (
        ImpactEntry.id, ImpactEntry.kind, ImpactEntry.link, ProjectFile.name, Person.name, ImpactEntry.happened_on,
        ImpactEntry.title, *(func.coalesce(each, "") for each in beside), *(getattr(ImpactEntry, name) for name in SHORT),
    )  # fmt: skip
    found = narrowed(select(*columns).select_from(ImpactEntry), filters)
    whole = (
        found.outerjoin(Objective, Objective.id == objective_id)
        .outerjoin(Collaborative, Collaborative.id == ImpactEntry.collaborative_id)
        .outerjoin(ProjectFile, ProjectFile.id == ImpactEntry.file_id)
        .join(Person, Person.id == ImpactEntry.by_id)
    )
    return whole.order_by(ImpactEntry.happened_on.desc(), ImpactEntry.id.desc()).limit(MOST)


_STATUS = 5 + list(SHORT).index("status")
"""The place of the status among the words, which begin with the title and what stands beside it."""


def _agreed(ids: Collection[int]) -> dict[int, list[str]]:
    """The actions of each entry, a sentence each."""
    found: dict[int, list[str]] = defaultdict(list)
    for each in plain_actions_of(ids):
        found[each.entry_id].append(sentence_of(each))
    return found


def _own_files(ids: Collection[int]) -> dict[int, list[str]]:
    """The names of the files that units' own entries have."""
    rows = select(ImpactFile.entry_id, ImpactFile.name).where(ImpactFile.entry_id.in_(ids)).order_by(ImpactFile.id)
    found: dict[int, list[str]] = defaultdict(list)
    for entry_id, name in db.session.execute(rows):
        found[entry_id].append(name)
    return found
