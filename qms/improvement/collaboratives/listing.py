"""The list of collaboratives: those that run first, each with its teams and its next event, all read together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import Select, func, select

from qms.improvement.collaboratives.calendar.wording import next_event, next_event_words
from qms.improvement.collaboratives.models import Collaborative, CollaborativeEvent, CollaborativeTeam
from qms.improvement.collaboratives.queries import collaboratives
from qms.improvement.collaboratives.wording import dates_words, state_of
from qms.improvement.projects.models import Project
from qms.improvement.projects.visibility import visible
from qms.kernel import clock, formats
from qms.kernel.db import db
from qms.kernel.paging import Page, page_of

SIZE = 25
MOST_WORDS = 8  # more would be a statement that no database takes


@dataclass(frozen=True)
class Row:
    """A programme in the list."""

    title: str
    url: str
    aim: str
    unit: str
    lead: str
    dates: str
    state: str
    colour: str
    teams: int
    following: str


def listed(words: str = "") -> Page[Collaborative]:
    """One page of the programmes: those that run by their start, newest first, then those that have ended. Every one of
    the words is in the title or the aim."""
    statement = told_of(collaboratives(), words)
    order = (Collaborative.ended_on.is_not(None), Collaborative.starts_on.desc(), Collaborative.id.desc())
    return page_of(statement.order_by(*order), size=SIZE)


def told_of(statement: Select[Any], words: str) -> Select[Any]:
    """The statement narrowed to programmes that have every one of the first words in the title or the aim."""
    told = func.lower(Collaborative.title + " " + Collaborative.aim)
    for word in words.split()[:MOST_WORDS]:
        statement = statement.where(told.contains(word.lower(), autoescape=True))
    return statement


def rows_of(found: Sequence[Collaborative]) -> list[Row]:
    """The programmes as rows, in two queries however many they are."""
    today, ids = clock.today(), [each.id for each in found]
    teams = teams_counted(ids)
    events: dict[int, list[CollaborativeEvent]] = {each: [] for each in ids}
    ahead = select(CollaborativeEvent).where(
        CollaborativeEvent.collaborative_id.in_(ids), CollaborativeEvent.ends_on >= today
    )
    for event in db.session.execute(ahead).scalars():
        events[event.collaborative_id].append(event)
    rows = []
    for each in found:
        state, colour = state_of(each, today)
        following = next_event_words(next_event(events[each.id], today), today) if each.is_running else ""
        rows.append(
            Row(
                each.title, url_for("improvement.collaborative", collaborative_id=each.id), each.aim, each.unit.name,
                each.lead.name, dates_words(each), state, colour, teams.get(each.id, 0), following,
            )
        )  # fmt: skip
    return rows


def teams_counted(collaborative_ids: Sequence[int]) -> dict[int, int]:
    """How many teams take part in each programme, of those that the reader sees."""
    statement = (
        select(CollaborativeTeam.collaborative_id, func.count())
        .join(Project, Project.id == CollaborativeTeam.project_id)
        .where(CollaborativeTeam.collaborative_id.in_(collaborative_ids), CollaborativeTeam.left_on.is_(None), visible())
        .group_by(CollaborativeTeam.collaborative_id)
    )
    return dict(db.session.execute(statement).all())


def sentence() -> str:
    """'2 collaboratives are running, with 14 teams. 1 has ended.'"""
    running = list(db.session.scalars(select(Collaborative.id).where(Collaborative.ended_on.is_(None))))
    ended = db.session.scalar(select(func.count()).where(Collaborative.ended_on.is_not(None))) or 0
    if not (running or ended):
        return "No collaborative has been started yet."
    teams = sum(teams_counted(running).values())
    said = f"{formats.count(len(running), 'collaborative is', 'collaboratives are')} running"
    said += f", with {formats.count(teams, 'team')}." if running else "."
    return said + (f" {ended:,} {'has' if ended == 1 else 'have'} ended." if ended else "")
