"""What was asked of a project's sponsor and what was answered, step by step; where it stands is `Project.approval`."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.improvement.projects.models import Approval
from qms.kernel.db import Base, Record, Words
from qms.people.models import Person


class ApprovalStep(Record, Base):
    """Asked, approved, sent back for changes or declined: by whom, when and why."""

    __tablename__ = "project_approval_step"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    state: Mapped[Approval] = mapped_column(Words(Approval))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    by: Mapped[Person] = relationship(lazy="joined")
