"""RoundUpReader: somebody who asked for the month's round-up by mail."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel.db import Base, Record
from qms.people.models import Person


class RoundUpReader(Record, Base):
    """One a person; `mailed_for` is the first day of the last month that was mailed, so that none comes twice."""

    __tablename__ = "round_up_reader"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    mailed_for: Mapped[dt.date | None]

    person: Mapped[Person] = relationship()
