"""One change to many projects: each is changed and audited as if it were changed alone."""

from collections.abc import Sequence

from qms.golden_thread.objectives.models import Objective
from qms.improvement.portfolio.bulk import Deed, Step
from qms.improvement.progress.actions import archive
from qms.improvement.projects.actions import edit_charter
from qms.people.models import Person


def carry_out(
    deed: Deed, steps: Sequence[Step], *, by: Person, coach: Person | None = None, objective: Objective | None = None
) -> int:
    """Do it to the projects that it reaches; returns how many changed. `coach` and `objective` are asked for by their deeds:
    without an objective the projects serve none.

    Raises ValueError where a coach is to be named and none is given."""
    if deed is Deed.COACH and coach is None:
        raise ValueError("Name the coach.")
    reached = [each.project for each in steps if each.happens]
    if deed is Deed.COACH:
        return sum(bool(edit_charter(each, coach=coach, by=by)) for each in reached)
    if deed is Deed.OBJECTIVE:
        return sum(bool(edit_charter(each, objective=objective, by=by)) for each in reached)
    for each in reached:
        archive(each, by=by)
    return len(reached)
