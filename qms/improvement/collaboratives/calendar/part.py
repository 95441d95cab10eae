"""The calendar as a part of a collaborative's page."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from qms.golden_thread.drawing import MarkState, TimelineMark, timeline_svg
from qms.golden_thread.drawing.dates import day_words
from qms.improvement.collaboratives.calendar.drawing import calendar_svg
from qms.improvement.collaboratives.calendar.forms import EventForm
from qms.improvement.collaboratives.calendar.queries import attendance_of
from qms.improvement.collaboratives.calendar.wording import event_days, kind_words, next_event, time_words
from qms.improvement.collaboratives.models import Collaborative, CollaborativeEvent, EventKind
from qms.improvement.collaboratives.queries import events_of, every_team_of
from qms.kernel import clock, formats
from qms.people.models import Person

PHONE = 358
MOST_DRAWN = 40


@dataclass(frozen=True)
class EventView:
    """An event as a row."""

    event: CollaborativeEvent
    kind: str  # empty where the title says it already
    time: str  # "Now", "Next", or empty
    when: str
    over: bool
    came: str
    countable: bool
    texts: str  # "Agenda and notes", of those that there are


def content(found: Collaborative, reader: Person) -> dict[str, Any]:
    """`shown`, the events as rows; the drawing for a page and for a phone; the form of a new one."""
    events, today = events_of(found.id), clock.today()
    names = {each.id: each.project.unit.name for each in every_team_of(found.id)}
    came = attendance_of([each.id for each in events])
    drawings = []
    if events:
        title = f"Calendar of {found.title}"
        marks = [_mark(each) for each in events[-MOST_DRAWN:]]
        narrow = timeline_svg(marks, today=today, title=title, width=PHONE, id_prefix="calendar-phone")
        drawings = [calendar_svg(events[-MOST_DRAWN:], today, title=title), Markup(narrow)]  # noqa: S704  drawn from escaped words
    following = next_event(events, today)
    return {
        "shown": [_view(each, came[each.id], names, following) for each in events],
        "drawings": drawings,
        "forms": {"event": EventForm(formdata=None, prefix="event")},
    }


def _view(
    event: CollaborativeEvent, came: dict[int, int], names: dict[int, str], following: CollaborativeEvent | None
) -> EventView:
    today = clock.today()
    return EventView(
        event=event,
        kind=kind_words(event),
        time=time_words(event, following, today),
        when=event_days(event),
        over=event.ends_on < today,
        came=_came(came, names),
        countable=event.kind is not EventKind.ACTION_PERIOD and event.starts_on <= today,
        texts=" and ".join(
            words for words in ("agenda" if event.agenda else "", "notes" if event.notes else "") if words
        ).capitalize(),
    )


def _came(came: dict[int, int], names: dict[int, str]) -> str:
    """'14 people of 5 teams came. Not there: Elm Ward.'; empty where nobody has said. Of the teams that the reader sees."""
    came = {each: people for each, people in came.items() if each in names}
    if not came:
        return ""
    there = [each for each, people in came.items() if people]
    said = f"{formats.count(sum(came.values()), 'person', 'people')} of {formats.count(len(there), 'team')} came."
    missed = sorted(names[each] for each, people in came.items() if not people)
    return said + (f" Not there: {formats.listed(missed)}." if missed else "")


def _mark(event: CollaborativeEvent) -> TimelineMark:
    """A mark of the phone's list."""
    over = event.ends_on < clock.today()
    if event.kind is EventKind.ACTION_PERIOD:
        when = f"{day_words(event.starts_on)} to {day_words(event.ends_on)}"
        return TimelineMark(event.starts_on, event.title, when, MarkState.END)
    state = MarkState.REACHED if over else MarkState.AHEAD
    return TimelineMark(event.starts_on, event.title, day_words(event.starts_on), state)
