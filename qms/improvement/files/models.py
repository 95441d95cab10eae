"""KeptFile: what is known of a photo or document, whatever it belongs to; ProjectFile: one of a project. The bytes lie in the
instance's folder."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from qms.improvement.files.keeping import Shelf
from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record
from qms.people.models import Person

PROJECTS = "projects"
"""The folder of all projects' shelves."""


class KeptFile(Record):
    """Mixin: a file as it is kept; `sha256` names its bytes after a photo was cleaned, `shelf` says where they lie."""

    name: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(String(200), default="")
    mimetype: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)  # bytes
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int | None]  # pixels; of pictures alone
    height: Mapped[int | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    @declared_attr
    def by(cls: Any) -> Mapped[Person]:  # noqa: N805  SQLAlchemy hands in the class
        """Who added it."""
        return relationship()

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown, and has a small picture of itself."""
        return self.width is not None

    @property
    def shelf(self) -> Shelf:
        """Where its bytes lie."""
        raise NotImplementedError


class ProjectFile(KeptFile, Base):
    """A file of a project, or of an entry in its log."""

    __tablename__ = "project_file"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    log_entry_id: Mapped[int | None] = mapped_column(ForeignKey("log_entry.id"), index=True)

    project: Mapped[Project] = relationship()

    @property
    def shelf(self) -> Shelf:
        """The project's."""
        return Shelf(PROJECTS, self.project_id)
