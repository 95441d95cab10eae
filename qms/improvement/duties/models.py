"""Duty: the columns of a task and of an agreed action."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from qms.kernel.db import Record, Versioned
from qms.people.models import Person

SOON = dt.timedelta(days=7)


class Duty(Record, Versioned):
    """Mixin: what is to be done, by whom and by when; owner and day may be open at first."""

    what: Mapped[str] = mapped_column(String(200))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reminded_on: Mapped[dt.date | None]  # when its owner was last mailed about it

    @declared_attr
    def owner(cls: Any) -> Mapped[Person | None]:  # noqa: N805  SQLAlchemy hands in the class
        """Who does it."""
        return relationship(foreign_keys=[cls.owner_id])

    @declared_attr
    def done_by(cls: Any) -> Mapped[Person | None]:  # noqa: N805  as above
        """Who said that it is done."""
        return relationship(foreign_keys=[cls.done_by_id])

    @property
    def is_done(self) -> bool:
        """Whether somebody has done it."""
        return self.done_on is not None

    def is_late(self, today: dt.date) -> bool:
        """Whether it should have been done."""
        return not self.is_done and self.due_on is not None and self.due_on < today

    def is_due_soon(self, today: dt.date) -> bool:
        """Whether it is to be done within a week."""
        return not self.is_done and self.due_on is not None and today <= self.due_on <= today + SOON
