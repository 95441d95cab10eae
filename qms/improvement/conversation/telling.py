"""Telling people once of what happens on a project."""

from collections.abc import Iterable

from sqlalchemy import select

from qms.improvement.conversation.models import Notice, NoticeKind
from qms.improvement.conversation.queries import hearers
from qms.improvement.projects.models import Project
from qms.kernel.db import db
from qms.people.models import Person

# One that nobody has read yet says enough: the page behind it shows all that came since.
TOLD_ONCE = {NoticeKind.COMMENT, NoticeKind.LOG_ENTRY, NoticeKind.STAGE}


def tell_hearers(
    project: Project, *, kind: NoticeKind, by: Person, tab: str, anchor: str = "", but: Iterable[int] = ()
) -> None:
    """Tell whoever hears of the project, but not whoever did it, nor those who hear of it in another way."""
    tell(project, hearers(project) - set(but), kind=kind, by=by, tab=tab, anchor=anchor)


def tell(project: Project, people: Iterable[int], *, kind: NoticeKind, by: Person, tab: str, anchor: str = "") -> None:
    """Tell these people, by their ids; nobody of their own doing, nor twice of what a notice that waits says already."""
    wanted = set(people) - {by.id}
    if wanted and kind in TOLD_ONCE:
        waiting = select(Notice.person_id).where(
            Notice.project_id == project.id, Notice.kind == kind, Notice.read_at.is_(None), Notice.person_id.in_(wanted)
        )
        wanted -= set(db.session.execute(waiting).scalars())
    db.session.add_all(
        Notice(person_id=each, project_id=project.id, kind=kind, by_id=by.id, tab=tab, anchor=anchor)
        for each in sorted(wanted)
    )
    db.session.flush()
