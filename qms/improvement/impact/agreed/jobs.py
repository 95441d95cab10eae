"""One reminder of each agreed action, a week before its day."""

import datetime as dt
import logging
import smtplib
from itertools import groupby

from sqlalchemy import update

from qms.improvement.impact.agreed.queries import to_remind
from qms.improvement.impact.models import AgreedAction
from qms.kernel import clock, mail
from qms.kernel.db import db
from qms.kernel.formats import count, day
from qms.people.links.addresses import whole_address

log = logging.getLogger(__name__)

AHEAD = dt.timedelta(days=7)


def remind_of_agreed_actions() -> str:
    """Mail everybody once of each action that they agreed to and that is due within a week, all of a morning in one mail."""
    today = clock.today()
    reminded: list[int] = []
    mails = 0
    for _, group in groupby(to_remind(today + AHEAD), key=lambda each: each.owner_id):
        theirs = list(group)
        owner = theirs[0].owner
        assert owner is not None  # noqa: S101  the query joins it; this tells the type checker
        subject = f"{count(len(theirs), 'agreed action')} due"
        try:
            mail.send(to=owner.email, subject=subject, body=_letter(owner.name, theirs, today))
        except (OSError, smtplib.SMTPException):
            log.exception("The agreed actions of person %s could not be mailed; they wait for the next run.", owner.id)
            continue
        mails += 1
        reminded += [each.id for each in theirs]
    if reminded:
        # Past the record's version: a reminder must not refuse the edit that somebody is making.
        told = update(AgreedAction).where(AgreedAction.id.in_(reminded)).values(reminded_on=today)
        db.session.execute(told, execution_options={"synchronize_session": False})
    return f"{count(len(reminded), 'agreed action')} in {count(mails, 'mail')}."


def _letter(name: str, actions: list[AgreedAction], today: dt.date) -> str:
    lines = [f"Dear {name},", "", "you agreed to this in meetings. This is the only reminder:", ""]
    for each in actions:
        late = ", overdue" if each.due_on and each.due_on < today else ""
        where = whole_address("improvement.impact_entry", impact_id=each.entry_id)
        lines += [f"- {each.what}, by {day(each.due_on)}{late} ({each.entry.title})", f"  {where}"]
    return "\n".join(lines)
