"""Letter: one mail to one address, from the moment it is due until it is a month old."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel import clock
from qms.kernel.db import Base, UtcDateTime

LONGEST_SUBJECT = 200
LONGEST_ERROR = 300


class LetterState(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given up"


class Letter(Base):
    """A letter. `body` is empty once it was sent; `next_try_at` is empty once nothing more will be tried."""

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_next_try_at", "next_try_at"), Index("ix_letter_queued_at", "queued_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    body: Mapped[str] = mapped_column(Text)
    queued_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)
    next_try_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=clock.now)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str] = mapped_column(String(LONGEST_ERROR), default="")

    @property
    def state(self) -> LetterState:
        """What became of it."""
        if self.sent_at is not None:
            return LetterState.SENT
        return LetterState.WAITING if self.next_try_at is not None else LetterState.GIVEN_UP
