"""Benefit: an amount that a project claims, with how it was worked out, and whether somebody checked it."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record, Versioned, Words
from qms.people.models import Person


class BenefitKind(StrEnum):
    """What is gained. Cash that is released leaves a budget; cash that is not is time or capacity with a price on it."""

    HARM = "harm-avoided"
    BED_DAYS = "bed-days"
    CASH = "cash-releasing"
    WORTH = "cash-non-releasing"
    TIME = "staff-time"


class Per(StrEnum):
    """How often the amount comes."""

    ONCE = "once"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class BenefitState(StrEnum):
    """Whether somebody outside the team has checked it."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    REFUSED = "not-confirmed"


class Benefit(Record, Versioned, Base):
    """`amount` in the kind's own measure (£, days, hours, events) each `per`, from `starts_on` until `ends_on` or for good.

    `checked_by` says in words who checked it, such as the finance partner of a division, who may have no account;
    `recorded_by` is the person who wrote that down."""

    __tablename__ = "benefit"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    kind: Mapped[BenefitKind] = mapped_column(Words(BenefitKind), index=True)
    what: Mapped[str] = mapped_column(String(160), default="")  # "falls with harm", "physiotherapists' time"
    amount: Mapped[float]
    per: Mapped[Per] = mapped_column(Words(Per))
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    method: Mapped[str] = mapped_column(Text)  # how it was worked out
    assumptions: Mapped[str] = mapped_column(Text)
    state: Mapped[BenefitState] = mapped_column(Words(BenefitState), default=BenefitState.CLAIMED, index=True)
    checked_by: Mapped[str] = mapped_column(String(160), default="")
    checked_note: Mapped[str] = mapped_column(Text, default="")
    checked_on: Mapped[dt.date | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=[by_id])
    recorded_by: Mapped[Person | None] = relationship(foreign_keys=[recorded_by_id])
