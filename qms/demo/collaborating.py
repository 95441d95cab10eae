"""The demonstration's collaborative: six wards that bring down falls together, two learning sessions behind them."""

import datetime as dt
from contextlib import AbstractContextManager

from sqlalchemy import select, update

from qms.demo.together_words import ATTENDANCE, CYCLES, IDEAS, IN_USE, SESSIONS, STORYBOARDS, TEAMS, WHERE, WHY
from qms.demo.trust import Trust
from qms.demo.units import TRUST
from qms.improvement.collaboratives.calendar.actions import count_attendance, edit_event, fill_in
from qms.improvement.collaboratives.calendar.proposing import series_of, working_day
from qms.improvement.collaboratives.invitations.actions import invite
from qms.improvement.collaboratives.measures.actions import share_measure
from qms.improvement.collaboratives.models import (
    Collaborative,
    CollaborativeEvent,
    CollaborativeTeam,
    PackageIdea,
    Storyboard,
)
from qms.improvement.collaboratives.package.actions import add_idea, withdraw_idea
from qms.improvement.collaboratives.programmes.actions import edit_collaborative, start_collaborative
from qms.improvement.collaboratives.spread.actions import use_idea
from qms.improvement.collaboratives.teams.actions import join, leave
from qms.improvement.conversation.models import Notice
from qms.improvement.pdsa.actions import replan_cycle
from qms.improvement.pdsa.queries import ramp_of
from qms.kernel import clock
from qms.kernel.db import db
from qms.planning.drivers.models import Driver

BEGAN, ENDS_IN, INVITED = 320, 128, 4
MEASURES = ("falls", "falls-with-harm", "staffing-gaps")


def learn_together(trust: Trust) -> None:
    """The programme from its start to today, each step on its day."""
    by = trust.people["coach"]
    with _days_ago(trust, BEGAN):
        found = start_collaborative(
            title="Fewer falls together",
            aim="A quarter fewer falls than last year on six wards, by March 2027.",
            unit=trust.units[TRUST],
            lead=by,
            starts_on=_day(trust, -BEGAN),
            ends_on=_day(trust, ENDS_IN),
            objective=trust.objectives["falls"],
            by=by,
        )
        edit_collaborative(found, why=WHY, sponsor=trust.people["nurse"], by=by)
        for metric in MEASURES:
            share_measure(found, metric=trust.metrics[metric], teams=[], by=by)
        ideas = {title: _idea(found, title, how, trust) for title, how, _ in IDEAS}
        events = _events(found, trust)
    teams = _teams(found, trust)
    with _days_ago(trust, INVITED):
        invite(found, project=trust.projects["delirium"], by=trust.people["nurse"])
    _test(ideas, trust)
    for team_key, title, days_ago in IN_USE:
        with _days_ago(trust, days_ago):
            use_idea(ideas[title], team=teams[team_key], since=_day(trust, -days_ago), by=trust.projects[team_key].lead)
    _withdraw(ideas, trust)
    _remember(events, teams, trust)
    old = Notice.created_at < clock.now() - dt.timedelta(days=5)
    db.session.execute(update(Notice).where(old, Notice.read_at.is_(None)).values(read_at=clock.now(), mailed_at=clock.now()))


def _idea(found: Collaborative, title: str, how: str, trust: Trust) -> PackageIdea:
    """With the box of a driver diagram that says the same, where there is one."""
    driver_id = db.session.scalar(select(Driver.id).where(Driver.text == title).order_by(Driver.id))
    return add_idea(found, title=title, how=how, driver_id=driver_id, by=trust.people["coach"])


def _events(found: Collaborative, trust: Trust) -> dict[str, CollaborativeEvent]:
    """Three sessions on working days, with what follows from them, by title."""
    by, days = trust.people["coach"], [working_day(_day(trust, each)) for each in SESSIONS]
    events = fill_in(found, proposed=series_of(days, found.ends_on, calls=True), by=by)
    for event in events:
        place, agenda = WHERE.get(event.title, ("", ""))
        edit_event(event, place=place, agenda=agenda, by=by)
    return {event.title: event for event in events}


def _teams(found: Collaborative, trust: Trust) -> dict[str, CollaborativeTeam]:
    """Seven joined; one has left."""
    teams = {}
    for key, days_ago, left, why in TEAMS:
        project = trust.projects[key]
        with _days_ago(trust, days_ago):
            teams[key], _ = join(found, project=project, by=trust.people["coach"])
        if left is not None:
            with _days_ago(trust, left):
                leave(teams[key], why=why, keep_measures=True, by=project.lead)
    return teams


def _test(ideas: dict[str, PackageIdea], trust: Trust) -> None:
    """Tests that projects have run, tied to the ideas that they were tests of."""
    for (key, number), title in CYCLES.items():
        cycle = next(each for each in ramp_of(trust.projects[key].id) if each.number == number)
        with clock.standing_at(dt.datetime.combine(cycle.decided_on or cycle.starts_on, dt.time(12), dt.UTC)):
            replan_cycle(cycle, package_idea_id=ideas[title].id, by=trust.projects[key].lead)


def _withdraw(ideas: dict[str, PackageIdea], trust: Trust) -> None:
    for title, _, withdrawn in IDEAS:
        if withdrawn is not None:
            with _days_ago(trust, withdrawn):
                withdraw_idea(ideas[title], by=trust.people["coach"])


def _remember(events: dict[str, CollaborativeEvent], teams: dict[str, CollaborativeTeam], trust: Trust) -> None:
    """Who came, what was said, and the storyboards that teams brought."""
    for title, (came, notes) in ATTENDANCE.items():
        event = events[title]
        with clock.standing_at(dt.datetime.combine(event.ends_on, dt.time(16), dt.UTC)):
            count_attendance(event, people={teams[key].id: people for key, people in came.items()}, by=trust.people["coach"])
            edit_event(event, notes=notes, by=trust.people["coach"])
    for title, key, words in STORYBOARDS:
        headline, tried, learned, ask, next_steps = words
        db.session.add(
            Storyboard(
                event_id=events[title].id, team_id=teams[key].id, headline=headline, tried=tried, learned=learned,
                ask=ask, next_steps=next_steps, by_id=trust.projects[key].lead_id,
            )
        )  # fmt: skip
    db.session.flush()


def _day(trust: Trust, days: int) -> dt.date:
    return trust.today + dt.timedelta(days=days)


def _days_ago(trust: Trust, days: int) -> AbstractContextManager[None]:
    return clock.standing_at(dt.datetime.combine(_day(trust, -days), dt.time(10), dt.UTC))
