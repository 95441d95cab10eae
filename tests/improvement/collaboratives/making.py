"""Collaboratives, teams, ideas and events in as few words as a test can say it; everything is committed."""

import datetime as dt
from typing import Any

from qms.improvement.collaboratives.models import (
    Collaborative,
    CollaborativeEvent,
    CollaborativeTeam,
    EventKind,
    PackageIdea,
    SharedMeasure,
)
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person


def collaborative(unit: Unit, lead: Person, **fields: Any) -> Collaborative:
    """A programme that has run for half a year and goes on for another."""
    today = clock.today()
    defaults: dict[str, Any] = {
        "title": "Fewer falls together",
        "aim": "20% fewer falls on six wards by June 2027",
        "starts_on": today - dt.timedelta(days=180),
        "ends_on": today + dt.timedelta(days=180),
    }
    return stored(Collaborative(unit=unit, lead=lead, **(defaults | fields)))


def team(found: Collaborative, project: Project, **fields: Any) -> CollaborativeTeam:
    """The project as a team of the programme, since its start."""
    defaults: dict[str, Any] = {"joined_on": found.starts_on, "by_id": found.lead_id}
    return stored(CollaborativeTeam(collaborative_id=found.id, project_id=project.id, **(defaults | fields)))


def measure(found: Collaborative, metric_id: int, position: int = 0) -> SharedMeasure:
    """The metric as a shared measure, without linking it to the teams."""
    return stored(SharedMeasure(collaborative_id=found.id, metric_id=metric_id, position=position))


def idea(found: Collaborative, title: str = "Bay nursing at night", **fields: Any) -> PackageIdea:
    """An idea of the change package."""
    return stored(PackageIdea(collaborative_id=found.id, title=title, **fields))


def event(
    found: Collaborative, in_days: int = 14, *, kind: EventKind = EventKind.LEARNING_SESSION, lasts: int = 1, **fields: Any
) -> CollaborativeEvent:
    """An event so many days from today."""
    starts = clock.today() + dt.timedelta(days=in_days)
    fields = {"title": "Learning session 2", "ends_on": starts + dt.timedelta(days=lasts - 1)} | fields
    return stored(CollaborativeEvent(collaborative_id=found.id, kind=kind, starts_on=starts, **fields))


def stored(record: Any) -> Any:
    """Commit the record and hand it back."""
    db.session.add(record)
    db.session.commit()
    return record
