"""Finding: what the chart of one measure says of its project's change."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel import clock
from qms.kernel.db import Base, UtcDateTime, Words
from qms.spc import Judgement


class Finding(Base):
    """One for each measure of a project with a change, written, like a reading, in the transaction that changed the
    measurements, so that lists of thousands of projects need no statistics.

    It holds for one day of change: where the project's own day has moved since, the finding is passed over and the chart
    is asked (see queries.py). `judgement` is None where there is nothing to compare yet, and the words are None in findings
    from before words were kept."""

    __tablename__ = "project_finding"

    link_id: Mapped[int] = mapped_column(ForeignKey("project_measure.id", ondelete="CASCADE"), primary_key=True)
    change_on: Mapped[dt.date]
    judgement: Mapped[Judgement | None] = mapped_column(Words(Judgement))
    meaning: Mapped[Judgement | None] = mapped_column(Words(Judgement))
    sustained: Mapped[int] = mapped_column(default=0)  # points that the special cause has lasted
    differs: Mapped[bool] = mapped_column(default=False)  # whether the averages clearly differ
    meets_target: Mapped[bool | None]  # whether the process will go on meeting it; None without a target
    told: Mapped[str | None] = mapped_column(Text)  # the averages: "the average of Falls is lower: 5.9 before, 3.0 after …"
    judged: Mapped[str | None] = mapped_column(Text)  # what the chart makes of it, in a sentence
    written_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)
