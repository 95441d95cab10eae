"""Benefits on the home page of a finance partner: the claims that nobody outside their projects has checked yet."""

from flask import url_for

from qms.golden_thread.strands import Section
from qms.improvement.benefits.models import BenefitState
from qms.improvement.benefits.queries import count_unchecked
from qms.kernel.formats import count
from qms.people.models import Person
from qms.people.roles import Permission, RoleName

ORDER = 36


def section(person: Person) -> Section | None:
    """How many claims wait on the person's units, and where they are; None for other people and where none waits.

    Executives may check a claim too, but it is a finance partner's work: nobody else is asked for it."""
    if not person.has_role(RoleName.FINANCE_PARTNER):
        return None
    units = person.units_where(Permission.CONFIRM_BENEFITS)
    waiting = count_unchecked(units)
    if not waiting:
        return None
    only = units[0].id if len(units) == 1 else None  # what is None is left out of an address
    url = url_for("improvement.benefits", state=BenefitState.CLAIMED.value, unit=only)
    needs = f"{count(waiting, 'benefit')} await{'s' if waiting == 1 else ''} a check"
    return Section(ORDER, "improvement/benefits/home.html", {"unchecked": waiting, "url": url}, needs)
