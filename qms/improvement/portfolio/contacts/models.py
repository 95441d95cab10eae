"""CoachContact: somebody who helps a project was in touch with its team."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record
from qms.people.models import Person


class CoachContact(Record, Base):
    """It is no entry of the team's log: a coach who asks how things go does not make a stalled project go on."""

    __tablename__ = "coach_contact"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    on_day: Mapped[dt.date]
    note: Mapped[str] = mapped_column(Text, default="")

    project: Mapped[Project] = relationship()
    by: Mapped[Person] = relationship()
