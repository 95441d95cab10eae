"""Reads of storyboards and of the sessions that they are for."""

from collections.abc import Sequence

from sqlalchemy import select

from qms.improvement.collaboratives.models import CollaborativeEvent, CollaborativeTeam, EventKind, Storyboard
from qms.kernel.db import db


def sessions_of(events: Sequence[CollaborativeEvent]) -> list[CollaborativeEvent]:
    """The learning sessions among the events, in their order."""
    return [each for each in events if each.kind is EventKind.LEARNING_SESSION]


def session_before(event: CollaborativeEvent) -> CollaborativeEvent | None:
    """The learning session of the same programme before this one."""
    statement = select(CollaborativeEvent).where(
        CollaborativeEvent.collaborative_id == event.collaborative_id,
        CollaborativeEvent.kind == EventKind.LEARNING_SESSION,
        CollaborativeEvent.starts_on < event.starts_on,
    )
    newest = (CollaborativeEvent.starts_on.desc(), CollaborativeEvent.id.desc())
    return db.session.execute(statement.order_by(*newest).limit(1)).scalar()


def storyboards_of(event_ids: Sequence[int]) -> dict[tuple[int, int], Storyboard]:
    """The storyboards of the sessions, by (event, team). One query."""
    found = db.session.execute(select(Storyboard).where(Storyboard.event_id.in_(event_ids))).scalars()
    return {(each.event_id, each.team_id): each for each in found}


def storyboard(event: CollaborativeEvent, team: CollaborativeTeam) -> Storyboard | None:
    """The team's storyboard for the session, None before it is written."""
    statement = select(Storyboard).where(Storyboard.event_id == event.id, Storyboard.team_id == team.id)
    return db.session.execute(statement).scalar()
