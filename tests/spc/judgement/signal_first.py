"""Simulated changes that people make because a chart gave concern, and others that they make on any day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from qms.spc import Effect, analyse, analyse_many, did_it_work
from qms.spc.arrays import Floats
from qms.spc.enums import POINT_TYPES, SpecialCause

SEED = 20261122
FIRST, LAST = 16, 44
"""The points between which a concern is looked for."""

SINCE = 12
AT_ONCE = 200
_SIZE, _SHARE, _EVENTS = 300, 0.1, 9.0


@dataclass(frozen=True)
class Case:
    """A series whose change lies at a position; fewer is better, and nothing but `shift` changed there."""

    kind: str
    values: Floats
    position: int

    @property
    def settings(self) -> dict[str, object]:
        """What a chart of it needs."""
        sizes = {"denominators": np.full(len(self.values), float(_SIZE))} if self.kind == "p" else {}
        return {"chart": self.kind, "direction": "decrease"} | sizes

    def effect(self, without: list[int] | None = None) -> Effect:
        """What the change did; `without` some of the points before it."""
        found = did_it_work(self.values, change=self.position, exclude=without or (), **self.settings)
        assert found is not None
        return found

    def concern(self, near: int = 3, *, single: bool = False) -> list[int]:
        """The points of the concerns that the chart showed so near before the change, drawn from what came before it; only
        those outside the limits, or all of their runs."""
        before = Case(self.kind, self.values[: self.position], self.position)
        signals = analyse(before.values, **before.settings).signals
        near_ones = [each for each in signals if each.type.startswith("concern") and self.position - 1 - each.last <= near]
        if single:
            near_ones = [each for each in near_ones if each.rule is SpecialCause.OUTSIDE_LIMITS]
        return sorted({at for each in near_ones for at in range(each.first, each.last + 1)})


def live(kind: str, *, series: int, shift: float = 0.0, later: int = 0) -> list[Case]:
    """Changes so many points after the chart gave concern for the first time, as people saw it at that time."""
    return list(islice(_live(kind, shift, later), series))


def any_day(kind: str, *, series: int, shift: float = 0.0, before: int = 24) -> list[Case]:
    """Changes that nothing led to."""
    random = np.random.default_rng(SEED)
    made = [np.r_[_values(random, kind, before), _values(random, kind, SINCE, shift)] for _ in range(series)]
    return [Case(kind, values, before) for values in made]


def hindsight(kind: str, *, series: int, shift: float = 0.0) -> list[Case]:
    """Changes said to have come right after a concern that is seen only with all that came later on the chart."""
    return list(islice(_hindsight(kind, shift), series))


def share(cases: list[Case], found: Callable[[Case], bool]) -> float:
    """In which share of the cases something is found."""
    return sum(found(each) for each in cases) / len(cases)


def _live(kind: str, shift: float, later: int) -> Iterator[Case]:
    random = np.random.default_rng(SEED)
    while True:
        many = _values(random, kind, (AT_ONCE, LAST))
        seen = np.zeros(AT_ONCE, dtype=int)
        for points in range(FIRST, LAST):
            chart = analyse_many(many[:, :points], **Case(kind, many[0, :points], points).settings)
            concern = np.array([POINT_TYPES[code].startswith("concern") for code in chart.variation])
            seen = np.where((seen == 0) & concern, points, seen)
        for values, at in zip(many[seen > 0], seen[seen > 0], strict=True):
            more = _values(random, kind, later), _values(random, kind, SINCE, shift)
            yield Case(kind, np.r_[values[:at], *more], int(at) + later)


def _hindsight(kind: str, shift: float) -> Iterator[Case]:
    random = np.random.default_rng(SEED)
    while True:
        values = _values(random, kind, FIRST + LAST)
        signals = analyse(values, **Case(kind, values, 0).settings).signals
        ends = [each.last for each in signals if each.type.startswith("concern") and FIRST <= each.last + 1 <= LAST]
        if ends:
            at = min(ends) + 1
            since = _values(random, kind, SINCE, shift) if shift else values[at : at + SINCE]
            yield Case(kind, np.r_[values[:at], since], at)


def _values(random: np.random.Generator, kind: str, points: int | tuple[int, int], shift: float = 0.0) -> Floats:
    """Chance alone about a level that lies so many standard deviations below the usual one."""
    if kind == "p":
        level = _SHARE - shift * np.sqrt(_SHARE * (1 - _SHARE) / _SIZE)
        return random.binomial(_SIZE, level, points).astype(float)
    if kind == "c":
        return random.poisson(_EVENTS - shift * np.sqrt(_EVENTS), points).astype(float)
    return random.normal(10 - shift, 1, points)
