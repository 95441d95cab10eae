"""Reads of the calendar: who came, and which events are near."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import exists, select

from qms.improvement.collaboratives.models import (
    Attendance,
    Collaborative,
    CollaborativeEvent,
    CollaborativeTeam,
    EventKind,
    Storyboard,
)
from qms.improvement.projects.models import Project
from qms.kernel.db import db
from qms.people.models import Person


class Seat(NamedTuple):
    """A team's project, and its lead, who is told of an event."""

    project: Project
    lead_id: int


def attendance_of(event_ids: Collection[int]) -> dict[int, dict[int, int]]:
    """How many people of each team came, by event and team. One query."""
    found: dict[int, dict[int, int]] = {each: {} for each in event_ids}
    for each in db.session.execute(select(Attendance).where(Attendance.event_id.in_(event_ids))).scalars():
        found[each.event_id][each.team_id] = each.people
    return found


def has_storyboards(event_id: int) -> bool:
    """Whether a team has written a storyboard for the event."""
    return bool(db.session.scalar(select(exists().where(Storyboard.event_id == event_id))))


def to_remind(first: dt.date, last: dt.date) -> list[tuple[CollaborativeEvent, Person]]:
    """Sessions and calls of running programmes that begin within these days and of which nobody was reminded, each with the
    lead of its programme."""
    statement = (
        select(CollaborativeEvent, Person)
        .join(Collaborative, Collaborative.id == CollaborativeEvent.collaborative_id)
        .join(Person, Person.id == Collaborative.lead_id)
        .where(
            Collaborative.ended_on.is_(None),
            CollaborativeEvent.kind != EventKind.ACTION_PERIOD,
            CollaborativeEvent.starts_on.between(first, last),
            CollaborativeEvent.reminded_on.is_(None),
        )
        .order_by(CollaborativeEvent.starts_on, CollaborativeEvent.id)
    )
    return [(event, lead) for event, lead in db.session.execute(statement).unique()]


def seats_of(collaborative_ids: Collection[int]) -> dict[int, list[Seat]]:
    """The teams that take part, by programme, each with its lead; drafts too, as only their leads are told. One query."""
    statement = (
        select(CollaborativeTeam.collaborative_id, Project)
        .join(Project, Project.id == CollaborativeTeam.project_id)
        .join(Person, Person.id == Project.lead_id)
        .where(CollaborativeTeam.collaborative_id.in_(collaborative_ids), CollaborativeTeam.left_on.is_(None), Person.active)
    )
    found: dict[int, list[Seat]] = {each: [] for each in collaborative_ids}
    for collaborative_id, project in db.session.execute(statement).unique():
        found[collaborative_id].append(Seat(project, project.lead_id))
    return found
