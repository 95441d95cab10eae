"""Collaborative, its teams, shared measures, change package, events and storyboards."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.objectives.models import Objective
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.kernel.db import Base, Record, Versioned, Words
from qms.organisation.models import Unit
from qms.people.models import Person


class Collaborative(Record, Versioned, Base):
    """A programme of teams with one aim. It has ended when somebody has said so, with what was learned."""

    __tablename__ = "collaborative"

    title: Mapped[str] = mapped_column(String(160))
    aim: Mapped[str] = mapped_column(Text)  # how much, by when, for whom
    why: Mapped[str] = mapped_column(Text, default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)  # whose programme it is
    lead_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    objective_id: Mapped[int | None] = mapped_column(ForeignKey("objective.id"), index=True)
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    open_to_join: Mapped[bool] = mapped_column(default=True)  # whether a team may join by itself
    ended_on: Mapped[dt.date | None]
    learned: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship(lazy="joined")
    lead: Mapped[Person] = relationship(foreign_keys=[lead_id], lazy="joined")
    sponsor: Mapped[Person | None] = relationship(foreign_keys=[sponsor_id])
    objective: Mapped[Objective | None] = relationship(lazy="joined")

    @property
    def is_running(self) -> bool:
        """Whether nobody has ended it yet."""
        return self.ended_on is None


class CollaborativeTeam(Record, Base):
    """A project that takes part; one that has left keeps its row, with why, so that the history stays true."""

    __tablename__ = "collaborative_team"
    __table_args__ = (UniqueConstraint("collaborative_id", "project_id"),)

    collaborative_id: Mapped[int] = mapped_column(ForeignKey("collaborative.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    joined_on: Mapped[dt.date]
    left_on: Mapped[dt.date | None]
    left_why: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    collaborative: Mapped[Collaborative] = relationship()
    project: Mapped[Project] = relationship()


class SharedMeasure(Base):
    """A metric that every team measures on its own unit. The first outcome is the one that leads the page."""

    __tablename__ = "collaborative_measure"
    __table_args__ = (UniqueConstraint("collaborative_id", "metric_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    collaborative_id: Mapped[int] = mapped_column(ForeignKey("collaborative.id"))
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    metric: Mapped[Metric] = relationship(lazy="joined")


class TeamMeasure(Base):
    """A measure that a team's project has because the programme brought it, and that goes again when the team leaves."""

    __tablename__ = "collaborative_team_measure"
    __table_args__ = (UniqueConstraint("team_id", "link_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("collaborative_team.id"))
    link_id: Mapped[int] = mapped_column(ForeignKey("project_measure.id", ondelete="CASCADE"), index=True)

    link: Mapped[ProjectMeasure] = relationship()


class PackageIdea(Record, Versioned, Base):
    """A change of the change package, that any team may test. Withdrawn ones stay where teams have tested them."""

    __tablename__ = "package_idea"

    collaborative_id: Mapped[int] = mapped_column(ForeignKey("collaborative.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(160))
    how: Mapped[str] = mapped_column(Text, default="")  # how a team would try it
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("driver.id", ondelete="SET NULL"), index=True)
    withdrawn_on: Mapped[dt.date | None]


class IdeaInUse(Record, Base):
    """A team that took an idea over without a test of its own on record; tests on record speak for themselves."""

    __tablename__ = "package_idea_in_use"
    __table_args__ = (UniqueConstraint("idea_id", "team_id"),)

    idea_id: Mapped[int] = mapped_column(ForeignKey("package_idea.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("collaborative_team.id"), index=True)
    since: Mapped[dt.date]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class EventKind(StrEnum):
    """What a programme's calendar holds."""

    LEARNING_SESSION = "learning-session"
    ACTION_PERIOD = "action-period"
    CALL = "call"


class CollaborativeEvent(Record, Versioned, Base):
    """A learning session, the action period after it, or a call within one. `ends_on` is a day of it."""

    __tablename__ = "collaborative_event"

    collaborative_id: Mapped[int] = mapped_column(ForeignKey("collaborative.id"), index=True)
    kind: Mapped[EventKind] = mapped_column(Words(EventKind))
    title: Mapped[str] = mapped_column(String(160))
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    place: Mapped[str] = mapped_column(String(160), default="")
    agenda: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")  # written afterwards
    reminded_on: Mapped[dt.date | None]  # when the teams were reminded of it


class Attendance(Base):
    """How many people of a team came to a learning session or a call."""

    __tablename__ = "collaborative_attendance"
    __table_args__ = (UniqueConstraint("event_id", "team_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("collaborative_event.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("collaborative_team.id"), index=True)
    people: Mapped[int]


class Storyboard(Record, Versioned, Base):
    """A team's one page for a learning session; its chart and tests come from the record, these are its words."""

    __tablename__ = "storyboard"
    __table_args__ = (UniqueConstraint("event_id", "team_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("collaborative_event.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("collaborative_team.id"), index=True)
    headline: Mapped[str] = mapped_column(String(160), default="")
    tried: Mapped[str] = mapped_column(Text, default="")
    learned: Mapped[str] = mapped_column(Text, default="")
    ask: Mapped[str] = mapped_column(Text, default="")  # what the team needs help with
    next_steps: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
