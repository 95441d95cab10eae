"""Reads of collaboratives: the programme, its teams, shared measures, change package and events."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from qms.golden_thread.objectives.models import Objective
from qms.improvement.collaboratives.models import (
    Collaborative,
    CollaborativeEvent,
    CollaborativeTeam,
    PackageIdea,
    SharedMeasure,
)
from qms.improvement.projects.models import Project
from qms.improvement.projects.visibility import visible
from qms.kernel.db import db
from qms.kernel.natural_order import NaturalKey, natural
from qms.organisation.models import Unit
from qms.people.models import Person


def collaborative(collaborative_id: int, **_: int) -> Collaborative:
    """The programme with its sponsor, or NoResultFound (a 404)."""
    statement = collaboratives().where(Collaborative.id == collaborative_id)
    return db.session.execute(statement.options(_plain(joinedload(Collaborative.sponsor)))).scalar_one()


def collaboratives() -> Select[Any]:
    """Programmes with unit, lead and objective, to be narrowed and ordered; without the roles of their people."""
    owner = joinedload(Collaborative.objective).joinedload(Objective.owner)
    return select(Collaborative).options(_plain(owner), _plain(joinedload(Collaborative.lead)))


def teams_of(collaborative_id: int, on: dt.date | None = None) -> list[CollaborativeTeam]:
    """The teams that take part (those of a day where `on` says which), by unit and title, with project, unit and lead.
    A team whose project is kept from the reader is left out."""
    present = CollaborativeTeam.left_on.is_(None) if on is None else took_part(on)
    return _teams(CollaborativeTeam.collaborative_id == collaborative_id, present)


def every_team_of(collaborative_id: int) -> list[CollaborativeTeam]:
    """The same with the teams that have left, which come last."""
    return sorted(_teams(CollaborativeTeam.collaborative_id == collaborative_id), key=lambda each: each.left_on is not None)


def took_part(on: dt.date) -> ColumnElement[bool]:
    """The condition that a team took part on the day."""
    not_left = or_(CollaborativeTeam.left_on.is_(None), CollaborativeTeam.left_on > on)
    return and_(CollaborativeTeam.joined_on <= on, not_left)


def team(team_id: int, **_: int) -> CollaborativeTeam:
    """The team with its project and programme, or NoResultFound (a 404): also for a draft that is others' alone."""
    found = _teams(CollaborativeTeam.id == team_id)
    if not found:
        return db.session.execute(select(CollaborativeTeam).where(CollaborativeTeam.id == 0)).scalar_one()
    return found[0]


def _teams(*conditions: ColumnElement[bool]) -> list[CollaborativeTeam]:
    unit = aliased(Unit)
    statement = (
        select(CollaborativeTeam)
        .join(CollaborativeTeam.project)
        .join(unit, Project.unit)
        .options(
            contains_eager(CollaborativeTeam.project).options(
                contains_eager(Project.unit, alias=unit),
                _plain(joinedload(Project.lead)),
                _plain(joinedload(Project.objective).joinedload(Objective.owner)),
            ),
            joinedload(CollaborativeTeam.collaborative).lazyload("*"),
        )
        .where(*conditions, visible())
    )
    return sorted(db.session.execute(statement).unique().scalars(), key=by_name)


def by_name(team: CollaborativeTeam) -> tuple[NaturalKey, NaturalKey, int]:
    """The key by which teams stand everywhere: their unit's name, then the project's title."""
    return natural(team.project.unit.name), natural(team.project.title), team.id


def measures_of(collaborative_id: int) -> list[SharedMeasure]:
    """The shared measures in their order; the first leads the page."""
    statement = select(SharedMeasure).where(SharedMeasure.collaborative_id == collaborative_id)
    return list(db.session.execute(statement.order_by(SharedMeasure.position, SharedMeasure.id)).unique().scalars())


def ideas_of(collaborative_id: int, *, with_withdrawn: bool = False) -> list[PackageIdea]:
    """The ideas of the change package in their order; withdrawn ones come last where they are asked for."""
    statement = select(PackageIdea).where(PackageIdea.collaborative_id == collaborative_id)
    if not with_withdrawn:
        statement = statement.where(PackageIdea.withdrawn_on.is_(None))
    order = (PackageIdea.withdrawn_on.is_not(None), PackageIdea.position, PackageIdea.id)
    return list(db.session.execute(statement.order_by(*order)).scalars())


def idea(idea_id: int) -> PackageIdea:
    """The idea of a change package, or NoResultFound (a 404)."""
    return db.session.execute(select(PackageIdea).where(PackageIdea.id == idea_id)).scalar_one()


def events_of(collaborative_id: int) -> list[CollaborativeEvent]:
    """Learning sessions, action periods and calls, first to last."""
    statement = select(CollaborativeEvent).where(CollaborativeEvent.collaborative_id == collaborative_id)
    order = (CollaborativeEvent.starts_on, CollaborativeEvent.ends_on.desc(), CollaborativeEvent.id)
    return list(db.session.execute(statement.order_by(*order)).scalars())


def event(event_id: int) -> CollaborativeEvent:
    """The event, or NoResultFound (a 404)."""
    return db.session.execute(select(CollaborativeEvent).where(CollaborativeEvent.id == event_id)).scalar_one()


def of_project(project_id: int) -> list[CollaborativeTeam]:
    """The programmes that the project is part of now, newest first."""
    present = (CollaborativeTeam.project_id == project_id, CollaborativeTeam.left_on.is_(None))
    return sorted(_teams(*present), key=lambda each: each.id, reverse=True)


def of_idea(idea_id: int) -> Collaborative:
    """The programme of the idea, or NoResultFound (a 404)."""
    return collaborative(idea(idea_id).collaborative_id)


def of_event(event_id: int) -> Collaborative:
    """The programme of the event, or NoResultFound (a 404)."""
    return collaborative(event(event_id).collaborative_id)


def _plain(person: Any) -> Any:
    return person.lazyload(Person.memberships)
