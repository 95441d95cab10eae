"""FiguresAsked: that a team's lead was asked for a period's figures, so that nobody is asked twice."""

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel.db import Base, Record


class FiguresAsked(Record, Base):
    """One request for the figures of one period."""

    __tablename__ = "collaborative_figures_asked"
    __table_args__ = (UniqueConstraint("team_id", "metric_id", "period"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("collaborative_team.id"))
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"), index=True)
    period: Mapped[dt.date]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
