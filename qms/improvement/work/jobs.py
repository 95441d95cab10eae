"""The week's mail of tasks."""

import datetime as dt
import logging
import smtplib
from itertools import groupby

from sqlalchemy import update

from qms.improvement.work.models import Task
from qms.improvement.work.queries import to_remind
from qms.kernel import clock, mail
from qms.kernel.db import db
from qms.kernel.formats import count, day
from qms.people.links.addresses import whole_address

log = logging.getLogger(__name__)

AHEAD = dt.timedelta(days=7)
NOT_AGAIN_WITHIN = dt.timedelta(days=6)  # so that a second run in the same week mails nobody twice
LISTED_AT_MOST = 30


def remind_of_tasks() -> str:
    """Mail everybody, once a week, the tasks of theirs that are overdue or due within a week, all in one mail."""
    today = clock.today()
    waiting = to_remind(today + AHEAD, today - NOT_AGAIN_WITHIN)
    reminded: list[int] = []
    mails = 0
    for _, group in groupby(waiting, key=lambda each: each.owner_id):
        theirs = list(group)
        owner = theirs[0].owner
        assert owner is not None  # noqa: S101  the query joins it; this tells the type checker
        try:
            mail.send(
                to=owner.email, subject=f"{count(len(theirs), 'task')} this week", body=_letter(owner.name, theirs, today)
            )
        except (OSError, smtplib.SMTPException):
            log.exception("The tasks of person %s could not be mailed; they wait for the next run.", owner.id)
            continue
        mails += 1
        reminded += [each.id for each in theirs]
    if reminded:
        # Past the record's version: a reminder must not refuse the edit that somebody is making.
        told = update(Task).where(Task.id.in_(reminded)).values(reminded_on=today)
        db.session.execute(told, execution_options={"synchronize_session": False})
    return f"{count(len(reminded), 'task')} in {count(mails, 'mail')}."


def _letter(name: str, tasks: list[Task], today: dt.date) -> str:
    lines = []
    for each in tasks[:LISTED_AT_MOST]:
        late = ", overdue" if each.due_on and each.due_on < today else ""
        where = whole_address("improvement.project", project_id=each.project_id, tab="plan")
        lines += [f"- {each.what}, by {day(each.due_on)}{late} ({each.project.title})", f"  {where}"]
    if len(tasks) > LISTED_AT_MOST:
        lines.append(f"- and {len(tasks) - LISTED_AT_MOST:,} more")
    return "\n".join([f"Dear {name},", "", "these tasks are yours this week:", "", *lines])
