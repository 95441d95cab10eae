"""PdsaCycle: one test of a change, with a prediction made before it and a decision after."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.golden_thread.metrics.models import Series
from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record, UtcDateTime, Versioned, Words
from qms.people.models import Person


class Decision(StrEnum):
    """What a team does after studying a test."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


class Foretold(StrEnum):
    """How a prediction turned out. UNTRIED where the test was not carried out, or showed nothing either way."""

    AS_PREDICTED = "as-predicted"
    PARTLY = "partly"
    OTHERWISE = "otherwise"
    UNTRIED = "untried"


class PdsaCycle(Record, Versioned, Base):
    """A cycle; adapting one opens the next (`follows_id`). The cycles of one change idea are its ramp: the idea is a box of a
    driver diagram or, where there is none, the team's own words.

    Predicted and measured numbers are on the scale of the series' chart (a proportion is 0 to 1) where they speak of one. A
    prediction without one of its ends is "at least" or "at most"; with both the same it is that number."""

    __tablename__ = "pdsa_cycle"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    number: Mapped[int]
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("pdsa_cycle.id"), index=True)
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("driver.id", ondelete="SET NULL"), index=True)
    package_idea_id: Mapped[int | None] = mapped_column(ForeignKey("package_idea.id"), index=True)  # of a collaborative
    idea: Mapped[str] = mapped_column(String(160), default="")  # the change idea in the team's words
    question: Mapped[str] = mapped_column(Text)  # what are we testing
    prediction: Mapped[str] = mapped_column(Text)  # what do we think will happen
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)  # what the numbers speak of
    predicted_low: Mapped[float | None]
    predicted_high: Mapped[float | None]
    plan: Mapped[str] = mapped_column(Text, default="")  # who, where, when
    data_plan: Mapped[str] = mapped_column(Text, default="")  # what is counted, by whom, how
    starts_on: Mapped[dt.date]
    result_due_on: Mapped[dt.date | None]
    first_result_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # from when the prediction stands, for good
    did: Mapped[str] = mapped_column(Text, default="")
    surprises: Mapped[str] = mapped_column(Text, default="")
    studied: Mapped[str] = mapped_column(Text, default="")
    measured_value: Mapped[float | None]
    foretold: Mapped[Foretold | None] = mapped_column(Words(Foretold))
    decision: Mapped[Decision | None] = mapped_column(Words(Decision))
    decision_reason: Mapped[str] = mapped_column(Text, default="")
    decided_on: Mapped[dt.date | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project] = relationship()
    series: Mapped[Series | None] = relationship()
    by: Mapped[Person] = relationship()

    @property
    def is_running(self) -> bool:
        """Whether the cycle awaits its decision."""
        return self.decision is None
