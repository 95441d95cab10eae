"""PdsaCycle: one test of a change, with a prediction made before it and a decision after."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record, Versioned, Words
from qms.people.models import Person


class Decision(StrEnum):
    """What a team does after studying a test."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


class PdsaCycle(Record, Versioned, Base):
    """A cycle; adapting one opens the next (`follows_id`), which makes the ramp."""

    __tablename__ = "pdsa_cycle"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    number: Mapped[int]
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("pdsa_cycle.id"))
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("driver.id", ondelete="SET NULL"), index=True)
    question: Mapped[str] = mapped_column(Text)  # what are we testing
    prediction: Mapped[str] = mapped_column(Text)  # what do we think will happen
    predicted_value: Mapped[float | None]
    plan: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[dt.date]
    result_due_on: Mapped[dt.date | None]
    did: Mapped[str] = mapped_column(Text, default="")
    studied: Mapped[str] = mapped_column(Text, default="")
    measured_value: Mapped[float | None]
    decision: Mapped[Decision | None] = mapped_column(Words(Decision))
    decision_reason: Mapped[str] = mapped_column(Text, default="")
    decided_on: Mapped[dt.date | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project] = relationship()
    by: Mapped[Person] = relationship()

    @property
    def is_running(self) -> bool:
        """Whether the cycle awaits its decision."""
        return self.decision is None
