"""The calendar as an iCalendar file (RFC 5545): whole days, so that no time zone is needed."""

import datetime as dt
from collections.abc import Sequence

from flask import url_for

from qms.improvement.collaboratives.models import Collaborative, CollaborativeEvent
from qms.kernel import clock

LONGEST = 75  # octets of a line; what is longer goes on in the next, after a space


def ics(found: Collaborative, events: Sequence[CollaborativeEvent], host: str) -> str:
    """The events as a calendar. `host` makes their names unique in the world."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//qms//collaborative//EN", f"X-WR-CALNAME:{_text(found.title)}"]
    for each in events:
        lines += _event(found, each, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(found: Collaborative, event: CollaborativeEvent, host: str) -> list[str]:
    address = url_for("improvement.collaborative", collaborative_id=found.id, tab="calendar", _external=True)
    lines = [
        "BEGIN:VEVENT",
        f"UID:collaborative-event-{event.id}@{host}",
        f"DTSTAMP:{clock.now().astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{event.version - 1}",
        f"DTSTART;VALUE=DATE:{event.starts_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.ends_on + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'{found.title}: {event.title}')}",
        f"URL:{address}",
    ]
    if event.place:
        lines.append(f"LOCATION:{_text(event.place)}")
    if event.agenda:
        lines.append(f"DESCRIPTION:{_text(event.agenda)}")
    return [*lines, "END:VEVENT"]


def _text(words: str) -> str:
    """Words as a value: backslashes, commas, semicolons and ends of lines are written in another way."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never cut within a character."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    return "\r\n".join([*pieces, piece])
