"""The trainings of a reviewed file written: programmes, learners, where they work, what they completed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from qms.improvement.capability.imports.choosing import Chosen
from qms.improvement.capability.imports.reading import Row
from qms.improvement.capability.imports.reviewing import Review
from qms.improvement.capability.learners.actions import link, place
from qms.improvement.capability.learners.known import plain
from qms.improvement.capability.models import Learner, Placement, Programme, Training
from qms.improvement.capability.programmes.actions import make_programme
from qms.improvement.capability.tiers import refresh_by
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.queries import unit as unit_by_id
from qms.people.models import Person

SOME = 500


@dataclass(frozen=True)
class Stored:
    """How much was written."""

    new: int
    people: int
    moved: int
    programmes: int


def store(seen: Review, chosen: Chosen, *, by: Person) -> Stored:
    """Write what the review found. The caller has looked that it has no errors, and audits the whole."""
    programmes = {each.id: each for each in db.session.execute(select(Programme)).scalars()}
    made = {plain(name): make_programme(name=name, by=by) for name in _once(seen.missing)} if chosen.make else {}
    learner_ids = _learners(seen, by=by)
    trainings = []
    for row in seen.new:
        programme = programmes[row.programme_id] if row.programme_id else made[plain(row.programme)]
        due = refresh_by(row.completed_on, programme.refresher_months)
        about = {"learner_id": learner_ids[row.who], "programme_id": programme.id, "by_id": by.id}
        trainings.append({**about, "completed_on": row.completed_on, "refresh_by": due})
    if trainings:
        db.session.execute(insert(Training), trainings)
    _known_since(seen.new, learner_ids)
    moved = _move(seen.moves, by=by) if chosen.move else 0
    return Stored(len(trainings), len(seen.people), moved, len(made))


def _once(names: list[str]) -> list[str]:
    """Each name once, case and spaces aside."""
    return list({plain(name): name for name in reversed(names)}.values())


def _learners(seen: Review, *, by: Person) -> dict[object, int]:
    """Who -> learner, with records begun for everybody who has none, and accounts and addresses noted that are new."""
    first: dict[object, dt.date] = {}
    for row in seen.new:
        first[row.who] = min(row.completed_on, first.get(row.who, row.completed_on))
    begun: dict[object, int] = {}
    if seen.people:
        added = insert(Learner).returning(Learner.id, sort_by_parameter_order=True)
        ids = db.session.execute(added, [_person(row) for row in seen.people]).scalars()
        begun = {row.who: learner_id for row, learner_id in zip(seen.people, ids, strict=True)}
        placed = [
            {"learner_id": begun[row.who], "unit_id": row.unit.id, "since": first.get(row.who, row.completed_on)}
            for row in seen.people
        ]
        db.session.execute(insert(Placement), placed)
    known = {row.who: row.known.learner_id for row in seen.new if row.known and row.known.learner_id}
    _adopt({row.known.learner_id: row for row in seen.new if row.known and row.known.learner_id}, by=by)
    return {**begun, **known}


def _person(row: Row) -> dict[str, Any]:
    """A learner's record; of somebody with an account no address is kept twice."""
    person_id = row.known.person_id if row.known else None
    return {"name": row.name, "email": None if person_id else row.email or None, "person_id": person_id}


def _adopt(rows: Mapping[int, Row], *, by: Person) -> None:
    """Addresses and accounts of learners who were entered by name alone."""
    ids = [learner_id for learner_id, row in rows.items() if row.email]
    for start in range(0, len(ids), SOME):
        lacking = select(Learner).where(
            Learner.id.in_(ids[start : start + SOME]), Learner.person_id.is_(None), Learner.email.is_(None)
        )
        for learner in db.session.execute(lacking).scalars():
            row = rows[learner.id]
            if row.known and row.known.person_id:
                link(learner, person_id=row.known.person_id, by=by)
            else:
                learner.email = row.email


def _known_since(rows: list[Row], learner_ids: Mapping[object, int]) -> None:
    """Whoever was trained before the first day that is known of them worked then where they are first known to have."""
    first: dict[int, dt.date] = {}
    for row in rows:
        if row.known and row.known.learner_id:
            learner_id = learner_ids[row.who]
            first[learner_id] = min(row.completed_on, first.get(learner_id, row.completed_on))
    ids = list(first)
    for start in range(0, len(ids), SOME):
        statement = select(Placement).where(Placement.learner_id.in_(ids[start : start + SOME]))
        earliest: dict[int, Placement] = {}
        for each in db.session.execute(statement.order_by(Placement.since)).scalars():
            earliest.setdefault(each.learner_id, each)
        for learner_id, placement in earliest.items():
            placement.since = min(placement.since, first[learner_id])
    db.session.flush()


def _move(rows: list[Row], *, by: Person) -> int:
    for row in rows:
        assert row.known is not None  # noqa: S101  moves are of known people
        place(db.session.get_one(Learner, row.known.learner_id), unit=unit_by_id(row.unit.id), since=clock.today(), by=by)
    return len(rows)
