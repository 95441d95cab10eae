"""What was asked of a project's sponsor and what was answered, step by step; where it stands is `Project.approval`."""

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.improvement.projects.models import Approval
from qms.kernel.db import Base, Record, Words
from qms.people.models import Person


class ApprovalStep(Record, Base):
    """Asked, approved, sent back for changes, declined, or to be asked again: by whom, when and why. A step that asks holds
    who was asked and who was on the team then: both decide who may answer, whatever the charter says later."""

    __tablename__ = "project_approval_step"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    state: Mapped[Approval] = mapped_column(Words(Approval))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    team_ids: Mapped[list[int] | None] = mapped_column(JSON)

    by: Mapped[Person] = relationship(lazy="joined", foreign_keys=[by_id])
    asked: Mapped[Person | None] = relationship(foreign_keys=[asked_id])
