"""Facts about this instance that live in its database, such as whether it is the demonstration."""

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel.db import Base, db

DEMONSTRATION = "demonstration"
ORGANISATION_NAME = "organisation-name"


class Setting(Base):
    """A named value."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(500))


def read(name: str, default: str = "") -> str:
    """The value stored under `name`."""
    row = db.session.get(Setting, name)
    return row.value if row else default


def read_several(*names: str) -> dict[str, str]:
    """The values stored under these names, in one query; names without a value are left out."""
    statement = select(Setting.name, Setting.value).where(Setting.name.in_(names))
    return dict(db.session.execute(statement).all())


def write(name: str, value: str) -> None:
    """Store `value` under `name`; flushed, not committed."""
    db.session.merge(Setting(name=name, value=value))
    db.session.flush()


def is_demonstration() -> bool:
    """Whether this instance holds the demonstration trust, whose passwords everybody knows."""
    return read(DEMONSTRATION) == "yes"
