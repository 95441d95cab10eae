"""The driver graph: aim → primary → secondary → change idea, many to many, with metrics and projects attached."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.golden_thread.metrics.models import Series
from qms.kernel.db import Base, Record, Words


class DriverKind(StrEnum):
    """The columns of a driver diagram, from left to right."""

    AIM = "aim"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    CHANGE_IDEA = "change-idea"


COLUMNS = {kind: place for place, kind in enumerate(DriverKind)}
"""The column of each kind, from 0 at the left."""


class Driver(Record, Base):
    """One box of a plan's driver diagram."""

    __tablename__ = "driver"
    # The ids of deleted boxes are not given out again: what was deleted may be put back beside the boxes that it served.
    __table_args__ = {"sqlite_autoincrement": True}

    plan_id: Mapped[int] = mapped_column(ForeignKey("quality_plan.id"), index=True)
    kind: Mapped[DriverKind] = mapped_column(Words(DriverKind))
    text: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)


class DriverLink(Base):
    """An arrow: `child` helps to bring about `parent`. The first link is the child's place in the outline."""

    __tablename__ = "driver_link"
    __table_args__ = (UniqueConstraint("parent_id", "child_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("driver.id", ondelete="CASCADE"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("driver.id", ondelete="CASCADE"), index=True)


class DriverMeasure(Base):
    """A series that tells whether a driver moves."""

    __tablename__ = "driver_measure"
    __table_args__ = (UniqueConstraint("driver_id", "series_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    driver_id: Mapped[int] = mapped_column(ForeignKey("driver.id", ondelete="CASCADE"))
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)

    series: Mapped[Series] = relationship(lazy="joined")


class DriverProject(Base):
    """A project that tests or works on a driver. The room next door keeps projects; this table only names one."""

    __tablename__ = "driver_project"
    __table_args__ = (UniqueConstraint("driver_id", "project_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    driver_id: Mapped[int] = mapped_column(ForeignKey("driver.id", ondelete="CASCADE"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)


class DeletedDrivers(Record, Base):
    """Boxes that somebody deleted, kept so that they can be put back: `content` is written by drivers/deleting.py."""

    __tablename__ = "deleted_drivers"

    plan_id: Mapped[int] = mapped_column(ForeignKey("quality_plan.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    boxes: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    put_back: Mapped[bool] = mapped_column(default=False)
