"""ImpactEntry: something told to others, or that others changed because of it; AgreedAction: what a meeting agreed;
ImpactFile: a photo or document of an entry of a unit alone."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.golden_thread.objectives.models import Objective
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.duties.models import Duty
from qms.improvement.files.keeping import Shelf
from qms.improvement.files.models import KeptFile, ProjectFile
from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record, Versioned, Words
from qms.organisation.models import Unit
from qms.people.models import Person

IMPACT = "impact"
"""The folder of all entries' shelves."""


class ImpactKind(StrEnum):
    """What happened. Which fields each kind asks for: kinds.py."""

    PUBLICATION = "publication"
    PRESENTATION = "presentation"
    MEETING = "meeting"
    MEDIA = "media"
    POLICY = "policy"
    INVOLVEMENT = "involvement"
    AWARD = "award"


class PublicationStatus(StrEnum):
    """How far a publication has come."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    PUBLISHED = "published"


class ImpactEntry(Record, Versioned, Base):
    """Belongs to a project, or to a unit alone and then, where somebody said so, to an objective or a collaborative.

    The columns after `title` are each used by the kinds that ask for them and empty in the others: `who` are authors, an
    audience, organisations or roles, the owner of a policy, or a group; never a patient's name."""

    __tablename__ = "impact_entry"
    __table_args__ = (
        CheckConstraint("(project_id IS NULL) <> (unit_id IS NULL)", name="one_owner"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
        Index("ix_impact_entry_kind_happened_on", "kind", "happened_on"),
    )

    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    objective_id: Mapped[int | None] = mapped_column(ForeignKey("objective.id"), index=True)
    collaborative_id: Mapped[int | None] = mapped_column(ForeignKey("collaborative.id"), index=True)
    kind: Mapped[ImpactKind] = mapped_column(Words(ImpactKind))
    happened_on: Mapped[dt.date] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(200))
    who: Mapped[str] = mapped_column(String(300), default="")
    venue: Mapped[str] = mapped_column(String(200), default="")  # a journal, an event, an outlet, who gives an award
    place: Mapped[str] = mapped_column(String(160), default="")
    people: Mapped[int | None]  # how many listened
    reach: Mapped[str] = mapped_column(String(160), default="")  # of a medium, in words: "40,000 listeners"
    reference: Mapped[str] = mapped_column(String(300), default="")  # a DOI or a reference, as text
    status: Mapped[PublicationStatus | None] = mapped_column(Words(PublicationStatus))
    method: Mapped[str] = mapped_column(String(200), default="")  # how people were involved
    said: Mapped[str] = mapped_column(Text, default="")
    changed: Mapped[str] = mapped_column(Text, default="")
    effective_on: Mapped[dt.date | None]  # the day from which a policy holds
    score: Mapped[int | None]  # how good a meeting was, 1 to 5, said afterwards
    evaluation: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(String(500), default="")  # evidence elsewhere, as text
    # of a project's entry: one of the project's files; an entry of a unit has `files` of its own
    file_id: Mapped[int | None] = mapped_column(ForeignKey("project_file.id", ondelete="SET NULL"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project | None] = relationship()
    own_unit: Mapped[Unit | None] = relationship()
    objective: Mapped[Objective | None] = relationship()
    collaborative: Mapped[Collaborative | None] = relationship()
    file: Mapped[ProjectFile | None] = relationship()
    by: Mapped[Person] = relationship()
    files: Mapped[list["ImpactFile"]] = relationship(order_by="ImpactFile.id", viewonly=True)

    @property
    def unit(self) -> Unit:
        """The unit whose entry it is: its project's, or its own."""
        found = self.project.unit if self.project else self.own_unit
        assert found is not None  # noqa: S101  the database keeps one of the two; this tells the type checker
        return found


class AgreedAction(Duty, Base):
    """What somebody agreed to do in a meeting, who is mailed about it once. Its owner has an account or, outside, is named by
    organisation or role."""

    __tablename__ = "agreed_action"
    __table_args__ = (Index("ix_agreed_action_owner_id_done_on", "owner_id", "done_on"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("impact_entry.id", ondelete="CASCADE"), index=True)
    outside: Mapped[str] = mapped_column(String(160), default="")  # the owner, where it is nobody with an account

    entry: Mapped[ImpactEntry] = relationship()


class ImpactFile(KeptFile, Base):
    """What came with an entry of a unit alone, and goes with it."""

    __tablename__ = "impact_file"

    entry_id: Mapped[int] = mapped_column(ForeignKey("impact_entry.id", ondelete="CASCADE"), index=True)

    entry: Mapped[ImpactEntry] = relationship()

    @property
    def shelf(self) -> Shelf:
        """The entry's."""
        return Shelf(IMPACT, self.entry_id)
