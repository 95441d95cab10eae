"""Noting that a team uses an idea without having tested it, and taking that back."""

import datetime as dt

from qms.improvement.collaboratives.models import CollaborativeTeam, IdeaInUse, PackageIdea
from qms.improvement.collaboratives.spread.queries import in_use_of
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

USED = audit.declare("collaborative.idea-in-use", "idea_id", "team_id", "since")
NOT_USED = audit.declare("collaborative.idea-not-in-use", "idea_id", "team_id", "since")


def use_idea(idea: PackageIdea, *, team: CollaborativeTeam, since: dt.date, by: Person) -> IdeaInUse:
    """The team uses the idea since that day; saying it again changes nothing.

    Raises ValueError where idea and team belong to different collaboratives."""
    if idea.collaborative_id != team.collaborative_id:
        raise ValueError("The idea belongs to another collaborative.")
    found = in_use_of([idea.id]).get((idea.id, team.id))
    if found is not None:
        return found
    found = IdeaInUse(idea_id=idea.id, team_id=team.id, since=since, by_id=by.id)
    db.session.add(found)
    _record(USED, idea, team, since, by)
    db.session.flush()
    return found


def stop_using_idea(idea: PackageIdea, *, team: CollaborativeTeam, by: Person) -> None:
    """Take the note back; where there is none nothing happens. Tests and their decisions stay as they are."""
    found = in_use_of([idea.id]).get((idea.id, team.id))
    if found is None:
        return
    _record(NOT_USED, idea, team, found.since, by)
    db.session.delete(found)
    db.session.flush()


def _record(event: str, idea: PackageIdea, team: CollaborativeTeam, since: dt.date, by: Person) -> None:
    audit.record(event, by=by, subject_id=idea.collaborative_id, idea_id=idea.id, team_id=team.id, since=since.isoformat())
