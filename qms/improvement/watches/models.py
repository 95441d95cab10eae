"""ControlWatch: one measure of a finished project, watched for an agreed time."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.golden_thread.metrics.models import Series
from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record, UtcDateTime, Words


class WatchState(StrEnum):
    """What became of a watch."""

    WATCHING = "watching"
    SLIPPED = "slipped"  # the gain was lost, or what had none got worse; the project was opened again
    RAN_OUT = "ran-out"  # the agreed time is over
    ENDED = "ended"  # somebody ended it, or opened the project again


class ControlWatch(Record, Base):
    """`improved`: whether the chart showed a real improvement when the watch began, which it can lose. `reason`: why it
    slipped, ran out or was ended, or the one point that gave concern while it goes on; that is `noted_id`. `told_at`: when
    the team was told by mail."""

    __tablename__ = "control_watch"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    starts_on: Mapped[dt.date]
    until_on: Mapped[dt.date]
    state: Mapped[WatchState] = mapped_column(Words(WatchState), default=WatchState.WATCHING, index=True)
    improved: Mapped[bool] = mapped_column(default=False)
    over_on: Mapped[dt.date | None]  # when it slipped, ran out or was ended
    reason: Mapped[str] = mapped_column(Text, default="")
    told_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    noted_id: Mapped[int | None] = mapped_column(ForeignKey("signal.id", ondelete="SET NULL"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project] = relationship()
    series: Mapped[Series] = relationship(lazy="joined")

    @property
    def is_watching(self) -> bool:
        """Whether it goes on."""
        return self.state is WatchState.WATCHING
