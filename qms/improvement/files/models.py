"""ProjectFile: what is known of a photo or document; its bytes lie in the instance's folder."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.improvement.projects.models import Project
from qms.kernel.db import Base, Record
from qms.people.models import Person


class ProjectFile(Record, Base):
    """A file of a project; `sha256` names its bytes as they are kept, after a photo was cleaned."""

    __tablename__ = "project_file"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    log_entry_id: Mapped[int | None] = mapped_column(ForeignKey("log_entry.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(String(200), default="")
    mimetype: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)  # bytes
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int | None]  # pixels; of pictures alone
    height: Mapped[int | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project] = relationship()
    by: Mapped[Person] = relationship()

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown, and has a small picture of itself."""
        return self.width is not None
