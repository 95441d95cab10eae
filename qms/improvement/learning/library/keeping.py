"""The library kept in step: whatever a transaction changes in a room's things is written here before it commits.

SQLAlchemy tells which records a flush writes; the rooms' strands tell whose documents those are. Rows that are written past
the session, in bulk, are not noticed: `rebuild`, which runs every night, brings those up to date."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import current_app, has_app_context
from sqlalchemy import delete, event, select, union, update
from sqlalchemy.dialects import postgresql, sqlite

from qms.golden_thread.documents import Document
from qms.golden_thread.strands import Strand, all_strands, strand
from qms.improvement.learning.library.models import LibraryEntry
from qms.kernel import clock
from qms.kernel.db import db, forget

AT_ONCE = 500
LONGEST_TITLE, LONGEST_BODY = 300, 60_000

TOUCHED = "qms.library"
"""Where a database session keeps what its transaction has changed, as (noun, id)."""

Touched = set[tuple[str, int]]


def touch(noun: str, ids: Collection[int]) -> None:
    """Write the documents of these things anew before the transaction commits."""
    _touched(db.session()).update((noun, each) for each in ids)


def rebuild() -> int:
    """Write everything anew, and let go of what is no longer there. Returns how many texts were different."""
    different = 0
    for each in all_strands():
        ids = each.document_ids()
        known = select(LibraryEntry.root_id).where(LibraryEntry.noun == each.noun).distinct()
        gone = set(db.session.execute(known).scalars()) - set(ids)
        different += _write(each, [*ids, *sorted(gone)])
    return different


def _write(strand: Strand, ids: Sequence[int]) -> int:
    """The documents of these things of one room; returns how many texts were written or went."""
    different = 0
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        # Locked before the rooms are asked: whoever comes second sees what the first has stored.
        wanted = select(LibraryEntry.__table__).where(LibraryEntry.noun == strand.noun, LibraryEntry.root_id.in_(some))
        stored = {(row.kind, row.ref_id): row for row in db.session.execute(wanted.order_by("id").with_for_update())}
        found = strand.documents(some)
        rows = {(row["kind"], row["ref_id"]): row for id_, each in found.items() for row in _rows(strand.noun, id_, each)}
        gone = [stored[key].id for key in stored.keys() - rows.keys()]
        if gone:
            db.session.execute(delete(LibraryEntry).where(LibraryEntry.id.in_(gone)))
        new = [row for key, row in rows.items() if key not in stored]
        changed = [row | {"id": stored[key].id} for key, row in rows.items() if key in stored and _differs(row, stored[key])]
        _insert(new)
        if changed:
            db.session.execute(update(LibraryEntry), changed)
        different += len(gone) + len(new) + len(changed)
    if different:
        forget(LibraryEntry)
    return different


def _rows(noun: str, root_id: int, documents: Sequence[Document]) -> list[dict[str, Any]]:
    rows = []
    for each in documents:
        row = dict(vars(each))  # not asdict: it copies what it holds, of tens of thousands of texts
        shortened = {"title": each.title[:LONGEST_TITLE], "body": each.body[:LONGEST_BODY], "ref_id": row.pop("id")}
        rows.append(row | shortened | {"noun": noun, "root_id": root_id, "outcome_since": clock.today()})
    return rows


def _differs(row: dict[str, Any], stored: Any) -> bool:
    """Whether anything is new; the day of an outcome that stays is left as it is."""
    if row["outcome"] == stored.outcome:
        row["outcome_since"] = stored.outcome_since
    names = {"on": "on_day"}
    return any(getattr(stored, names.get(name, name)) != value for name, value in row.items())


def _insert(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    # Two transactions may meet a thing for the first time at once, such as after an upgrade; the later one's words stand.
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    renamed = [{"on_day" if name == "on" else name: value for name, value in row.items()} for row in rows]
    statement = insert(LibraryEntry)
    replaced = {name: statement.excluded[name] for name in renamed[0] if name not in {"kind", "ref_id"}}
    db.session.connection().execute(
        statement.on_conflict_do_update(index_elements=["kind", "ref_id"], set_=replaced), renamed
    )


def _plans_tried(project_ids: Collection[int]) -> set[int]:
    """The plans whose change ideas these projects test or stand beside: what came of those ideas may have changed. The tables
    are the planning room's, known here by name alone."""
    tables = db.metadata.tables
    driver, beside, cycle = tables["driver"], tables["driver_project"], tables["pdsa_cycle"]
    tried = union(
        select(driver.c.plan_id).join(beside, beside.c.driver_id == driver.c.id).where(beside.c.project_id.in_(project_ids)),
        select(driver.c.plan_id).join(cycle, cycle.c.driver_id == driver.c.id).where(cycle.c.project_id.in_(project_ids)),
    )
    return set(db.session.execute(tried).scalars())


def _packaged(project_ids: Collection[int], idea_ids: Collection[int]) -> Touched:
    """Ideas of change packages that come from a driver diagram are told of once, for both: the plans of those ideas, and the
    ideas whose boxes these projects test."""
    tables = db.metadata.tables
    driver, cycle, idea = tables["driver"], tables["pdsa_cycle"], tables["package_idea"]
    plans = select(driver.c.plan_id).join(idea, idea.c.driver_id == driver.c.id).where(idea.c.id.in_(idea_ids))
    ideas = select(idea.c.id).join(cycle, cycle.c.driver_id == idea.c.driver_id).where(cycle.c.project_id.in_(project_ids))
    found = {("plan", each) for each in db.session.execute(plans).scalars()} if idea_ids else set()
    return found | ({("collaborative", each) for each in db.session.execute(ideas).scalars()} if project_ids else set())


def _touched(session: Any) -> Touched:
    return session.info.setdefault(TOUCHED, set())


@event.listens_for(db.session, "after_flush")
def _note(session: Any, _: object) -> None:
    if not has_app_context() or "qms-strands" not in current_app.extensions:
        return
    rooms = all_strands()
    for record in (*session.new, *session.dirty, *session.deleted):
        for each in rooms:
            if (id_ := each.told_by(record)) is not None:
                _touched(session).add((each.noun, id_))


@event.listens_for(db.session, "before_commit")
def _keep(session: Any) -> None:
    if session.in_nested_transaction():
        return  # the whole transaction's own commit follows
    session.flush()
    touched = session.info.pop(TOUCHED, None)
    if not touched:
        return
    projects = [id_ for noun, id_ in touched if noun == "project"]
    touched |= {("plan", id_) for id_ in _plans_tried(projects)} if projects else set()
    touched |= _packaged(projects, [id_ for noun, id_ in touched if noun == "collaborative"])
    for noun in sorted({noun for noun, _ in touched}):
        _write(strand(noun), sorted(id_ for each, id_ in touched if each == noun))


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Any, ended: Any) -> None:
    if not ended.nested:
        session.info.pop(TOUCHED, None)
