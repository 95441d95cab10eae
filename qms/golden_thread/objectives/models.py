"""Objective: what a unit sets out to do, by when and for whom, in a tree from the board to the ward."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.golden_thread.metrics.models import Metric
from qms.kernel import clock
from qms.kernel.db import Base, Record, UtcDateTime, Versioned, Words
from qms.organisation.models import Unit
from qms.people.models import Person


class ObjectiveState(StrEnum):
    """Where an objective stands."""

    ACTIVE = "active"
    ACHIEVED = "achieved"
    STOPPED = "stopped"


class Objective(Record, Versioned, Base):
    """A unit's aim; its parent is the wider aim that it serves."""

    __tablename__ = "objective"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("objective.id"), index=True)
    title: Mapped[str] = mapped_column(String(160))
    aim: Mapped[str] = mapped_column(Text, default="")  # how much, by when, for whom, in one sentence
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    period: Mapped[str] = mapped_column(String(20), default="")  # "2026/27"
    starts_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    state: Mapped[ObjectiveState] = mapped_column(Words(ObjectiveState), default=ObjectiveState.ACTIVE)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    ended_on: Mapped[dt.date | None]  # the day on which it was achieved or stopped
    position: Mapped[int] = mapped_column(default=0)  # the order on the board page

    unit: Mapped[Unit] = relationship(lazy="joined")
    owner: Mapped[Person | None] = relationship(lazy="joined")
    parent: Mapped["Objective | None"] = relationship(remote_side="Objective.id")


class ObjectiveMetric(Base):
    """A metric that tells whether an objective is being reached; one of them is the headline."""

    __tablename__ = "objective_metric"
    __table_args__ = (UniqueConstraint("objective_id", "metric_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    objective_id: Mapped[int] = mapped_column(ForeignKey("objective.id"))
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"), index=True)
    headline: Mapped[bool] = mapped_column(default=False)

    objective: Mapped[Objective] = relationship()
    metric: Mapped[Metric] = relationship(lazy="joined")


class Narrative(Record, Base):
    """The owner's words on an objective at a date, and the decision asked of the board, if any."""

    __tablename__ = "narrative"

    objective_id: Mapped[int] = mapped_column(ForeignKey("objective.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    decision_asked: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)

    by: Mapped[Person] = relationship(lazy="joined")
