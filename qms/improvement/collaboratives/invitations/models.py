"""An invitation to take part, and what the project's people answered."""

import datetime as dt

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record, UtcDateTime
from qms.people.models import Person


class CollaborativeInvitation(Record, Base):
    """A project that was asked to take part. It is no team: it has no shared measures and no storyboards, and is counted
    nowhere, until its people accept. One that was declined may be asked again; the record keeps every answer."""

    __tablename__ = "collaborative_invitation"
    __table_args__ = (UniqueConstraint("collaborative_id", "project_id"),)

    collaborative_id: Mapped[int] = mapped_column(ForeignKey("collaborative.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    invited_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    accepted: Mapped[bool | None]
    why: Mapped[str] = mapped_column(Text, default="")  # where it was declined

    collaborative: Mapped[Collaborative] = relationship()
    project: Mapped[Project] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=[by_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
