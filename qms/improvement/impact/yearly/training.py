"""Who was trained in a year, counted where they worked on the day when they completed it."""

from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, Select, func, literal, select, union_all
from sqlalchemy.orm import aliased

from qms.improvement.capability.models import Placement, Programme, Tier, Training
from qms.improvement.impact.years import first_day, last_day
from qms.kernel.db import db
from qms.organisation.models import Unit


class Taught(NamedTuple):
    """A programme, and how many people completed it."""

    programme: str
    tier: Tier
    people: int


def taught(unit: Unit, year: int) -> tuple[list[Taught], int]:
    """How many people of the unit and below it completed each programme in the year, and how many completed one, whichever;
    who completed two counts once there. One query, as finding where everybody worked takes most of its time."""
    trained = _trained(unit, year).cte("trained")
    by_programme = (
        select(Programme.name, Programme.tier, func.count(trained.c.learner_id.distinct()))
        .join(trained, trained.c.programme_id == Programme.id)
        .group_by(Programme.id, Programme.name, Programme.tier)
    )
    whole = select(literal(None), literal(None), func.count(trained.c.learner_id.distinct()))
    rows: list[Any] = list(db.session.execute(union_all(by_programme, whole)))
    people = next(row[2] for row in rows if row[0] is None)
    named = sorted((row for row in rows if row[0] is not None), key=lambda row: row[0])
    return [Taught(name, Tier(tier), how_many) for name, tier, how_many in named], people


def _trained(unit: Unit, year: int) -> Select:
    return (
        select(Training.learner_id, Training.programme_id)
        .join(Unit, Unit.id == _unit_then())
        .where(
            Unit.path.startswith(unit.path, autoescape=True),
            Training.completed_on.between(first_day(year), last_day(year)),
        )
    )


def _unit_then() -> ScalarSelect[int]:
    """The id of the unit where a learner was placed on the day of the training; the first one known where the records begin
    later. A report of a year that is over so stays as it is when people move on."""
    latest, earliest = aliased(Placement), aliased(Placement)
    until_then = (
        select(latest.unit_id)
        .where(latest.learner_id == Training.learner_id, latest.since <= Training.completed_on)
        .order_by(latest.since.desc(), latest.id.desc())
        .limit(1)
        .correlate(Training)
    )
    first_known = (
        select(earliest.unit_id)
        .where(earliest.learner_id == Training.learner_id)
        .order_by(earliest.since, earliest.id)
        .limit(1)
        .correlate(Training)
    )
    return (
        select(func.coalesce(until_then.scalar_subquery(), first_known.scalar_subquery()))
        .correlate(Training)
        .scalar_subquery()
    )
