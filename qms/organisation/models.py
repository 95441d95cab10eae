"""Unit: a node of the tree system > trust > division > pathway > ward."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel.db import Base, Record, Versioned, Words


class UnitKind(StrEnum):
    """What a unit is; the order is from the top of the tree down."""

    SYSTEM = "system"
    TRUST = "trust"
    DIVISION = "division"
    PATHWAY = "pathway"
    WARD = "ward"


class Level(StrEnum):
    """The three levels of a health system at which quality is led."""

    MACRO = "macro"
    MESO = "meso"
    MICRO = "micro"


LEVELS = {
    UnitKind.SYSTEM: Level.MACRO,
    UnitKind.TRUST: Level.MACRO,
    UnitKind.DIVISION: Level.MESO,
    UnitKind.PATHWAY: Level.MESO,
    UnitKind.WARD: Level.MICRO,
}


class Unit(Record, Versioned, Base):
    """A system, trust, division, pathway or ward.

    `path` is the materialised path of ids, ended by a slash ("1/4/12/"): everything below a unit starts with its path,
    so that a subtree is one indexed prefix search."""

    __tablename__ = "unit"
    __table_args__ = (Index("ix_unit_path", "path"),)

    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[UnitKind] = mapped_column(Words(UnitKind))
    ods_code: Mapped[str | None] = mapped_column(String(20), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    path: Mapped[str] = mapped_column(String(255), default="")
    retired: Mapped[bool] = mapped_column(default=False)

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id")

    @property
    def level(self) -> Level:
        """MACRO, MESO or MICRO."""
        return LEVELS[self.kind]

    @property
    def ancestor_ids(self) -> list[int]:
        """The ids from the top of the tree down to this unit's parent."""
        return [int(part) for part in self.path.split("/")[:-2]]

    def is_within(self, other: "Unit") -> bool:
        """Whether this unit is `other` or stands below it."""
        return self.path.startswith(other.path)
