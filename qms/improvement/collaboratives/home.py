"""Collaboratives on a home page: what comes next, for those who lead one and for those who have a team in one."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import Select, or_, select

from qms.golden_thread.strands import Section
from qms.improvement.collaboratives.calendar.wording import next_event, next_event_words
from qms.improvement.collaboratives.invitations.presenters import needs_words
from qms.improvement.collaboratives.invitations.queries import waiting_for
from qms.improvement.collaboratives.models import Collaborative, CollaborativeEvent, CollaborativeTeam
from qms.improvement.collaboratives.queries import collaboratives, measures_of, teams_of
from qms.improvement.collaboratives.teams.rows import sentence, team_rows
from qms.improvement.projects.models import Project, ProjectMember
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import Person

ORDER, INVITATIONS = 48, 36
MOST, LED = 6, 2  # of all; of those that one leads, with who has not reported


@dataclass(frozen=True)
class Line:
    """A programme on a home page."""

    title: str
    url: str
    following: str
    sentence: str


def sections(person: Person) -> list[Section]:
    """What invites the person's projects, and one section where the person leads, sponsors or takes part in a programme that
    runs; a bounded number of queries."""
    return [*_invitations(person), *_programmes(person)]


def _invitations(person: Person) -> list[Section]:
    found = waiting_for(person)
    template = "improvement/collaboratives/invitations/home.html"
    return [Section(INVITATIONS, template, {"invitations": found}, needs_words(found))] if found else []


def _programmes(person: Person) -> list[Section]:
    mine = or_(
        Collaborative.lead_id == person.id, Collaborative.sponsor_id == person.id, Collaborative.id.in_(_joined(person))
    )
    statement = collaboratives().where(Collaborative.ended_on.is_(None), mine)
    order = (Collaborative.lead_id != person.id, Collaborative.starts_on.desc(), Collaborative.id)
    found = list(db.session.execute(statement.order_by(*order).limit(MOST)).unique().scalars())
    if not found:
        return []
    today, events = clock.today(), _events([each.id for each in found])
    led = [each.id for each in found if each.lead_id == person.id][:LED]
    lines = [
        Line(
            each.title,
            url_for("improvement.collaborative", collaborative_id=each.id),
            next_event_words(next_event(events[each.id], today), today),
            sentence(team_rows(teams_of(each.id), measures_of(each.id))) if each.id in led else "",
        )
        for each in found
    ]
    return [Section(ORDER, "improvement/collaboratives/home.html", {"lines": lines})]


def _joined(person: Person) -> Select[Any]:
    """The ids of programmes in which the person has a team."""
    on_team = select(ProjectMember.project_id).where(ProjectMember.person_id == person.id)
    return (
        select(CollaborativeTeam.collaborative_id)
        .join(Project, Project.id == CollaborativeTeam.project_id)
        .where(CollaborativeTeam.left_on.is_(None), or_(Project.lead_id == person.id, Project.id.in_(on_team)))
    )


def _events(ids: list[int]) -> dict[int, list[CollaborativeEvent]]:
    ahead = select(CollaborativeEvent).where(
        CollaborativeEvent.collaborative_id.in_(ids), CollaborativeEvent.ends_on >= clock.today()
    )
    found: dict[int, list[CollaborativeEvent]] = defaultdict(list)
    for each in db.session.execute(ahead).scalars():
        found[each.collaborative_id].append(each)
    return found
