"""The row on its way in, and what storing rows did."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from qms.kernel.formats import count


class Row(NamedTuple):
    """One measurement, its metric and unit already resolved to ids. Empty is None; the whole is stratum ""."""

    metric_id: int
    unit_id: int
    stratum: str
    period: dt.date
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    n: float | None = None
    sd: float | None = None

    @property
    def figures(self) -> "Figures":
        """The numbers alone."""
        return Figures(self.value, self.numerator, self.denominator, self.n, self.sd)


class Figures(NamedTuple):
    """The numbers of one measurement, in the order of the table's columns."""

    value: float | None
    numerator: float | None
    denominator: float | None
    n: float | None
    sd: float | None


@dataclass(frozen=True)
class Comparison:
    """Rows against what is stored, by their place in the list: `changed` holds the figures that would be replaced."""

    new: list[int]
    changed: dict[int, Figures]
    same: list[int]

    @property
    def counts(self) -> "Stored":
        """How many rows are new, changed and the same."""
        return Stored(len(self.new), len(self.changed), len(self.same))


@dataclass(frozen=True)
class Stored:
    """What a store did, or would do. `series_ids`: every series whose chart changed, roll-ups included."""

    new: int
    changed: int
    same: int
    series_ids: frozenset[int] = field(default=frozenset(), repr=False)

    def __str__(self) -> str:
        return f"{self.new:,} new, {self.changed:,} changed, {self.same:,} the same"

    @property
    def nothing_changed(self) -> bool:
        """Whether everything was stored already."""
        return not (self.new or self.changed)

    @property
    def sentence(self) -> str:
        """What happened, for a person: what was stored, or that nothing had to be."""
        if self.nothing_changed:
            return (
                f"Nothing changed: all {count(self.same, 'row')} are stored already." if self.same else "There were no rows."
            )
        return f"{self}."
