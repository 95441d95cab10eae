"""Reads of what teams did with the ideas of a change package."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qms.improvement.collaboratives.models import CollaborativeTeam, IdeaInUse, PackageIdea
from qms.improvement.collaboratives.spread.tracing import TestMark
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.models import Project, ProjectMember
from qms.improvement.projects.visibility import visible
from qms.kernel.db import db
from qms.people.models import Person


def marks_of(idea_ids: Collection[int]) -> dict[tuple[int, int], list[TestMark]]:
    """The tests of the ideas by (idea, team), in order, those of teams that have left too; without the tests of projects
    that are kept from the reader. One query."""
    columns: tuple[Any, ...] = (
        PackageIdea.id, CollaborativeTeam.id, PdsaCycle.id, PdsaCycle.number,
        PdsaCycle.starts_on, PdsaCycle.decision, PdsaCycle.decided_on, PdsaCycle.follows_id,
    )  # fmt: skip
    statement = _tests(select(*columns)).where(PackageIdea.id.in_(idea_ids)).order_by(PdsaCycle.starts_on, PdsaCycle.id)
    found: dict[tuple[int, int], list[TestMark]] = {}
    for idea_id, team_id, *rest in db.session.execute(statement):
        found.setdefault((idea_id, team_id), []).append(TestMark(*rest))
    return found


def tests_of(idea_id: int) -> Select[Any]:
    """The tests of one idea by every team, newest first, each with its project and its series: to be paged."""
    statement = _tests(select(PdsaCycle)).where(PackageIdea.id == idea_id)
    return statement.options(
        contains_eager(PdsaCycle.project).options(
            joinedload(Project.unit),
            joinedload(Project.lead).lazyload(Person.memberships),
            joinedload(Project.objective).lazyload("*"),
        ),
        joinedload(PdsaCycle.series),
    ).order_by(PdsaCycle.starts_on.desc(), PdsaCycle.id.desc())


def _tests(statement: Select[Any]) -> Select[Any]:
    """Cycles of the teams of the idea's own collaborative, of projects that the reader sees."""
    part_of_it = (CollaborativeTeam.project_id == PdsaCycle.project_id) & (
        CollaborativeTeam.collaborative_id == PackageIdea.collaborative_id
    )
    return (
        statement.select_from(PdsaCycle)
        .join(PackageIdea, PackageIdea.id == PdsaCycle.package_idea_id)
        .join(CollaborativeTeam, part_of_it)
        .join(PdsaCycle.project)
        .where(visible())
    )


def in_use_of(idea_ids: Collection[int]) -> dict[tuple[int, int], IdeaInUse]:
    """What teams say that they use, by (idea, team). One query."""
    found = db.session.execute(select(IdeaInUse).where(IdeaInUse.idea_id.in_(idea_ids))).scalars()
    return {(each.idea_id, each.team_id): each for each in found}


def on_team_of(person: Person, teams: Sequence[CollaborativeTeam], *, working: bool = False) -> set[int]:
    """The teams (ids) in whose projects the person leads or works or, unless `working`, is sponsor or coach. One query."""
    member = select(ProjectMember.project_id).where(ProjectMember.person_id == person.id)
    beside = [] if working else [Project.sponsor_id == person.id, Project.coach_id == person.id]
    statement = select(Project.id).where(
        Project.id.in_([each.project_id for each in teams]),
        or_(Project.lead_id == person.id, Project.id.in_(member), *beside),
    )
    own = set(db.session.execute(statement).scalars())
    return {each.id for each in teams if each.project_id in own}
