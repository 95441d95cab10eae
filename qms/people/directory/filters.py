"""What the list of people is narrowed to, from its address; what makes no sense there is left out."""

from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy import Select

from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.directory import queries
from qms.people.roles import RoleName


@dataclass(frozen=True)
class Filter:
    """Words, a unit, a role, and whether closed accounts are listed too."""

    words: str
    unit: Unit | None
    role: RoleName | None
    closed: bool

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out that could be shown."""
        return bool(self.words or self.unit or self.role)

    def statement(self) -> Select[Any]:
        """The people that it lets through."""
        return queries.people(words=self.words, unit=self.unit, role=self.role, closed=self.closed)


def requested_filter() -> Filter:
    """The filter that the address asks for."""
    unit_id = request.args.get("unit", type=int)
    role = request.args.get("role", "")
    return Filter(
        words=request.args.get("q", ""),
        unit=db.session.get(Unit, unit_id) if unit_id else None,
        role=RoleName(role) if role in list(RoleName) else None,
        closed=request.args.get("closed") == "yes",
    )
