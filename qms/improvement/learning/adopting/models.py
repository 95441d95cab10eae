"""Adoption: a project that takes another one over on a unit of its own."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel.db import Base, Record


class Adoption(Record, Base):
    """Which project came from which. `root_id` is the first of the whole tree, so that the tree is one query."""

    __tablename__ = "adoption"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), unique=True)
    origin_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
