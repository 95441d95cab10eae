"""What sequences of cases add to a unit's page and to a person's home page."""

from flask import url_for

from qms.control.cusums import queries
from qms.control.cusums.presenters import line_of
from qms.golden_thread.strands import Section
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import RoleName

UNIT, HOME = 40, 15  # where the parts stand on their pages
MOST = 5


def unit_sections(unit: Unit) -> list[Section]:
    """The sequences of the unit and of those below it; nothing where none is followed."""
    found = list(db.session.execute(queries.sequences_matching(unit).limit(MOST + 1)).scalars())
    if not found:
        return []
    lines = [line_of(each) for each in queries.listed(found[:MOST])]
    more = url_for("control.cusums", unit=unit.id) if len(found) > MOST else ""
    return [Section(UNIT, "control/cusums/section.html", {"lines": lines, "more": more, "heading": "Case by case"})]


def home_sections(person: Person) -> list[Section]:
    """The sequences whose limits were reached, for their owners and for ward managers; nothing where none was."""
    units = [each.unit for each in person.memberships if each.role is RoleName.WARD_MANAGER]
    found = list(db.session.execute(queries.sequences_for(person, units).limit(MOST + 1)).scalars())
    if not found:
        return []
    lines = [line_of(each) for each in queries.listed(found[:MOST])]
    more = url_for("control.cusums") if len(found) > MOST else ""
    context = {"lines": lines, "more": more, "heading": "Limits reached, case by case"}
    needs = f"{count(len(lines), 'sequence')} of cases reached a limit"
    return [Section(HOME, "control/cusums/section.html", context, needs)]
