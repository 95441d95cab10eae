"""A year's counts, from plain rows. No database, no pages."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qms.improvement.impact.models import ImpactKind


@dataclass(frozen=True)
class Agreed:
    """How many actions were agreed, and of these how many are done, overdue, and neither."""

    agreed: int = 0
    done: int = 0
    overdue: int = 0

    @property
    def open(self) -> int:
        """Neither done nor overdue."""
        return self.agreed - self.done - self.overdue


@dataclass(frozen=True)
class Told:
    """One kind's entries of a year, and of the year before."""

    kind: ImpactKind
    now: int
    before: int


def agreed_of(rows: Iterable[tuple[dt.date | None, dt.date | None]], today: dt.date) -> Agreed:
    """Counts of (due on, done on) pairs as they stand today."""
    found = list(rows)
    return Agreed(
        agreed=len(found),
        done=sum(done is not None for _, done in found),
        overdue=sum(done is None and due is not None and due < today for due, done in found),
    )


def told_of(now: Mapping[ImpactKind, int], before: Mapping[ImpactKind, int]) -> list[Told]:
    """Every kind in its order, those without any entry too: that there was none is news as well."""
    return [Told(kind, now.get(kind, 0), before.get(kind, 0)) for kind in ImpactKind]


def beside(now: int, before: int) -> str:
    """'2 more than the year before', 'as many as the year before'."""
    if now == before:
        return "as many as the year before"
    return f"{difference(now, before).lower()} than the year before"


def difference(now: int, before: int) -> str:
    """'2 more', '2 fewer', 'The same': for a table that shows both numbers."""
    if now == before:
        return "The same"
    return f"{abs(now - before):,} {'more' if now > before else 'fewer'}"
