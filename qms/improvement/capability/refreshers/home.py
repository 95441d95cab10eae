"""One's own refreshers on the home page, until they are taken."""

from qms.golden_thread.strands import Section
from qms.improvement.capability.refreshers.presenters import line
from qms.improvement.capability.refreshers.queries import due_of
from qms.kernel import clock
from qms.kernel.formats import count
from qms.people.models import Person

ORDER = 43


def sections(person: Person) -> list[Section]:
    """What wants refreshing; nothing where nothing does. One query."""
    today = clock.today()
    due = due_of(person, today)
    if not due:
        return []
    over = sum(each.refresh_by is not None and each.refresh_by <= today for each in due)
    needs = f"{count(over, 'training has', 'trainings have')} run out" if over else ""
    lines = [line(each, today) for each in due]
    return [Section(ORDER, "improvement/capability/refreshers/home.html", {"lines": lines}, needs)]
