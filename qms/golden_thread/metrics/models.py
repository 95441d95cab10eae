"""Metric, its versions, signatures and targets, and Series = metric × unit × stratum."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel import clock
from qms.kernel.db import Base, Record, UtcDateTime, Versioned, Words
from qms.organisation.models import Unit
from qms.people.models import Person


class MetricKind(StrEnum):
    """What a metric tells of a change."""

    OUTCOME = "outcome"
    PROCESS = "process"
    BALANCING = "balancing"


class DataKind(StrEnum):
    """How a measurement is written, and so how units roll up: the first three sum, means weight by n, the others do not."""

    PROPORTION = "proportion"  # cases among those at risk; the numerator cannot exceed the denominator
    RATE = "rate"  # events per exposure, such as falls per 1,000 bed days
    COUNT = "count"
    MEAN = "mean"  # value with n, and sd where known
    BETWEEN = "between"  # days, or cases, from one rare event to the next
    OTHER = "other"


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Cadence(StrEnum):
    """How often a measurement is due."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    EVENT = "event"  # whenever it happens: never late, and no day without a measurement is a gap


class MetricState(StrEnum):
    """Where a definition stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    RETIRED = "retired"


class Capacity(StrEnum):
    """As whom somebody signs a definition; all three are needed."""

    TEAM = "team"
    INFORMATICS = "informatics"
    EXECUTIVE = "executive"


class Metric(Record, Versioned, Base):
    """An operational definition. `revision` counts the definition's own versions (v1, v2 …); `version` guards edits."""

    __tablename__ = "metric"

    key: Mapped[str] = mapped_column(String(80), unique=True)  # the name in files: ae-four-hour
    name: Mapped[str] = mapped_column(String(160))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)  # the owning team
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[MetricKind] = mapped_column(Words(MetricKind), default=MetricKind.OUTCOME)
    data_kind: Mapped[DataKind] = mapped_column(Words(DataKind), default=DataKind.RATE)
    chart: Mapped[str] = mapped_column(String(20), default="xmr")
    rules: Mapped[str] = mapped_column(String(40), default="")  # "" follows the trust's default
    direction: Mapped[Direction] = mapped_column(Words(Direction), default=Direction.NEUTRAL)
    cadence: Mapped[Cadence] = mapped_column(Words(Cadence), default=Cadence.MONTHLY)
    # A rate is shown per `multiplier` of its denominator: 4.6 per 1,000 bed days has 1000. Targets are on that scale.
    multiplier: Mapped[float] = mapped_column(default=1.0)
    measured_in: Mapped[str] = mapped_column(String(80), default="")  # "per 1,000 bed days", "days", "patients"
    decimals: Mapped[int | None]
    purpose: Mapped[str] = mapped_column(Text, default="")
    numerator: Mapped[str] = mapped_column(Text, default="")
    denominator: Mapped[str] = mapped_column(Text, default="")
    inclusions: Mapped[str] = mapped_column(Text, default="")
    exclusions: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(200), default="")
    strata: Mapped[str] = mapped_column(Text, default="")  # how the measure is broken down, in words
    strata_add_up: Mapped[bool] = mapped_column(default=True)  # whether the strata sum to the whole
    read_by: Mapped[list[str]] = mapped_column(JSON, default=list)  # assurance bodies: CQC, ICB contract, NICE …
    state: Mapped[MetricState] = mapped_column(Words(MetricState), default=MetricState.PROPOSED, index=True)
    revision: Mapped[int] = mapped_column(default=1)
    agreed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    retired_reason: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship(lazy="joined")
    owner: Mapped[Person | None] = relationship()
    targets: Mapped[list["MetricTarget"]] = relationship(
        lazy="selectin", order_by="MetricTarget.starts_on", cascade="all, delete-orphan"
    )
    signatures: Mapped[list["MetricSignature"]] = relationship(
        lazy="selectin", order_by="MetricSignature.id", cascade="all, delete-orphan"
    )

    @property
    def target(self) -> float | None:
        """The latest target that has started, used for assurance."""
        started = [each.value for each in self.targets if each.starts_on <= clock.today()]
        return started[-1] if started else None

    @property
    def is_percentage(self) -> bool:
        """Whether values are proportions of 1, shown as percentages."""
        return self.data_kind is DataKind.PROPORTION

    @property
    def has_denominator(self) -> bool:
        """Whether measurements are numerator and denominator."""
        return self.data_kind in {DataKind.PROPORTION, DataKind.RATE}


class MetricTarget(Base):
    """A target from a date on, in the scale of the metric's values (a proportion's 95 % is 0.95)."""

    __tablename__ = "metric_target"
    __table_args__ = (UniqueConstraint("metric_id", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"))
    starts_on: Mapped[dt.date]
    value: Mapped[float]


class MetricSignature(Base):
    """Somebody's signature under one revision of a definition."""

    __tablename__ = "metric_signature"
    __table_args__ = (UniqueConstraint("metric_id", "revision", "capacity"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"))
    revision: Mapped[int]
    capacity: Mapped[Capacity] = mapped_column(Words(Capacity))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)

    person: Mapped[Person] = relationship(lazy="joined")


class MetricRevision(Base):
    """An earlier revision of a definition, as it read."""

    __tablename__ = "metric_revision"
    __table_args__ = (UniqueConstraint("metric_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"))
    revision: Mapped[int]
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)
    replaced_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)
    replaced_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")

    replaced_by: Mapped[Person] = relationship(lazy="joined")


class Series(Base):
    """One line on one chart: a metric at a unit, whole ("") or for one stratum.

    A `rolled_up` series has no measurements of its own: it is summed from the units or strata below."""

    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("metric_id", "unit_id", "stratum"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    stratum: Mapped[str] = mapped_column(String(120), default="")
    rolled_up: Mapped[bool] = mapped_column(default=False)

    metric: Mapped[Metric] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")
