"""Project, its team, measures and log."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.objectives.models import Objective
from qms.kernel import clock
from qms.kernel.db import Base, Record, UtcDateTime, Versioned, Words
from qms.organisation.models import Unit
from qms.people.models import Person


class Stage(StrEnum):
    """How far a project has come, in order; PAUSED, STOPPED and ABANDONED may follow any.

    Stopped: something else ended it, such as time or staff, and somebody may take it up again. Abandoned: the change did
    not help or did harm, which the next team should know before it tries the same."""

    IDEA = "idea"
    PLANNING = "planning"
    TESTING = "testing"
    IMPLEMENTING = "implementing"
    SUSTAINING = "sustaining"
    PAUSED = "paused"
    COMPLETED = "completed"
    STOPPED = "stopped"
    ABANDONED = "abandoned"


class Method(StrEnum):
    """The way of working; it changes labels and prompts alone (see methods.py)."""

    MODEL_FOR_IMPROVEMENT = "model-for-improvement"
    LEAN_A3 = "lean-a3"
    BREAKTHROUGH = "breakthrough"
    AUDIT_CYCLE = "audit-cycle"
    OTHER = "other"


class Approval(StrEnum):
    """Where a project stands with its sponsor; ever only in organisations that want one to approve."""

    NOT_ASKED = "not-asked"
    WAITING = "waiting"
    CHANGES_ASKED = "changes-asked"
    APPROVED = "approved"
    DECLINED = "declined"


ENDED = (Stage.COMPLETED, Stage.STOPPED, Stage.ABANDONED)
DRAFT = (Stage.IDEA, Stage.PLANNING)


class Project(Record, Versioned, Base):
    """An improvement project: five fields to start, a charter that grows when it is needed."""

    __tablename__ = "project"

    title: Mapped[str] = mapped_column(String(160))  # what
    why: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)  # where
    lead_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # who
    due_on: Mapped[dt.date]  # by when
    objective_id: Mapped[int | None] = mapped_column(ForeignKey("objective.id"), index=True)
    signal_id: Mapped[int | None] = mapped_column(ForeignKey("signal.id"), index=True)  # the signal it answers
    stage: Mapped[Stage] = mapped_column(Words(Stage), default=Stage.IDEA, index=True)
    method: Mapped[Method] = mapped_column(Words(Method), default=Method.MODEL_FOR_IMPROVEMENT)
    team_only: Mapped[bool] = mapped_column(default=False)  # seen by the team alone while an idea or in planning
    approval: Mapped[Approval] = mapped_column(Words(Approval), default=Approval.NOT_ASKED, index=True)
    started_on: Mapped[dt.date | None]
    ended_on: Mapped[dt.date | None]
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, index=True)  # out of lists, kept and found
    aim: Mapped[str] = mapped_column(Text, default="")  # how much, by when, for whom
    problem: Mapped[str] = mapped_column(Text, default="")
    scope: Mapped[str] = mapped_column(Text, default="")  # what is in
    scope_out: Mapped[str] = mapped_column(Text, default="")  # what is left for later, or to others
    barriers: Mapped[str] = mapped_column(Text, default="")
    resources: Mapped[str] = mapped_column(Text, default="")  # time, people and money that it needs
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    coach_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    partner: Mapped[str] = mapped_column(
        String(160), default=""
    )  # lived experience: a group or a part; never a patient's name
    lived_experience: Mapped[str] = mapped_column(Text, default="")  # the partner's part in it
    team_score: Mapped[float | None]  # progress 0.5 to 5.0, in halves
    coach_score: Mapped[float | None]
    learned: Mapped[str] = mapped_column(Text, default="")  # asked for when it ends
    last_entry_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)

    unit: Mapped[Unit] = relationship(lazy="joined")
    lead: Mapped[Person] = relationship(foreign_keys=[lead_id], lazy="joined")
    sponsor: Mapped[Person | None] = relationship(foreign_keys=[sponsor_id])
    coach: Mapped[Person | None] = relationship(foreign_keys=[coach_id])
    objective: Mapped[Objective | None] = relationship(lazy="joined")

    @property
    def is_active(self) -> bool:
        """Whether it has not ended; a paused one has not."""
        return self.stage not in ENDED

    @property
    def is_archived(self) -> bool:
        """Whether it has been taken out of the lists."""
        return self.archived_at is not None


class ProjectMember(Base):
    """Somebody on the team, with the part that they play."""

    __tablename__ = "project_member"
    __table_args__ = (UniqueConstraint("project_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    part: Mapped[str] = mapped_column(String(80), default="")

    person: Mapped[Person] = relationship(lazy="joined")


class ProjectMeasure(Base):
    """A series that the project means to move, or must not harm."""

    __tablename__ = "project_measure"
    __table_args__ = (UniqueConstraint("project_id", "series_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)

    series: Mapped[Series] = relationship(lazy="joined")


class LogEntry(Record, Base):
    """What happened, in the team's words."""

    __tablename__ = "log_entry"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    happened_on: Mapped[dt.date]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    by: Mapped[Person] = relationship(lazy="joined")


class StageStep(Record, Base):
    """A change of stage: which, since when, by whom, and what was learned where the project ended."""

    __tablename__ = "stage_step"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    stage: Mapped[Stage] = mapped_column(Words(Stage))
    since: Mapped[dt.date] = mapped_column(index=True)  # round-ups and news ask what moved within a time
    learned: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    by: Mapped[Person] = relationship(lazy="joined")
