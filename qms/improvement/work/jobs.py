"""The week's mail of tasks."""

import datetime as dt

from qms.improvement.duties.models import SOON
from qms.improvement.duties.reminding import remind_owners
from qms.improvement.work.models import Task
from qms.improvement.work.queries import to_remind
from qms.kernel import clock
from qms.kernel.formats import count, day
from qms.people.links.addresses import whole_address
from qms.people.models import Person

NOT_AGAIN_WITHIN = dt.timedelta(days=6)  # so that a second run in the same week mails nobody twice
LISTED_AT_MOST = 30


def remind_of_tasks() -> str:
    """Mail everybody, once a week, the tasks of theirs that are overdue or due within a week, all in one mail."""
    today = clock.today()
    return remind_owners(Task, to_remind(today + SOON, today - NOT_AGAIN_WITHIN), _letter, noun="task", on=today)


def _letter(owner: Person, tasks: list[Task]) -> tuple[str, str]:
    lines = []
    for each in tasks[:LISTED_AT_MOST]:
        late = ", overdue" if each.is_late(clock.today()) else ""
        where = whole_address("improvement.project", project_id=each.project_id, tab="plan")
        lines += [f"- {each.what}, by {day(each.due_on)}{late} ({each.project.title})", f"  {where}"]
    if len(tasks) > LISTED_AT_MOST:
        lines.append(f"- and {len(tasks) - LISTED_AT_MOST:,} more")
    body = "\n".join([f"Dear {owner.name},", "", "these tasks are yours this week:", "", *lines])
    return f"{count(len(tasks), 'task')} this week", body
