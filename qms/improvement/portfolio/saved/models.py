"""PortfolioFilter: what the portfolio is narrowed to, how it is ordered and which view shows it, under a name."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel.db import Base, Record, Words
from qms.organisation.models import Unit
from qms.people.models import Person


class Sharing(StrEnum):
    """Who finds it in their list besides its owner."""

    NOBODY = "nobody"
    UNIT = "unit"  # whoever has a role in `unit` or below it
    EVERYBODY = "everybody"


class PortfolioFilter(Record, Base):
    """`query` is the address without the view, as `filters.query_text` writes it; "me" in it is whoever opens it."""

    __tablename__ = "portfolio_filter"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(80))
    view: Mapped[str] = mapped_column(String(20))  # a key of views.VIEWS
    query: Mapped[str] = mapped_column(String(1000), default="")
    sharing: Mapped[Sharing] = mapped_column(Words(Sharing), default=Sharing.NOBODY, index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)  # of Sharing.UNIT
    opens_first: Mapped[bool] = mapped_column(default=False)  # at most one of a person's

    person: Mapped[Person] = relationship(lazy="joined")
    unit: Mapped[Unit | None] = relationship()
