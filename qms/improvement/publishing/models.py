"""SummaryWords: the few words that a team writes for readers. Summary: a published edition, frozen."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record, UtcDateTime, Versioned
from qms.people.models import Person


class SummaryWords(Record, Versioned, Base):
    """What the record cannot say by itself. `quote_from` says whose words the quote is by their part, never by a name."""

    __tablename__ = "summary_words"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), unique=True)
    headline: Mapped[str] = mapped_column(String(120), default="")
    result: Mapped[str] = mapped_column(String(300), default="")  # in one sentence
    quote: Mapped[str] = mapped_column(String(400), default="")
    quote_from: Mapped[str] = mapped_column(String(120), default="")  # "a patient partner", "a night nurse"
    tell_others: Mapped[str] = mapped_column(Text, default="")


class Summary(Record, Base):
    """An edition as it stood when it was published: `content` is the whole story with its charts (see story.py). Later
    changes of the project do not reach it. One that was withdrawn keeps its place and says why."""

    __tablename__ = "summary"
    __table_args__ = (UniqueConstraint("project_id", "edition"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    edition: Mapped[int]
    headline: Mapped[str] = mapped_column(String(160))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    project: Mapped[Project] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=[by_id])
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=[withdrawn_by_id])

    @property
    def is_withdrawn(self) -> bool:
        """Whether its team has taken it back."""
        return self.withdrawn_at is not None
