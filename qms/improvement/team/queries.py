"""Reads of a project's team."""

from sqlalchemy import select

from qms.improvement.projects.models import Project, ProjectMember
from qms.improvement.projects.queries import project
from qms.kernel.db import db


def member(member_id: int) -> ProjectMember:
    """The membership, or NoResultFound (a 404)."""
    return db.session.execute(select(ProjectMember).where(ProjectMember.id == member_id)).scalar_one()


def project_of_member(member_id: int) -> Project:
    """The member's project, or NoResultFound (a 404)."""
    return project(member(member_id).project_id)
