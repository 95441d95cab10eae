"""What a file would do, worked out without writing anything."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from qms.improvement.capability.imports.choosing import Chosen
from qms.improvement.capability.imports.places import Places
from qms.improvement.capability.imports.reading import Row, read_rows
from qms.improvement.capability.learners.known import Everybody, plain
from qms.improvement.capability.models import Training
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.uploads import RowErrors, Table
from qms.people.models import Person
from qms.people.roles import Permission


@dataclass(frozen=True)
class Review:
    """The file seen before storing. `new` are the trainings that are not known yet, `same` how many are, in the records or
    further up in the file; `people` the first row of everybody who has no records yet; `moves` the row that says where
    somebody works now, other than the records say."""

    table: Table
    errors: RowErrors
    new: list[Row]
    same: int
    people: list[Row]
    moves: list[Row]
    missing: list[str]
    lookalikes: int


def review(table: Table, chosen: Chosen, *, by: Person) -> Review:
    """What storing the table would do, in a number of queries that does not grow with it. Raises TableError."""
    tops = [unit.path for unit in by.units_where(Permission.KEEP_TRAINING)]
    read = read_rows(table, chosen, Places.read(), Everybody.read(), tops=tops, today=clock.today())
    stored = _stored({row.programme_id for row in read.rows if row.programme_id})
    seen: set[object] = set()
    new = []
    for row in read.rows:
        programme = row.programme_id or plain(row.programme)
        key = (row.who, programme, row.completed_on)
        learner_id = row.known.learner_id if row.known else None
        if key not in seen and (learner_id, row.programme_id, row.completed_on) not in stored:
            new.append(row)
        seen.add(key)
    latest = _latest(read.rows)
    return Review(
        table=table,
        errors=read.errors,
        new=new,
        same=len(read.rows) - len(new),
        people=[row for row in latest if row.known is None or row.known.learner_id is None],
        moves=[row for row in latest if row.known and row.known.learner_id and row.known.unit_id != row.unit.id],
        missing=read.missing,
        lookalikes=read.lookalikes,
    )


def _stored(programme_ids: Collection[int]) -> set[tuple[int | None, int | None, object]]:
    statement = select(Training.learner_id, Training.programme_id, Training.completed_on)
    found = db.session.execute(statement.where(Training.programme_id.in_(programme_ids)))
    return set(found) if programme_ids else set()


def _latest(rows: list[Row]) -> list[Row]:
    """The latest row of each person: it says where they work now."""
    latest: dict[object, Row] = {}
    for row in rows:
        before = latest.get(row.who)
        if before is None or row.completed_on > before.completed_on:
            latest[row.who] = row
    return list(latest.values())
