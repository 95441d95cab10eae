"""Reads of contacts."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from qms.improvement.portfolio.contacts.models import CoachContact
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import project
from qms.kernel.db import db
from qms.people.models import Person

MOST = 50


def last_contacts(project_ids: Collection[int]) -> dict[int, CoachContact]:
    """The newest contact of each project; those without any are left out. One query."""
    newest = (CoachContact.on_day.desc(), CoachContact.id.desc())
    place = func.row_number().over(partition_by=CoachContact.project_id, order_by=newest)
    ranked = select(CoachContact.id, place.label("place")).where(CoachContact.project_id.in_(project_ids)).subquery()
    first = select(ranked.c.id).where(ranked.c.place == 1)
    found = db.session.execute(select(CoachContact).where(CoachContact.id.in_(first))).scalars()
    return {each.project_id: each for each in found}


def contacts_of(project_id: int) -> list[CoachContact]:
    """The last contacts of the project, newest first, with who had them."""
    statement = select(CoachContact).where(CoachContact.project_id == project_id)
    ordered = statement.order_by(CoachContact.on_day.desc(), CoachContact.id.desc()).limit(MOST)
    by = joinedload(CoachContact.by).lazyload(Person.memberships)
    return list(db.session.execute(ordered.options(by)).scalars())


def contact(contact_id: int) -> CoachContact:
    """The contact, or NoResultFound (a 404)."""
    return db.session.execute(select(CoachContact).where(CoachContact.id == contact_id)).scalar_one()


def project_of_contact(coach_contact_id: int) -> Project:
    """Its project, or NoResultFound (a 404): also for a draft that the reader does not see."""
    return project(contact(coach_contact_id).project_id)
