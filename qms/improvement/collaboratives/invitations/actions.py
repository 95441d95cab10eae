"""Writes of invitations: asking, accepting, declining."""

from qms.improvement.collaboratives.invitations.models import CollaborativeInvitation
from qms.improvement.collaboratives.invitations.queries import seat_asked
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.teams.actions import join
from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell_hearers
from qms.improvement.projects.models import Project
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

INVITED = audit.declare("collaborative.invited", "project_id", "again")
ACCEPTED = audit.declare("collaborative.invitation-accepted", "project_id")
DECLINED = audit.declare("collaborative.invitation-declined", "project_id", "why")


def invite(found: Collaborative, *, project: Project, by: Person) -> CollaborativeInvitation:
    """Ask the project to take part; its people are told. Asking twice changes nothing; one that declined is asked again."""
    asked = seat_asked(found.id, project.id)
    if asked is not None and asked.answered_at is None:
        return asked
    again = asked is not None
    if asked is None:
        asked = CollaborativeInvitation(collaborative=found, project=project)
        db.session.add(asked)
    asked.invited_at, asked.by_id = clock.now(), by.id
    asked.answered_at, asked.answered_by_id, asked.accepted, asked.why = None, None, None, ""
    db.session.flush()
    audit.record(INVITED, by=by, subject_id=found.id, project_id=project.id, again=again)
    tell_hearers(project, kind=NoticeKind.INVITED, by=by, tab="log", anchor="collaborative")
    return asked


def accept(asked: CollaborativeInvitation, *, by: Person) -> list[str]:
    """Take part from today on. Returns the names of measures that the unit cannot have. An answer stands: pressing again
    changes nothing."""
    if asked.answered_at is not None:
        return []
    _answer(asked, accepted=True, why="", by=by)
    audit.record(ACCEPTED, by=by, subject_id=asked.collaborative_id, project_id=asked.project_id)
    return join(asked.collaborative, project=asked.project, by=by)[1]


def decline(asked: CollaborativeInvitation, *, why: str, by: Person) -> None:
    """Stay outside, with why where the people say so. An answer stands."""
    if asked.answered_at is not None:
        return
    _answer(asked, accepted=False, why=why.strip(), by=by)
    audit.record(DECLINED, by=by, subject_id=asked.collaborative_id, project_id=asked.project_id, why=asked.why)


def _answer(asked: CollaborativeInvitation, *, accepted: bool, why: str, by: Person) -> None:
    asked.accepted, asked.why = accepted, why
    asked.answered_at, asked.answered_by_id = clock.now(), by.id
    db.session.flush()
