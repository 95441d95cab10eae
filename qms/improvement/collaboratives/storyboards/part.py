"""The storyboards as a part of a collaborative's page: session by session, who has written one."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from qms.improvement.collaboratives.models import Collaborative, CollaborativeEvent, CollaborativeTeam
from qms.improvement.collaboratives.permissions import may_lead
from qms.improvement.collaboratives.queries import events_of, every_team_of
from qms.improvement.collaboratives.spread.queries import on_team_of
from qms.improvement.collaboratives.storyboards.queries import sessions_of, storyboards_of
from qms.kernel import clock
from qms.kernel.formats import count, day
from qms.people.models import Person
from qms.people.roles import Permission

MOST_BUTTONS = 3


@dataclass(frozen=True)
class TeamLine:
    """A team and its storyboard for one session; `own` says that the reader works in it."""

    team: CollaborativeTeam
    written: bool
    own: bool


@dataclass(frozen=True)
class SessionView:
    """One session: each team with its storyboard, or without one yet."""

    event: CollaborativeEvent
    when: str
    over: bool
    sentence: str
    lines: list[TeamLine]

    @property
    def to_write(self) -> list[CollaborativeTeam]:
        """The reader's own teams that have none yet for a session that is to come; none of many, whose rows lead there."""
        waiting = [each.team for each in self.lines if each.own and not each.written and not self.over]
        return waiting if len(waiting) <= MOST_BUTTONS else []


def content(found: Collaborative, reader: Person) -> dict[str, Any]:
    """The next session first, then those that are over, newest first. A few queries."""
    sessions, teams, today = sessions_of(events_of(found.id)), every_team_of(found.id), clock.today()
    boards = storyboards_of([each.id for each in sessions])
    own = on_team_of(reader, teams, working=True)
    views = [
        _view(each, teams, {team_id for event_id, team_id in boards if event_id == each.id}, own, today) for each in sessions
    ]
    ahead = [each for each in views if not each.over]
    leads, working = may_lead(reader, found), on_team_of(reader, teams)
    return {
        "sessions": [*ahead, *reversed([each for each in views if each.over])],
        "writes_for": {
            each.id for each in teams if leads or each.id in working or reader.can(Permission.RUN_PROJECTS, each.project.unit)
        },
    }


def takes_part(team: CollaborativeTeam, on: dt.date) -> bool:
    """Whether the team takes part on the day, or will, as far as is known."""
    return team.joined_on <= on and (team.left_on is None or team.left_on > on)


def _view(
    event: CollaborativeEvent, teams: list[CollaborativeTeam], written: Collection[int], own: Collection[int], today: dt.date
) -> SessionView:
    there = [each for each in teams if takes_part(each, event.starts_on)]
    has = sum(each.id in written for each in there)
    return SessionView(
        event=event,
        when=day(event.starts_on) if event.starts_on == event.ends_on else f"{day(event.starts_on)} to {day(event.ends_on)}",
        over=event.ends_on < today,
        sentence=f"{has:,} of {count(len(there), 'team has', 'teams have')} written a storyboard.",
        lines=[TeamLine(each, each.id in written, each.id in own) for each in there],
    )
