"""Whose board somebody sees first."""

from sqlalchemy import select

from qms.kernel.db import db
from qms.organisation.models import Level, Unit
from qms.organisation.queries import top_unit
from qms.people.models import Person
from qms.people.roles import RoleName


def home_board(person: Person) -> Unit | None:
    """The unit on whose board the person sits; else the trust or system that they work in; else the top of the tree.

    None in an instance without units."""
    seats = [each.unit for each in person.memberships if each.role is RoleName.BOARD_MEMBER and not each.unit.retired]
    if seats:
        return min(seats, key=lambda unit: (len(unit.ancestor_ids), unit.id))
    for membership in person.memberships:
        line = [*membership.unit.ancestor_ids, membership.unit_id]
        found = db.session.execute(select(Unit).where(Unit.id.in_(line), Unit.retired.is_(False))).scalars()
        boards = [unit for unit in found if unit.level is Level.MACRO]
        if boards:
            return max(boards, key=lambda unit: len(unit.ancestor_ids))
    return top_unit()
