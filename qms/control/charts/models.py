"""What people decide about a chart: where its limits start anew or what they rest on, notes, points left out.

Each can be undone."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from qms.kernel.db import Base, Record, UtcDateTime
from qms.people.models import Person


class _Decision(Record):
    """Mixin: a decision on one period of one series, with its author; undone, it stays on record."""

    period: Mapped[dt.date]
    undone_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    @declared_attr
    def series_id(cls) -> Mapped[int]:  # noqa: N805  SQLAlchemy hands in the class
        return mapped_column(ForeignKey("series.id"), index=True)

    @declared_attr
    def by_id(cls) -> Mapped[int]:  # noqa: N805
        return mapped_column(ForeignKey("person.id"))

    @declared_attr
    def undone_by_id(cls) -> Mapped[int | None]:  # noqa: N805
        return mapped_column(ForeignKey("person.id"))

    @declared_attr
    def by(cls) -> Mapped[Person]:  # noqa: N805
        return relationship(Person, foreign_keys=[cls.by_id], lazy="joined")  # type: ignore[list-item]


class PhaseStart(_Decision, Base):
    """From this period on the limits are calculated anew (a rebase), because the process changed."""

    __tablename__ = "phase_start"

    reason: Mapped[str] = mapped_column(Text)


class Annotation(_Decision, Base):
    """A note on a period, drawn as a numbered flag."""

    __tablename__ = "annotation"

    text: Mapped[str] = mapped_column(Text)


class Exclusion(_Decision, Base):
    """A point left out of the limits and rules, drawn hollow, with the reason."""

    __tablename__ = "exclusion"

    reason: Mapped[str] = mapped_column(Text)


class Baseline(_Decision, Base):
    """The limits rest on the points from `period` to `until` alone, both included; the rest is judged against them."""

    __tablename__ = "baseline"

    until: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(Text)


class SuggestionSetAside(_Decision, Base):
    """The suggestion to calculate the limits anew from this period on was looked at, and the process has not changed."""

    __tablename__ = "suggestion_set_aside"

    reason: Mapped[str] = mapped_column(Text)
