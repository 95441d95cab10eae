"""Sequences of cases, their signals, and what each sequence says now."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel.db import Base, Record, UtcDateTime, Versioned, Words
from qms.organisation.models import Unit
from qms.people.models import Person


class Side(StrEnum):
    """What a chart looks for: more events than expected, or fewer."""

    WORSE = "worse"
    BETTER = "better"


LEAST_RISK = 1e-6


def is_risk(probability: float) -> bool:
    """Whether a case can have this probability of the event: neither certain, nor so near it that no sum could tell."""
    return LEAST_RISK <= probability <= 1 - LEAST_RISK


class OutcomeSequence(Record, Versioned, Base):
    """Cases of one kind in one unit, such as free flaps, and what counts as the event, such as a flap that failed.

    expected_risk: the probability of the event for every case; None where each case has its own. The ratios are the changes
    in the odds that are watched for, the limits those of the charts."""

    __tablename__ = "outcome_sequence"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(160))
    event: Mapped[str] = mapped_column(Text)
    expected_risk: Mapped[float | None]
    risk_source: Mapped[str] = mapped_column(Text, default="")
    worse_ratio: Mapped[float] = mapped_column(default=2.0)
    worse_limit: Mapped[float] = mapped_column(default=4.5)
    better_ratio: Mapped[float] = mapped_column(default=0.5)
    better_limit: Mapped[float] = mapped_column(default=4.5)
    closed_on: Mapped[dt.date | None]
    closed_reason: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship(lazy="joined")
    owner: Mapped[Person] = relationship(lazy="joined")


class OutcomeCase(Record, Base):
    """One case: a day, whether the event happened, and its risk where each case has its own. Nothing about the patient.

    Cases are in the order of their days, then as they came. A removed case stays on record and out of every chart."""

    __tablename__ = "outcome_case"
    __table_args__ = (Index("ix_outcome_case_order", "sequence_id", "happened_on", "id"),)

    sequence_id: Mapped[int] = mapped_column(ForeignKey("outcome_sequence.id"))
    happened_on: Mapped[dt.date]
    event: Mapped[bool]
    risk: Mapped[float | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    sequence: Mapped[OutcomeSequence] = relationship()


class OutcomeSignal(Record, Versioned, Base):
    """A limit was reached at a case. Answered with a cause, its chart begins again after that case; withdrawn, a corrected
    case took it away. told_at: when the owner was mailed."""

    __tablename__ = "outcome_signal"

    sequence_id: Mapped[int] = mapped_column(ForeignKey("outcome_sequence.id"), index=True)
    side: Mapped[Side] = mapped_column(Words(Side))
    case_id: Mapped[int] = mapped_column(ForeignKey("outcome_case.id"))
    began_on: Mapped[dt.date]
    crossed_on: Mapped[dt.date]
    seen_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    cause: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    told_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    sequence: Mapped[OutcomeSequence] = relationship(lazy="joined")
    case: Mapped[OutcomeCase] = relationship(lazy="joined")
    seen_by: Mapped[Person | None] = relationship(foreign_keys=[seen_by_id], lazy="joined")
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id], lazy="joined")

    @property
    def is_live(self) -> bool:
        """Whether it still waits for its cause."""
        return self.answered_at is None and self.withdrawn_at is None


class OutcomeReading(Base):
    """What a sequence says now, for lists: made from its cases by the same analysis as its page."""

    __tablename__ = "outcome_reading"

    sequence_id: Mapped[int] = mapped_column(ForeignKey("outcome_sequence.id"), primary_key=True)
    read_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    cases: Mapped[int]
    events: Mapped[int]
    expected: Mapped[float]
    last_on: Mapped[dt.date | None]
    worse_sum: Mapped[float]
    better_sum: Mapped[float]
