"""Invitations in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from qms.improvement.collaboratives.invitations.models import CollaborativeInvitation
from qms.kernel import clock, formats


@dataclass(frozen=True)
class Asked:
    """An invitation on the programme's page: whose project, how it stands, and since when."""

    project: str
    url: str
    unit: str
    state: str
    colour: str
    words: str


def asked_rows(found: Sequence[CollaborativeInvitation]) -> list[Asked]:
    """The invitations in their order."""
    return [
        Asked(
            each.project.title,
            url_for("improvement.project", project_id=each.project_id),
            each.project.unit.name,
            *(("Invited", "yellow") if each.answered_at is None else ("Declined", "grey")),
            _words(each),
        )
        for each in found
    ]


def _words(each: CollaborativeInvitation) -> str:
    """'Invited by Cora Lee on 3 November 2026, not answered yet.'"""
    if each.answered_at is None:
        return f"Invited by {each.by.name} on {formats.day(clock.day_of(each.invited_at))}, not answered yet."
    return f"Declined on {formats.day(clock.day_of(each.answered_at))}. {each.why}".strip()


def needs_words(found: Sequence[CollaborativeInvitation]) -> str:
    """'1 collaborative awaits your answer'"""
    return f"{formats.count(len(found), 'collaborative')} await{'s' if len(found) == 1 else ''} your answer" if found else ""


def added_words(joined: int, asked: int) -> str:
    """'Stored: 2 teams take part now. 1 project is invited, and its people answer. Their people are told.'"""
    said = [
        f"{formats.count(joined, 'team takes', 'teams take')} part now" if joined else "",
        f"{formats.count(asked, 'project is', 'projects are')} invited, and {'its' if asked == 1 else 'their'} people answer"
        if asked
        else "",
    ]
    return f"Stored: {'. '.join(each for each in said if each)}. Their people are told."
