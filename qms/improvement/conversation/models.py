"""Comment, Mention, Follow and Notice: what was said, to whom, and who is told."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record, UtcDateTime, Words
from qms.people.models import Person


class NoticeKind(StrEnum):
    """What a notice is about."""

    MENTION = "mention"
    REPLY = "reply"
    COMMENT = "comment"
    TASK = "task"
    LOG_ENTRY = "log-entry"
    STAGE = "stage"
    ADOPTED = "adopted"
    PUBLISHED = "published"
    COLLABORATIVE = "collaborative"
    INVITED = "invited"
    SESSION = "session"
    FIGURES = "figures"
    WATCH = "watch"


class Comment(Record, Base):
    """Somebody's words about a project, or a reply to such; one level deep."""

    __tablename__ = "comment"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    text: Mapped[str] = mapped_column(Text)  # empty once withdrawn
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    edited_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    by: Mapped[Person] = relationship()
    project: Mapped[Project] = relationship()

    @property
    def is_withdrawn(self) -> bool:
        """Whether its words were taken back."""
        return self.withdrawn_at is not None


class Mention(Base):
    """Somebody whom a comment names."""

    __tablename__ = "mention"
    __table_args__ = (UniqueConstraint("comment_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)

    person: Mapped[Person] = relationship()


class Follow(Base):
    """A person's own choice to hear of a project, or not to; without one, those on the project hear of it."""

    __tablename__ = "follow"
    __table_args__ = (UniqueConstraint("project_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    following: Mapped[bool]


class Notice(Record, Base):
    """Something on a project that a person is told of once, on a page and in the day's mail. It says who did what and
    where, never the words themselves: those may be taken back."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_person_id_read_at", "person_id", "read_at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    kind: Mapped[NoticeKind] = mapped_column(Words(NoticeKind))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    tab: Mapped[str] = mapped_column(String(20))  # the part of the project's page that shows it
    anchor: Mapped[str] = mapped_column(String(40), default="")
    read_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    mailed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    by: Mapped[Person] = relationship(foreign_keys=[by_id])
    project: Mapped[Project] = relationship()
