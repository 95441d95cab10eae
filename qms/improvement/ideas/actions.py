"""Attaching a project to the change idea that it takes up."""

from sqlalchemy import insert, select

from qms.improvement.ideas.queries import Idea
from qms.improvement.projects.models import Project
from qms.kernel import audit
from qms.kernel.db import db
from qms.organisation.queries import unit as unit_by_id
from qms.people.models import Person
from qms.people.roles import Permission

ATTACHED = audit.declare("project.idea-attached", "driver_id")


def may_attach(idea: Idea, project: Project, by: Person) -> bool:
    """Whether the project may stand on the idea's diagram: a plan invites the projects of its unit and of those below;
    from elsewhere, somebody who may edit the plan can attach one."""
    plan_unit = unit_by_id(idea.plan_unit_id)
    return project.unit.is_within(plan_unit) or by.can(Permission.EDIT_PLANS, plan_unit)


def attach_to_idea(project: Project, *, idea: Idea, by: Person) -> None:
    """Put the project on the driver diagram beside the idea; once is enough. The table is the planning room's, known
    here by name alone (see queries). Raises PermissionError where `may_attach` says no."""
    if not may_attach(idea, project, by):
        raise PermissionError("The plan belongs to another part of the organisation.")
    attached = db.metadata.tables["driver_project"]
    there = select(attached.c.id).where(attached.c.driver_id == idea.id, attached.c.project_id == project.id)
    if db.session.execute(there).first() is None:
        db.session.execute(insert(attached).values(driver_id=idea.id, project_id=project.id))
        audit.record(ATTACHED, by=by, subject_id=project.id, driver_id=idea.id)
        db.session.flush()
