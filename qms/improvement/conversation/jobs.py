"""The day's mail of notices."""

from itertools import groupby

from sqlalchemy import update

from qms.improvement.conversation.models import Notice
from qms.improvement.conversation.presenters import NOTICE_WORDS
from qms.improvement.conversation.queries import unmailed
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.kernel.letters.actions import post
from qms.people.links.addresses import whole_address

LISTED_AT_MOST = 20


def send_notices() -> str:
    """Mail everybody the notices that they have not read, each notice once, all in one mail."""
    waiting = list(db.session.execute(unmailed()).scalars())
    sent: list[int] = []
    mails = 0
    for _, group in groupby(waiting, key=lambda each: each.person_id):
        theirs = list(group)
        subject = f"{count(len(theirs), 'notice')} from your projects"
        post(to=theirs[0].person.email, subject=subject, body=_letter(theirs))
        mails += 1
        sent += [each.id for each in theirs]
    if sent:
        mailed = update(Notice).where(Notice.id.in_(sent)).values(mailed_at=clock.now())
        db.session.execute(mailed, execution_options={"synchronize_session": False})
    return f"{count(len(sent), 'notice')} in {count(mails, 'mail')}."


def _letter(notices: list[Notice]) -> str:
    """Who did what on which project; the words themselves are on the page, for those who sign in."""
    lines = []
    for each in notices[:LISTED_AT_MOST]:
        where = whole_address("improvement.project", project_id=each.project_id, tab=each.tab)
        lines += [f"- {each.by.name} {NOTICE_WORDS[each.kind]}: {each.project.title}", f"  {where}"]
    if len(notices) > LISTED_AT_MOST:
        lines.append(f"- and {len(notices) - LISTED_AT_MOST:,} more")
    every = whole_address("improvement.notices")
    said = "On its page you can choose not to follow a project."
    return "\n".join([f"Dear {notices[0].person.name},", "", *lines, "", f"All of them: {every}", said])
