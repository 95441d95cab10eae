"""Reminding the leads of teams before a session or a call."""

import datetime as dt

from sqlalchemy import update

from qms.improvement.collaboratives.calendar.queries import seats_of, to_remind
from qms.improvement.collaboratives.models import CollaborativeEvent
from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count

AHEAD = dt.timedelta(days=10)


def remind_of_sessions() -> str:
    """Tell the lead of each team once, ten days before, of a session or a call of its collaborative."""
    today = clock.today()
    waiting = to_remind(today, today + AHEAD)
    seats = seats_of({event.collaborative_id for event, _ in waiting})
    told = 0
    for event, lead in waiting:
        for seat in seats[event.collaborative_id]:
            tell(seat.project, [seat.lead_id], kind=NoticeKind.SESSION, by=lead, tab="log", anchor="collaborative")
            told += seat.lead_id != lead.id
    if waiting:
        # Past the record's version: a reminder must not refuse the edit that somebody is making.
        reminded = update(CollaborativeEvent).where(CollaborativeEvent.id.in_([event.id for event, _ in waiting]))
        db.session.execute(reminded.values(reminded_on=today), execution_options={"synchronize_session": False})
    return f"{count(told, 'lead')} told of {count(len(waiting), 'event')}."
