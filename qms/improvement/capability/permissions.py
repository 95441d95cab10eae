"""Whose training records somebody keeps: those of people at or below the units of the role."""

from typing import Any

from sqlalchemy import ColumnElement, false, or_

from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import Permission


def within_reach(person: Person) -> ColumnElement[bool]:
    """The condition on Unit that it stands where the person keeps training records."""
    tops = person.units_where(Permission.KEEP_TRAINING)
    conditions: list[Any] = [Unit.path.startswith(top.path, autoescape=True) for top in tops]
    return or_(*conditions) if conditions else false()
