"""What a person agreed to in meetings, on their home page."""

from qms.golden_thread.strands import Section
from qms.improvement.duties.models import SOON
from qms.improvement.impact.agreed.presenters import agreed_view
from qms.improvement.impact.agreed.queries import count_due, waiting_for
from qms.kernel import clock
from qms.kernel.formats import count
from qms.people.models import Person

ORDER, MOST = 41, 8  # beside the person's own tasks


def sections(person: Person) -> list[Section]:
    """The person's agreed actions, earliest first; nothing where there are none. Two queries."""
    waiting = waiting_for(person, limit=MOST)
    if not waiting:
        return []
    today = clock.today()
    due = count_due(person, today + SOON)
    rows = [(agreed_view(each, today, may_tick=True), each.entry) for each in waiting]
    needs = f"{count(due, 'agreed action is', 'agreed actions are')} due" if due else ""
    return [Section(ORDER, "improvement/impact/home.html", {"rows": rows}, needs)]
