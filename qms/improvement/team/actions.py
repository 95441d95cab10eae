"""Writes of a project's team."""

from sqlalchemy import select

from qms.improvement.projects.models import Project, ProjectMember
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("project.member-added", "person_id", "part")
REMOVED = audit.declare("project.member-removed", "person_id", "part")


def add_member(project: Project, *, person: Person, part: str, by: Person) -> ProjectMember:
    """Add somebody to the team, or change the part of somebody who is on it."""
    statement = select(ProjectMember).where(ProjectMember.project_id == project.id, ProjectMember.person_id == person.id)
    member = db.session.execute(statement).scalar_one_or_none()
    if member is None:
        member = ProjectMember(project_id=project.id, person=person)
        db.session.add(member)
    member.part = part.strip()
    audit.record(ADDED, by=by, subject_id=project.id, person_id=person.id, part=member.part)
    db.session.flush()
    return member


def remove_member(member: ProjectMember, *, by: Person) -> None:
    """Take somebody off the team."""
    audit.record(REMOVED, by=by, subject_id=member.project_id, person_id=member.person_id, part=member.part)
    db.session.delete(member)
    db.session.flush()
