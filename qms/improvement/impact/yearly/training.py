"""Who was trained in a year, counted where they worked on the day when they completed it."""

from typing import NamedTuple

from sqlalchemy import ScalarSelect, Select, func, select
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


def taught(unit: Unit, year: int) -> list[Taught]:
    """How many people of the unit and below it completed each programme in the year. One query."""
    people = func.count(Training.learner_id.distinct())
    rows = select(Programme.name, Programme.tier, people).select_from(Training).join(Training.programme)
    whole = _trained(rows, unit, year).group_by(Programme.name, Programme.tier).order_by(Programme.name)
    return [Taught(*row) for row in db.session.execute(whole)]


def people_taught(unit: Unit, year: int) -> int:
    """How many people completed a programme; whoever completed two counts once. One query."""
    counted = select(func.count(Training.learner_id.distinct())).select_from(Training)
    return db.session.scalar(_trained(counted, unit, year)) or 0


def _trained(of: Select, unit: Unit, year: int) -> Select:
    return (
        of.join(Placement, Placement.id == _placement_then())
        .join(Unit, Unit.id == Placement.unit_id)
        .where(
            Unit.path.startswith(unit.path, autoescape=True),
            Training.completed_on.between(first_day(year), last_day(year)),
        )
    )


def _placement_then() -> ScalarSelect[int]:
    """The id of the placement on the day of the training; the first one known where the records begin later. A report of a
    year that is over so stays as it is when people move on."""
    latest, earliest = aliased(Placement), aliased(Placement)
    until_then = (
        select(latest.id)
        .where(latest.learner_id == Training.learner_id, latest.since <= Training.completed_on)
        .order_by(latest.since.desc(), latest.id.desc())
        .limit(1)
        .correlate(Training)
    )
    first_known = (
        select(earliest.id)
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
