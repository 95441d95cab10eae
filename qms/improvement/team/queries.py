"""Reads of a project's team."""

from sqlalchemy import select

from qms.improvement.projects.models import Project, ProjectMember
from qms.kernel.db import db
from qms.organisation.models import Unit


def member(member_id: int) -> ProjectMember:
    """The membership, or NoResultFound (a 404)."""
    return db.session.execute(select(ProjectMember).where(ProjectMember.id == member_id)).scalar_one()


def unit_of_member(member_id: int) -> Unit:
    """The unit of the member's project, or NoResultFound (a 404)."""
    statement = select(Project).join(ProjectMember, ProjectMember.project_id == Project.id)
    return db.session.execute(statement.where(ProjectMember.id == member_id)).scalar_one().unit
