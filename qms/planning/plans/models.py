"""QualityPlan and the versions that were signed off."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.golden_thread.objectives.models import Objective
from qms.kernel import clock
from qms.kernel.db import Base, Record, UtcDateTime, Versioned, Words
from qms.organisation.models import Unit
from qms.people.models import Person


class PlanState(StrEnum):
    """Whether a plan is being written or is signed off; editing a signed-off plan opens its next version."""

    DRAFT = "draft"
    SIGNED_OFF = "signed-off"
    RETIRED = "retired"


class QualityPlan(Record, Versioned, Base):
    """What a service should deliver and how: needs, aim, and a driver diagram."""

    __tablename__ = "quality_plan"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    objective_id: Mapped[int | None] = mapped_column(ForeignKey("objective.id"), index=True)
    title: Mapped[str] = mapped_column(String(160))
    needs: Mapped[str] = mapped_column(Text, default="")  # whose needs, and how they are known
    co_design: Mapped[str] = mapped_column(Text, default="")  # who helped to shape it
    aim: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[PlanState] = mapped_column(Words(PlanState), default=PlanState.DRAFT)
    edition: Mapped[int] = mapped_column(default=1)
    # Of the latest edition that was signed off: it holds while the next one is drafted.
    signed_off_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    review_on: Mapped[dt.date | None]
    asked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # since when the draft waits for a signature
    retired_reason: Mapped[str] = mapped_column(Text, default="")
    # When the driver diagram last changed. Each change writes it, which raises `version` as an edit of the words does.
    drawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    unit: Mapped[Unit] = relationship(lazy="joined")
    owner: Mapped[Person | None] = relationship(lazy="joined")
    objective: Mapped[Objective | None] = relationship(lazy="joined")

    @property
    def is_in_force(self) -> bool:
        """Whether an edition was signed off and the plan has not been retired since."""
        return self.signed_off_at is not None and self.state is not PlanState.RETIRED


class PlanEdition(Base):
    """A signed-off edition of a plan with its driver diagram, as it read: never changed."""

    __tablename__ = "plan_edition"
    __table_args__ = (UniqueConstraint("plan_id", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("quality_plan.id"))
    edition: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    signed_off_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    signed_off_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)

    signed_off_by: Mapped[Person] = relationship(lazy="joined")
