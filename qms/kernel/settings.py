"""Facts about this instance that live in its database, such as whether it is the demonstration."""

from typing import Any

from sqlalchemy import String, event, select
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel.db import Base, db

DEMONSTRATION = "demonstration"
ORGANISATION_NAME = "organisation-name"
DEFAULT_RULES = "default-rules"
PROJECT_APPROVAL = "project-approval"
BY_SPONSOR = "sponsor"  # the value of the one above where a sponsor approves projects

KNOWN = "qms.settings"
"""Where a database session keeps what it has read, until its transaction ends."""


class Setting(Base):
    """A named value."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(500))


def read(name: str, default: str = "") -> str:
    """The value stored under `name`."""
    row = db.session.get(Setting, name)
    return row.value if row else default


def read_once(name: str, default: str = "") -> str:
    """The value stored under `name`, asked of the database once a transaction: for what every chart needs to know."""
    known: dict[str, str | None] = db.session.info.setdefault(KNOWN, {})
    if name not in known:
        known[name] = db.session.scalar(select(Setting.value).where(Setting.name == name))
    value = known[name]
    return default if value is None else value


def read_several(*names: str) -> dict[str, str]:
    """The values stored under these names, in one query; names without a value are left out."""
    statement = select(Setting.name, Setting.value).where(Setting.name.in_(names))
    return dict(db.session.execute(statement).all())


def write(name: str, value: str) -> None:
    """Store `value` under `name`; flushed, not committed."""
    db.session.merge(Setting(name=name, value=value))
    db.session.flush()
    db.session.info.pop(KNOWN, None)


def is_demonstration() -> bool:
    """Whether this instance holds the demonstration trust, whose passwords everybody knows."""
    return read(DEMONSTRATION) == "yes"


@event.listens_for(db.session, "after_transaction_end")
def _forget(session: Any, _: Any) -> None:
    session.info.pop(KNOWN, None)
