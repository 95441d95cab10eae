"""Findings written, in the transaction that changed what they rest on. They are no decisions of people: no audit event."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from qms.improvement.evidence.comparing import findings
from qms.improvement.evidence.models import Finding
from qms.improvement.evidence.queries import Measure, Trials, measures_of, trials_of
from qms.improvement.projects.models import ProjectMeasure
from qms.kernel import clock
from qms.kernel.db import db, forget

AT_ONCE = 500
"""Projects at a time: memory stays bounded, and queries a constant number for each five hundred."""


def projects_measured_by(series_ids: Sequence[int]) -> list[int]:
    """The projects that have one of the series as a measure. One query."""
    linked = select(ProjectMeasure.project_id).where(ProjectMeasure.series_id.in_(series_ids)).distinct()
    return list(db.session.execute(linked.order_by(ProjectMeasure.project_id)).scalars())


def write_findings(project_ids: Sequence[int], *, only: Collection[int] | None = None) -> int:
    """What the charts say of each project's change now; `only` these series, or all. Returns how many were different."""
    different = 0
    for start in range(0, len(project_ids), AT_ONCE):
        different += _write(project_ids[start : start + AT_ONCE], only)
    return different


def _write(project_ids: Sequence[int], only: Collection[int] | None) -> int:
    tests = trials_of(project_ids)
    measures = [each for each in measures_of(project_ids) if only is None or each.series_id in only]
    days = {each.link_id: tests.get(each.project_id, Trials()).change_on for each in measures}
    changed = [each for each in measures if days[each.link_id] is not None]
    found = findings(changed, days) if changed else {}
    rows = [{"link_id": each.link_id, "change_on": days[each.link_id], **found[each.link_id]} for each in changed]
    gone = [each.link_id for each in measures if days[each.link_id] is None and each.change_on is not None]
    if gone:
        db.session.execute(delete(Finding).where(Finding.link_id.in_(gone)))
    _upsert(rows)
    before = {each.link_id: each for each in measures}
    return len(gone) + sum(not _same(before[row["link_id"]], row) for row in rows)


def _same(measure: Measure, row: dict[str, Any]) -> bool:
    return all(getattr(measure, name) == value for name, value in row.items())


def _upsert(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    connection = db.session.connection()
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(Finding)
    replaced = {name: statement.excluded[name] for name in (*rows[0], "written_at") if name != "link_id"}
    moment = clock.now()
    rows = [row | {"written_at": moment} for row in rows]
    connection.execute(statement.on_conflict_do_update(index_elements=["link_id"], set_=replaced), rows)
    forget(Finding)
