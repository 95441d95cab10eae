"""Events in words."""

import datetime as dt
from collections.abc import Sequence

from qms.improvement.collaboratives.models import CollaborativeEvent, EventKind
from qms.kernel import formats

KIND_WORDS = {
    EventKind.LEARNING_SESSION: "Learning session",
    EventKind.ACTION_PERIOD: "Action period",
    EventKind.CALL: "Call",
}


def event_days(event: CollaborativeEvent) -> str:
    """'3 March 2026', or '4 March 2026 to 2 June 2026'."""
    if event.starts_on == event.ends_on:
        return formats.day(event.starts_on)
    return f"{formats.day(event.starts_on)} to {formats.day(event.ends_on)}"


def kind_words(event: CollaborativeEvent) -> str:
    """'Call'; empty where the event's title begins with it already."""
    words = KIND_WORDS[event.kind]
    return "" if event.title.casefold().startswith(words.casefold()) else words


def time_words(event: CollaborativeEvent, following: CollaborativeEvent | None, today: dt.date) -> str:
    """'Now' for what goes on today, 'Next' for what is gone to next; empty for the others."""
    if event.starts_on <= today <= event.ends_on:
        return "Now"
    return "Next" if following is not None and event.id == following.id else ""


def next_event(events: Sequence[CollaborativeEvent], today: dt.date) -> CollaborativeEvent | None:
    """The next learning session or call, today's too; action periods are not gone to."""
    ahead = (each for each in events if each.kind is not EventKind.ACTION_PERIOD and each.ends_on >= today)
    return min(ahead, key=lambda each: (each.starts_on, each.id), default=None)


def next_event_words(event: CollaborativeEvent | None, today: dt.date) -> str:
    """'Learning session 3, 9 December 2026 (in 17 days)'; empty where none is ahead."""
    if event is None:
        return ""
    days = (event.starts_on - today).days
    away = "now" if days < 0 else "today" if days == 0 else "tomorrow" if days == 1 else f"in {formats.count(days, 'day')}"
    return f"{event.title}, {event_days(event)} ({away})"
