"""Tasks on a person's home page."""

from qms.golden_thread.strands import Section
from qms.improvement.duties.models import SOON
from qms.improvement.work.presenters import task_view
from qms.improvement.work.queries import count_due, tasks_of_person
from qms.kernel import clock
from qms.kernel.formats import count
from qms.people.models import Person

ORDER, MOST = 41, 8


def sections(person: Person) -> list[Section]:
    """The person's tasks, earliest first; nothing where there are none. Two queries."""
    tasks = tasks_of_person(person, limit=MOST)
    if not tasks:
        return []
    today = clock.today()
    due = count_due(person, today + SOON)
    rows = [(task_view(each, person, today), each.project) for each in tasks]
    needs = f"{count(due, 'task is', 'tasks are')} due" if due else ""
    return [Section(ORDER, "improvement/work/home.html", {"rows": rows}, needs)]
