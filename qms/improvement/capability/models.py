"""Programmes, learners and their trainings; staff counts and targets; coaches; files on their way in."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel import clock
from qms.kernel.db import Base, Record, UtcDateTime, Versioned, Words
from qms.organisation.models import Unit
from qms.people.models import Person


class Tier(StrEnum):
    """How much of improvement a programme teaches, in order; NONE counts towards no target."""

    NONE = "none"
    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"


class Programme(Record, Versioned, Base):
    """Something that is taught, such as QSIR Practitioner or a local bronze day."""

    __tablename__ = "training_programme"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str] = mapped_column(String(120))
    tier: Mapped[Tier] = mapped_column(Words(Tier), default=Tier.NONE)
    refresher_months: Mapped[int | None]  # None: it is learned once
    about: Mapped[str] = mapped_column(Text, default="")
    retired: Mapped[bool] = mapped_column(default=False)


class Learner(Record, Base):
    """Somebody who was trained. Of those without an account no more is kept than a name and, at most, an address."""

    __tablename__ = "learner"

    name: Mapped[str] = mapped_column(String(120))  # of somebody with an account, the account's name is shown
    email: Mapped[str | None] = mapped_column(String(254), unique=True)  # in lower case; None where there is an account
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)

    person: Mapped[Person | None] = relationship(lazy="joined")

    @property
    def called(self) -> str:
        """The name to show."""
        return self.person.name if self.person else self.name


class Placement(Record, Base):
    """Where a learner works, from a day on; the one without an end is the present one. Coverage counts people there."""

    __tablename__ = "learner_placement"
    __table_args__ = (Index("ix_learner_placement_unit_id_until", "unit_id", "until"),)

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    since: Mapped[dt.date]
    until: Mapped[dt.date | None]  # the first day on which it no longer holds

    unit: Mapped[Unit] = relationship(lazy="joined")


class Training(Record, Base):
    """A programme that a learner completed. `refresh_by` follows from the programme, kept so that lists can ask for it."""

    __tablename__ = "training"
    __table_args__ = (
        UniqueConstraint("learner_id", "programme_id", "completed_on"),
        Index("ix_training_programme_id_refresh_by", "programme_id", "refresh_by"),
    )

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("training_programme.id"))
    completed_on: Mapped[dt.date]
    refresh_by: Mapped[dt.date | None]
    told_soon_on: Mapped[dt.date | None]  # when its learner was mailed that it runs out
    told_over_on: Mapped[dt.date | None]  # and that it has run out
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    programme: Mapped[Programme] = relationship(lazy="joined")
    learner: Mapped[Learner] = relationship()


class RefresherQuiet(Record, Base):
    """Somebody who wants no letters about refreshers."""

    __tablename__ = "refresher_quiet"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)


class StaffCount(Record, Base):
    """How many people work at a unit and everything below it, counted on a day."""

    __tablename__ = "staff_count"
    __table_args__ = (UniqueConstraint("unit_id", "counted_on"), CheckConstraint("staff >= 1", name="somebody"))

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    counted_on: Mapped[dt.date] = mapped_column(index=True)
    staff: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    unit: Mapped[Unit] = relationship(lazy="joined")


class CoverageTarget(Record, Base):
    """The dose wanted: the share of staff at a tier or above, at a unit and all below it without a target of their own."""

    __tablename__ = "coverage_target"
    __table_args__ = (
        UniqueConstraint("unit_id", "tier"),
        CheckConstraint("share > 0 AND share <= 1", name="a_share"),
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    tier: Mapped[Tier] = mapped_column(Words(Tier))
    share: Mapped[float]  # of 1
    due_on: Mapped[dt.date | None]

    unit: Mapped[Unit] = relationship(lazy="joined")


class Part(StrEnum):
    """What somebody offers to other teams."""

    COACH = "coach"
    FELLOW = "fellow"


class Availability(StrEnum):
    """Whether somebody can take on more."""

    WILLING = "willing"
    LATER = "later"
    FULL = "full"


class CoachProfile(Record, Versioned, Base):
    """What a coach or fellow says of themselves, so that teams find them."""

    __tablename__ = "coach_profile"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)  # where they are based
    part: Mapped[Part] = mapped_column(Words(Part), default=Part.COACH)
    availability: Mapped[Availability] = mapped_column(Words(Availability), default=Availability.WILLING)
    about: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship(lazy="joined")
    skills: Mapped[list["CoachSkill"]] = relationship(lazy="selectin", cascade="all, delete-orphan", order_by="CoachSkill.id")


class CoachSkill(Base):
    """One thing that a coach or fellow can help with: a word of `coaches.skills`."""

    __tablename__ = "coach_skill"
    __table_args__ = (UniqueConstraint("profile_id", "skill"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("coach_profile.id"))
    skill: Mapped[str] = mapped_column(String(40))


class ImportState(StrEnum):
    """Where a file stands: nothing of it is a training until STORED."""

    WAITING = "waiting"
    STORED = "stored"
    DISCARDED = "discarded"


class TrainingImport(Record, Base):
    """A learning system's file. Its bytes, which name people, are kept only until the last button."""

    __tablename__ = "training_import"

    filename: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[ImportState] = mapped_column(Words(ImportState), default=ImportState.WAITING)
    pasted: Mapped[bool] = mapped_column(default=False)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    new: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    people: Mapped[int] = mapped_column(default=0)  # learners made for it
    moved: Mapped[int] = mapped_column(default=0)
    errors: Mapped[int] = mapped_column(default=0)

    by: Mapped[Person] = relationship(lazy="joined")


class TrainingColumns(Base):
    """How the columns of a learning system were read last time, found again by the fingerprint of the header."""

    __tablename__ = "training_columns"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)
    used_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
