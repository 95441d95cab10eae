"""What stands at the top of a collaborative's page, whichever part is open."""

from typing import Any

from qms.improvement.collaboratives.calendar.wording import next_event, next_event_words
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.permissions import may_lead
from qms.improvement.collaboratives.queries import events_of, teams_of
from qms.improvement.collaboratives.wording import state_of
from qms.kernel import clock
from qms.people.models import Person


def head(found: Collaborative, reader: Person) -> dict[str, Any]:
    """`collaborative`, `teams` that take part, `events`, whether the reader may lead it, and the words of the head."""
    today = clock.today()
    events = events_of(found.id)
    words, colour = state_of(found, today)
    following = next_event(events, today)
    return {
        "collaborative": found,
        "me": reader,
        "may_lead": may_lead(reader, found),
        "teams": teams_of(found.id),
        "events": events,
        "state_words": words,
        "state_colour": colour,
        "next_event": following,
        "next_words": next_event_words(following, today),
    }
