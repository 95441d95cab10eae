"""Writes of storyboards."""

from qms.improvement.collaboratives.models import CollaborativeEvent, CollaborativeTeam, Storyboard
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

WRITTEN = audit.declare("storyboard.written", "event_id", "team_id")
EDITED = audit.declare("storyboard.edited", "changed")

FIELDS = ("headline", "tried", "learned", "ask", "next_steps")


def write_storyboard(event: CollaborativeEvent, *, team: CollaborativeTeam, by: Person, **words: str) -> Storyboard:
    """Write the team's storyboard for a session; `words` are any of FIELDS.

    Raises ValueError where session and team belong to different collaboratives, or without a word."""
    if event.collaborative_id != team.collaborative_id:
        raise ValueError("The session belongs to another collaborative.")
    said = _said(words)
    if not any(said.values()):
        raise ValueError("A storyboard needs a word.")
    board = Storyboard(event_id=event.id, team_id=team.id, by_id=by.id, **said)
    db.session.add(board)
    db.session.flush()
    audit.record(WRITTEN, by=by, subject_id=board.id, event_id=event.id, team_id=team.id)
    return board


def edit_storyboard(board: Storyboard, *, by: Person, **words: str) -> list[str]:
    """Change the words; returns the names of those that changed. Nothing is audited where none did."""
    said = _said(words)
    changed = {name: [getattr(board, name), said[name]] for name in sorted(said) if getattr(board, name) != said[name]}
    for name, (_, now) in changed.items():
        setattr(board, name, now)
    if changed:
        board.by_id = by.id
        audit.record(EDITED, by=by, subject_id=board.id, changed=changed)
        db.session.flush()
    return list(changed)


def _said(words: dict[str, str]) -> dict[str, str]:
    if strangers := set(words) - set(FIELDS):
        raise TypeError(f"A storyboard has no {sorted(strangers)}.")
    return {name: text.strip() for name, text in words.items()}
