"""Reading: what the chart of a series says now. Signal: a special cause that somebody should look at."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.golden_thread.metrics.models import Series
from qms.kernel import clock
from qms.kernel.db import Base, Record, UtcDateTime, Versioned, Words
from qms.people.models import Person


class Reading(Base):
    """One per series, written in the transaction that changed its measurements; pages other than the chart read only this.

    `variation`, `assurance` and `special_cause` are the words of `qms.spc`; `recent` holds up to 24 last points for the
    sparkline, each [value or null, type]."""

    __tablename__ = "reading"

    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    period: Mapped[dt.date]
    value: Mapped[float]
    centre: Mapped[float | None]
    lower: Mapped[float | None]
    upper: Mapped[float | None]
    target: Mapped[float | None]
    variation: Mapped[str] = mapped_column(String(20))
    assurance: Mapped[str | None] = mapped_column(String(20))
    special_cause: Mapped[str | None] = mapped_column(String(20))
    provisional: Mapped[bool]
    points: Mapped[int]
    explanation: Mapped[str] = mapped_column(Text)
    recent: Mapped[list[list[float | str | None]]] = mapped_column(JSON, default=list)
    next_due: Mapped[dt.date | None]  # the day from which the next measurement counts as late
    written_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)

    series: Mapped[Series] = relationship(lazy="joined")

    @property
    def gives_concern(self) -> bool:
        """Whether the last point is a special cause in the worse direction."""
        return self.variation.startswith("concern")

    @property
    def is_improving(self) -> bool:
        """Whether the last point is a special cause in the better direction."""
        return self.variation.startswith("improvement")

    @property
    def is_late(self) -> bool:
        """Whether a newer measurement should have come by now."""
        return self.next_due is not None and clock.today() > self.next_due


class SignalState(StrEnum):
    """What has been done about a signal."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    EXPLAINED = "explained"
    ACTED = "acted"
    CLOSED = "closed"


class Signal(Record, Versioned, Base):
    """A special cause at the end of a series: known by series, rule and first period."""

    __tablename__ = "signal"
    __table_args__ = (UniqueConstraint("series_id", "rule", "first_period"),)

    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    rule: Mapped[str] = mapped_column(String(20))
    first_period: Mapped[dt.date]
    last_period: Mapped[dt.date]
    type: Mapped[str] = mapped_column(String(20))  # concern-high, improvement-low …
    sentence: Mapped[str] = mapped_column(Text)
    state: Mapped[SignalState] = mapped_column(Words(SignalState), default=SignalState.OPEN, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    cause: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    closed_reason: Mapped[str] = mapped_column(Text, default="")
    # Closed by recomputing, because the chart no longer had it. Only then may recomputing open it again.
    vanished: Mapped[bool] = mapped_column(default=False)

    series: Mapped[Series] = relationship(lazy="joined")
    owner: Mapped[Person | None] = relationship(lazy="joined")
    steps: Mapped[list["SignalStep"]] = relationship(order_by="SignalStep.id", back_populates="signal")

    @property
    def needs_somebody(self) -> bool:
        """Whether nobody has said anything about it yet."""
        return self.state is SignalState.OPEN

    @property
    def is_live(self) -> bool:
        """Whether it stands: whatever has been said about it, it is not closed."""
        return self.state is not SignalState.CLOSED

    @property
    def gives_concern(self) -> bool:
        """Whether it is a change for the worse."""
        return self.type.startswith("concern")

    @property
    def is_good_news(self) -> bool:
        """Whether it is a change for the better."""
        return self.type.startswith("improvement")


class SignalStep(Base):
    """One step in a signal's life; `by_id` is the system account where recomputing made it."""

    __tablename__ = "signal_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    signal_id: Mapped[int] = mapped_column(ForeignKey("signal.id"), index=True)
    state: Mapped[SignalState] = mapped_column(Words(SignalState))
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)

    signal: Mapped[Signal] = relationship(back_populates="steps")
    by: Mapped[Person] = relationship(lazy="joined")
