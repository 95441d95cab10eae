"""Writes of teams: joining, starting a project in the programme, leaving."""

import datetime as dt

from qms.improvement.collaboratives.measures.actions import bring_measures, take_back
from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam
from qms.improvement.collaboratives.queries import measures_of
from qms.improvement.collaboratives.teams.queries import seat_of
from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell_hearers
from qms.improvement.projects.actions import edit_charter, start_project
from qms.improvement.projects.models import Method, Project
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

JOINED = audit.declare("collaborative.joined", "project_id", "again")
LEFT = audit.declare("collaborative.left", "project_id", "why", "kept_measures")


def join(found: Collaborative, *, project: Project, by: Person) -> tuple[CollaborativeTeam, list[str]]:
    """Let the project take part; it gets the shared measures, and its people are told. Joining twice changes nothing;
    one that had left comes back. Returns the team, and the names of measures that its unit cannot have."""
    team = seat_of(found.id, project.id)
    if team is not None and team.left_on is None:
        return team, []
    again = team is not None
    if team is None:
        team = CollaborativeTeam(collaborative=found, project=project, joined_on=clock.today(), by_id=by.id)
        db.session.add(team)
    team.left_on, team.left_why = None, ""
    db.session.flush()
    audit.record(JOINED, by=by, subject_id=found.id, project_id=project.id, again=again)
    left_out = [shared.metric.name for shared in measures_of(found.id) if bring_measures([team], [shared.metric], by=by)]
    tell_hearers(project, kind=NoticeKind.COLLABORATIVE, by=by, tab="log", anchor="collaborative")
    return team, left_out


def start_in(
    found: Collaborative, *, title: str, why: str, unit: Unit, lead: Person, due_on: dt.date, by: Person
) -> tuple[Project, list[str]]:
    """Start a project as a team of the programme, with its method, aim, objective and measures."""
    objective = found.objective
    if objective is not None and not unit.is_within(objective.unit):
        objective = None
    project = start_project(title=title, why=why, unit=unit, lead=lead, due_on=due_on, objective=objective, by=by)
    edit_charter(project, method=Method.BREAKTHROUGH, aim=found.aim, sponsor=found.sponsor, by=by)
    _, left_out = join(found, project=project, by=by)
    return project, left_out


def leave(team: CollaborativeTeam, *, why: str, keep_measures: bool, by: Person) -> None:
    """Take part no more; the row stays, with why. What the programme brought to the project goes unless it is kept."""
    if team.left_on is not None:
        return
    team.left_on, team.left_why = clock.today(), why.strip()
    if not keep_measures:
        take_back([team], by=by)
    audit.record(
        LEFT, by=by, subject_id=team.collaborative_id, project_id=team.project_id, why=team.left_why,
        kept_measures=keep_measures,
    )  # fmt: skip
    db.session.flush()
