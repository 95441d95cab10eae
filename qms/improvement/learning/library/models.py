"""LibraryEntry: one text of the library, with what a search narrows by."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.golden_thread.documents import Outcome
from qms.kernel.db import Base, Words
from qms.organisation.models import Unit


class LibraryEntry(Base):
    """What a room's thing says (see golden_thread/documents.py), copied here in the transaction that changed the thing.

    `noun` and `root_id` name the thing whose change writes it anew: a cycle's is its project, an idea's its plan. The words
    themselves are indexed by the database's own full-text search (see words_sqlite.py and words_postgresql.py)."""

    __tablename__ = "library_entry"
    __table_args__ = (UniqueConstraint("kind", "ref_id"), Index("ix_library_entry_root", "noun", "root_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    noun: Mapped[str] = mapped_column(String(20))
    root_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    ref_id: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    on: Mapped[dt.date] = mapped_column("on_day")
    state: Mapped[str] = mapped_column(String(40), default="")
    result: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[Outcome] = mapped_column(Words(Outcome), default=Outcome.UNKNOWN)
    outcome_since: Mapped[dt.date | None]  # the day on which this outcome was first known here
    method: Mapped[str] = mapped_column(String(40), default="")
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("quality_plan.id"), index=True)

    unit: Mapped[Unit] = relationship()
