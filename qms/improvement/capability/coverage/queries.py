"""Reads for coverage: a number of queries that does not grow with units or people."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from qms.improvement.capability.coverage.counting import Counted, Cover, Place, Trained, covers, nearest
from qms.improvement.capability.models import (
    CoverageTarget,
    Placement,
    Programme,
    StaffCount,
    Tier,
    Training,
)
from qms.improvement.capability.tiers import at_least
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit


def coverage(units: Sequence[Unit], tier: Tier) -> dict[int, Cover]:
    """How much of the staff of each unit is trained today. `units` are a whole branch."""
    places = {unit.id: Place(unit.id, unit.path) for unit in units}
    if not places:
        return {}
    top = min(units, key=lambda unit: len(unit.path))
    return covers(places.values(), trained_at(top, tier, places), counts_at(top, clock.today()))


def trained_at(top: Unit, tier: Tier, places: Mapping[int, Place]) -> dict[int, Trained]:
    """People at each place who reached the tier. Whoever works at a unit that is not among the places, such as a retired
    one, counts at the nearest above it."""
    in_date = or_(Training.refresh_by.is_(None), Training.refresh_by > clock.today())
    people = (
        select(Placement.learner_id, Unit.path, func.max(case((in_date, 1), else_=0)).label("holds"))
        .join(Unit, Unit.id == Placement.unit_id)
        .join(Training, Training.learner_id == Placement.learner_id)
        .join(Programme, Programme.id == Training.programme_id)
        .where(_below(top), Placement.until.is_(None), Programme.tier.in_(at_least(tier)))
        .group_by(Placement.learner_id, Unit.path)
        .subquery()
    )
    statement = select(people.c.path, func.sum(people.c.holds), func.count()).group_by(people.c.path)
    found: dict[int, Trained] = {}
    for path, holding, everybody in db.session.execute(statement):
        if unit_id := nearest(path, places):
            before = found.get(unit_id, Trained())
            found[unit_id] = Trained(before.in_date + holding, before.lapsed + everybody - holding)
    return found


def counts_at(top: Unit, day: dt.date) -> dict[int, Counted]:
    """The latest staff count of each unit at or below `top`, of that day or before."""
    latest = (
        select(StaffCount.unit_id, func.max(StaffCount.counted_on).label("day"))
        .join(Unit, Unit.id == StaffCount.unit_id)
        .where(_below(top), StaffCount.counted_on <= day)
        .group_by(StaffCount.unit_id)
        .subquery()
    )
    same = and_(latest.c.unit_id == StaffCount.unit_id, latest.c.day == StaffCount.counted_on)
    statement = select(StaffCount.unit_id, StaffCount.staff, StaffCount.counted_on).join(latest, same)
    return {unit_id: Counted(staff, on) for unit_id, staff, on in db.session.execute(statement)}


def count_history(top: Unit) -> dict[int, list[Counted]]:
    """Every staff count at or below `top`, oldest first."""
    statement = select(StaffCount.unit_id, StaffCount.staff, StaffCount.counted_on).join(Unit, Unit.id == StaffCount.unit_id)
    found: dict[int, list[Counted]] = defaultdict(list)
    for unit_id, staff, on in db.session.execute(statement.where(_below(top)).order_by(StaffCount.counted_on)):
        found[unit_id].append(Counted(staff, on))
    return found


class Spans(NamedTuple):
    """Trainings at places of work: of each row the learner, the unit, since and until when they work there (the first day no
    longer, or None), the day of the training, and the first day on which it no longer counts, or None."""

    rows: Sequence[Sequence[Any]]
    paths: Mapping[int, str]  # of the units, by id


def held_spans(top: Unit, tier: Tier) -> Spans:
    """By what and where people at or below `top` held the tier at any time. Two queries."""
    statement = (
        select(
            Placement.learner_id,
            Placement.unit_id,
            Placement.since,
            Placement.until,
            Training.completed_on,
            Training.refresh_by,
        )
        .join(Unit, Unit.id == Placement.unit_id)
        .join(Training, Training.learner_id == Placement.learner_id)
        .join(Programme, Programme.id == Training.programme_id)
        .where(_below(top), Programme.tier.in_(at_least(tier)))
    )
    paths = {unit.id: unit.path for unit in db.session.execute(select(Unit.id, Unit.path).where(_below(top)))}
    return Spans(db.session.execute(statement).all(), paths)


def targets(units: Iterable[Unit], tier: Tier) -> dict[int, CoverageTarget]:
    """The target that holds for each unit: its own, or that of the nearest unit above it."""
    own = {
        each.unit_id: each for each in db.session.execute(select(CoverageTarget).where(CoverageTarget.tier == tier)).scalars()
    }
    found = {}
    for unit in units:
        if (holder := nearest(unit.path, own)) is not None:
            found[unit.id] = own[holder]
    return found


def _below(top: Unit) -> ColumnElement[bool]:
    return Unit.path.startswith(top.path, autoescape=True)
