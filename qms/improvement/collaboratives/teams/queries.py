"""Reads for joining: which projects a programme may take up, and which programmes a project may join."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func, or_, select

from qms.improvement.collaboratives.invitations.models import CollaborativeInvitation
from qms.improvement.collaboratives.listing import MOST_WORDS
from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam
from qms.improvement.collaboratives.queries import collaboratives
from qms.improvement.projects.models import ENDED, Project, ProjectMember
from qms.improvement.projects.queries import projects
from qms.kernel.db import db
from qms.kernel.natural_order import natural
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import Permission

MOST = 50


def seat_of(collaborative_id: int, project_id: int) -> CollaborativeTeam | None:
    """The project's row in the programme, also where it has left."""
    statement = select(CollaborativeTeam).where(
        CollaborativeTeam.collaborative_id == collaborative_id, CollaborativeTeam.project_id == project_id
    )
    return db.session.execute(statement).scalar_one_or_none()


def to_invite(found: Collaborative, words: str) -> list[Project]:
    """Projects that go on and have every one of the words in their title or their unit's name, at the programme's unit and
    below it first; those that take part, or have yet to answer, are left out. At most some tens."""
    asked = select(CollaborativeInvitation.project_id).where(
        CollaborativeInvitation.collaborative_id == found.id, CollaborativeInvitation.answered_at.is_(None)
    )
    statement = projects().join(Unit, Unit.id == Project.unit_id).where(_free(found.id), Project.id.not_in(asked))
    for word in words.split()[:MOST_WORDS]:
        told = func.lower(Project.title + " " + Unit.name)
        statement = statement.where(told.contains(word.lower(), autoescape=True))
    near = Unit.path.startswith(found.unit.path, autoescape=True)
    order = (near.desc(), Unit.name, Project.title, Project.id)
    some = _by_unit(db.session.execute(statement.order_by(*order).limit(MOST)).unique().scalars())
    return sorted(some, key=lambda each: not each.unit.is_within(found.unit))


def to_bring(found: Collaborative, person: Person) -> list[Project]:
    """The person's own projects that go on and take no part yet: of units where they run projects, or that they are on."""
    tops = person.units_where(Permission.RUN_PROJECTS)
    on_team = select(ProjectMember.project_id).where(ProjectMember.person_id == person.id)
    own = [Project.lead_id == person.id, Project.coach_id == person.id, Project.sponsor_id == person.id]
    below = [Unit.path.startswith(top.path, autoescape=True) for top in tops]
    statement = projects().join(Unit, Unit.id == Project.unit_id)
    statement = statement.where(_free(found.id), or_(*own, Project.id.in_(on_team), *below))
    return _by_unit(db.session.execute(statement.order_by(Unit.name, Project.title).limit(MOST)).unique().scalars())


def to_join(project: Project) -> list[Collaborative]:
    """Programmes that run, let teams join by themselves, and do not have the project yet; those of its line first."""
    taken = select(CollaborativeTeam.collaborative_id).where(
        CollaborativeTeam.project_id == project.id, CollaborativeTeam.left_on.is_(None)
    )
    running = (Collaborative.ended_on.is_(None), Collaborative.open_to_join, Collaborative.id.not_in(taken))
    near = Collaborative.unit_id.in_([project.unit_id, *project.unit.ancestor_ids])
    statement = collaboratives().where(*running).order_by(near.desc(), Collaborative.starts_on.desc(), Collaborative.id)
    return list(db.session.execute(statement.limit(MOST)).unique().scalars())


def _by_unit(some: Iterable[Project]) -> list[Project]:
    return sorted(some, key=lambda each: (natural(each.unit.name), natural(each.title), each.id))


def _free(collaborative_id: int) -> ColumnElement[bool]:
    """The condition that the project goes on and takes no part."""
    taken = select(CollaborativeTeam.project_id).where(
        CollaborativeTeam.collaborative_id == collaborative_id, CollaborativeTeam.left_on.is_(None)
    )
    return and_(Project.stage.not_in(ENDED), Project.archived_at.is_(None), Project.id.not_in(taken))
