"""Reads of comments, of who follows a project, and of notices."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from qms.improvement.conversation.models import Comment, Follow, Mention, Notice
from qms.improvement.projects.models import Project, ProjectMember
from qms.improvement.projects.queries import project
from qms.improvement.projects.visibility import visible_to, visible_to_id
from qms.kernel.db import db
from qms.kernel.paging import Page, page_of
from qms.people.models import Person

THREADS, REPLIES = 20, 400  # threads on a page; replies shown with them


def sees(person: Person, project: Project) -> bool:
    """Whether the person can open the project: a draft may be its team's alone."""
    return db.session.scalar(select(Project.id).where(Project.id == project.id, visible_to(person))) is not None


def comment(comment_id: int) -> Comment:
    """The comment on a project that the reader sees, or NoResultFound (a 404)."""
    statement = select(Comment).where(Comment.id == comment_id).options(_plain(Comment.by))
    found = db.session.execute(statement).scalar_one()
    project(found.project_id)
    return found


def threads_of(project_id: int) -> Page[Comment]:
    """One page of the comments that began a thread, newest first."""
    began = select(Comment).where(Comment.project_id == project_id, Comment.reply_to_id.is_(None))
    return page_of(began.options(_plain(Comment.by)).order_by(Comment.id.desc()), size=THREADS)


def replies_to(comment_ids: Sequence[int]) -> dict[int, list[Comment]]:
    """Replies by the comment that they answer, oldest first; where there are very many, the newest of them."""
    statement = select(Comment).where(Comment.reply_to_id.in_(comment_ids)).options(_plain(Comment.by))
    found: dict[int, list[Comment]] = defaultdict(list)
    for each in reversed(db.session.execute(statement.order_by(Comment.id.desc()).limit(REPLIES)).scalars().all()):
        found[each.reply_to_id or 0].append(each)
    return dict(found)


def names_in(comment_ids: Sequence[int]) -> dict[int, list[str]]:
    """The names of those whom each comment mentions."""
    statement = select(Mention.comment_id, Person.name).join(Person, Person.id == Mention.person_id)
    found: dict[int, list[str]] = defaultdict(list)
    for comment_id, name in db.session.execute(statement.where(Mention.comment_id.in_(comment_ids)).order_by(Mention.id)):
        found[comment_id].append(name)
    return dict(found)


def mentioned_in(comment_id: int) -> set[int]:
    """The ids of those whom the comment mentions."""
    return set(db.session.execute(select(Mention.person_id).where(Mention.comment_id == comment_id)).scalars())


def is_following(person: Person, project: Project) -> bool:
    """Whether the person hears of what happens on the project."""
    return person.id in hearers(project, among=[person.id])


def hearers(project: Project, *, among: Sequence[int] | None = None) -> set[int]:
    """The ids of those who hear of the project: who is on it unless they chose not to, and who chose to; nobody who has
    left, nor anybody from whom a draft is kept. One query."""
    choice = and_(Follow.project_id == project.id, Follow.person_id == Person.id)
    members = select(ProjectMember.person_id).where(ProjectMember.project_id == project.id)
    on_it = or_(
        Project.lead_id == Person.id, Project.sponsor_id == Person.id, Project.coach_id == Person.id, Person.id.in_(members)
    )
    statement = (
        select(Person.id)
        .select_from(Person)
        .join(Project, Project.id == project.id)
        .outerjoin(Follow, choice)
        .where(Person.active, visible_to_id(Person.id), or_(Follow.following, and_(Follow.id.is_(None), on_it)))
    )
    if among is not None:
        statement = statement.where(Person.id.in_(among))
    return set(db.session.execute(statement).scalars())


def on_project(project: Project) -> list[Person]:
    """Who leads, sponsors, coaches or works on the project and has not left, by name."""
    members = select(ProjectMember.person_id).where(ProjectMember.project_id == project.id)
    leading = [each for each in (project.lead_id, project.sponsor_id, project.coach_id) if each]
    statement = select(Person).where(Person.active, or_(Person.id.in_(leading), Person.id.in_(members)))
    whole = statement.order_by(Person.name).options(lazyload(Person.memberships))
    return list(db.session.execute(whole).scalars())


def notice(notice_id: int, person: Person) -> Notice:
    """The person's own notice, or NoResultFound (a 404)."""
    return db.session.execute(select(Notice).where(Notice.id == notice_id, Notice.person_id == person.id)).scalar_one()


def notices_of(person: Person, *, unread: bool = False) -> Select[Any]:
    """The person's notices of projects that they see, newest first."""
    whole = (_plain(Notice.by), joinedload(Notice.project).lazyload("*"))
    statement = select(Notice).join(Project, Project.id == Notice.project_id).options(*whole)
    statement = statement.where(
        Notice.person_id == person.id, visible_to_id(person.id), *([Notice.read_at.is_(None)] if unread else [])
    )
    return statement.order_by(Notice.created_at.desc(), Notice.id.desc())


def count_unread(person: Person) -> int:
    """How many notices the person has not read."""
    return db.session.scalar(select(func.count()).select_from(notices_of(person, unread=True).order_by(None).subquery())) or 0


def unmailed() -> Select[Any]:
    """Notices that wait for the day's mail, by person: unread, never mailed, of projects that their person sees."""
    whole = (_plain(Notice.by), _plain(Notice.person), joinedload(Notice.project).lazyload("*"))
    statement = (
        select(Notice)
        .join(Project, Project.id == Notice.project_id)
        .join(Person, Person.id == Notice.person_id)
        .where(Notice.read_at.is_(None), Notice.mailed_at.is_(None), Person.active, visible_to_id(Notice.person_id))
    )
    return statement.options(*whole).order_by(Notice.person_id, Notice.id.desc())


def _plain(person: Any) -> Any:
    return joinedload(person).lazyload(Person.memberships)
