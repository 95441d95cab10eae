"""Task, Milestone and Risk: what a team means to do, by when, and what might stop it."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.improvement.duties.models import Duty
from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record, Versioned
from qms.people.models import Person


class Task(Duty, Base):
    """Something that somebody on a project does."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_owner_id_done_on", "owner_id", "done_on"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)

    project: Mapped[Project] = relationship()


class Milestone(Record, Versioned, Base):
    """A point on the way that the team will know when it is there."""

    __tablename__ = "milestone"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[dt.date]
    reached_on: Mapped[dt.date | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project] = relationship()


class Risk(Record, Versioned, Base):
    """What might go wrong, how likely and how bad (1 to 5 each), and what the team does about it."""

    __tablename__ = "risk"
    __table_args__ = (
        CheckConstraint("likelihood BETWEEN 1 AND 5", name="likelihood"),
        CheckConstraint("effect BETWEEN 1 AND 5", name="effect"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    what: Mapped[str] = mapped_column(Text)
    likelihood: Mapped[int]
    effect: Mapped[int]
    response: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    review_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project] = relationship()
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])

    @property
    def score(self) -> int:
        """Likelihood times effect, 1 to 25."""
        return self.likelihood * self.effect
