"""Whose training records somebody keeps, and whose refreshers a lead sees: of people at or below the units of the role."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, or_

from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import Permission


def within_reach(person: Person) -> ColumnElement[bool]:
    """The condition on Unit that it stands where the person keeps training records."""
    return _below(person.units_where(Permission.KEEP_TRAINING))


def units_led(person: Person) -> list[Unit]:
    """The units where the person keeps the records or signs for the team, as a ward manager does; none below another."""
    tops = dict.fromkeys(person.units_where(Permission.KEEP_TRAINING) + person.units_where(Permission.SIGN_AS_TEAM))
    return [each for each in tops if not any(each is not other and each.is_within(other) for other in tops)]


def where_led(person: Person) -> ColumnElement[bool]:
    """The condition on Unit that it stands where the person leads."""
    return _below(units_led(person))


def _below(tops: Sequence[Unit]) -> ColumnElement[bool]:
    conditions: list[Any] = [Unit.path.startswith(top.path, autoescape=True) for top in tops]
    return or_(*conditions) if conditions else false()
