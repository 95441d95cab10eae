"""Notices on a person's home page."""

from qms.golden_thread.strands import Section
from qms.improvement.conversation.presenters import notice_view
from qms.improvement.conversation.queries import count_unread, notices_of
from qms.kernel.db import db
from qms.people.models import Person

ORDER, MOST = 42, 5


def sections(person: Person) -> list[Section]:
    """The newest notices that the person has not read; nothing where there are none. Two queries."""
    unread = count_unread(person)
    if not unread:
        return []
    newest = db.session.execute(notices_of(person, unread=True).limit(MOST)).scalars()
    context = {"rows": [notice_view(each) for each in newest], "unread": unread}
    return [Section(ORDER, "improvement/conversation/home.html", context)]
