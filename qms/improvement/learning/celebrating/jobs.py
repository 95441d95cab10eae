"""The month's round-up by mail."""

from qms.improvement.learning.celebrating.presenters import RoundUp, round_up
from qms.improvement.learning.celebrating.queries import Month, readers_to_mail
from qms.kernel import clock
from qms.kernel.formats import count, month
from qms.kernel.letters.actions import post
from qms.people.links.addresses import whole_address
from qms.people.models import Person

LISTED_AT_MOST = 10


def send_round_ups() -> str:
    """Mail last month's round-up to everybody who asked for it, each once; a month without news is not mailed."""
    last = Month(clock.today().replace(day=1)).before
    found = round_up(last, None)
    if found.is_empty:
        return f"Nothing to tell of {month(last.first)}."
    sent = 0
    for reader in readers_to_mail(last):
        subject = f"Improvement in {month(last.first)}"
        post(to=reader.person.email, subject=subject, body=_letter(reader.person, found, last))
        reader.mailed_for = last.first
        sent += 1
    return f"{count(sent, 'round-up')} of {month(last.first)} sent."


def _letter(person: Person, found: RoundUp, of: Month) -> str:
    lines = [f"Dear {person.name},", "", found.sentence]
    for part in found.parts:
        lines += ["", part.title]
        lines += [
            f"- {each.title} ({each.where}){f'. {each.said}' if each.said else ''}" for each in part.lines[:LISTED_AT_MOST]
        ]
        if part.total > LISTED_AT_MOST:
            lines.append(f"- and {part.total - LISTED_AT_MOST:,} more")
    address = whole_address("improvement.round_up", month=f"{of.first:%Y-%m}")
    return "\n".join([*lines, "", found.thanks, "", "The whole round-up, and where to end these mails:", address])
