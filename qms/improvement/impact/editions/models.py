"""YearEdition: a unit's financial year as it stood when somebody kept it."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel.db import Base, Record, UtcDateTime
from qms.organisation.models import Unit
from qms.people.models import Person


class YearEdition(Record, Base):
    """`content` is the whole year in words and figures (see yearly/story.py); later changes of the log, the projects and the
    charts do not reach it. One that was withdrawn keeps its place and says why."""

    __tablename__ = "year_edition"
    __table_args__ = (UniqueConstraint("unit_id", "year", "edition"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]  # a financial year, by the calendar year in which it begins
    edition: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=[by_id])
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=[withdrawn_by_id])

    @property
    def is_withdrawn(self) -> bool:
        """Whether it has been taken back."""
        return self.withdrawn_at is not None
