"""People, their memberships, and the record of sign-in attempts."""

import datetime as dt

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel import clock
from qms.kernel.db import Base, Record, UtcDateTime, Versioned, Words
from qms.organisation.models import Unit
from qms.people.roles import ROLES, Permission, RoleName


class Person(UserMixin, Record, Versioned, Base):
    """Somebody who can sign in, or the system account that scheduled jobs act as."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), unique=True)  # stored in lower case
    job_title: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    # Rises when the password changes, so that older links and sessions stop working.
    credential_version: Mapped[int] = mapped_column(default=1)

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="person", lazy="selectin", foreign_keys="Membership.person_id", order_by="Membership.id"
    )

    @property
    def is_active(self) -> bool:
        """Whether this person may sign in (flask-login asks)."""
        return self.active

    def get_id(self) -> str:
        """The session's key: it dies when the password changes."""
        return f"{self.id}:{self.credential_version}"

    def can(self, permission: Permission, unit: Unit) -> bool:
        """Whether one of this person's roles permits it on `unit`: a role holds for its unit and all below."""
        return any(permission in ROLES[m.role].permissions and unit.is_within(m.unit) for m in self.memberships)

    def can_anywhere(self, permission: Permission) -> bool:
        """Whether one of this person's roles permits it on some unit."""
        return any(permission in ROLES[m.role].permissions for m in self.memberships)

    def units_where(self, permission: Permission) -> list[Unit]:
        """The units whose trees this person may do it in, without those below another of them."""
        tops = [m.unit for m in self.memberships if permission in ROLES[m.role].permissions]
        return [u for u in dict.fromkeys(tops) if not any(u is not o and u.is_within(o) for o in tops)]

    def has_role(self, role: RoleName) -> bool:
        """Whether this person holds the role anywhere."""
        return any(m.role is role for m in self.memberships)


class Membership(Record, Base):
    """A person's role on a unit and everything below it."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "unit_id", "role"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[RoleName] = mapped_column(Words(RoleName))

    person: Mapped[Person] = relationship(back_populates="memberships")
    unit: Mapped[Unit] = relationship(lazy="joined")


class SignInAttempt(Base):
    """A failed sign-in, kept to slow down guessing per account and per address."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_email_at", "email", "at"),
        Index("ix_sign_in_attempt_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=clock.now)
    email: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(45))
