"""Reads a control chart (the engine's object or its `to_dict()`) into what can be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import isclose, isfinite
from typing import Any, Protocol

from qms.golden_thread.drawing.words import mark_of

VARYING_LIMITS = frozenset({"p", "p'", "p′", "pp", "u", "u'", "u′", "up", "ip", "xbar", "s", "ewma"})
"""Kinds whose limits differ from point to point without having been calculated anew."""
ANOTHER_SCALE = frozenset({"mr", "s", "cusum"})
"""Kinds that plot something else than what a target is set for: it is not drawn there."""
EVENTS = frozenset({"t", "g"})
"""Kinds with a point whenever something happens: points stand side by side, each with its date."""


class ControlChartLike(Protocol):
    """The engine's chart: anything that gives the stable dictionary."""

    def to_dict(self) -> Mapping[str, Any]:
        """The chart as the dictionary of the stable interface."""
        ...


Chart = Mapping[str, Any] | ControlChartLike
Target = float | Sequence[float | None] | None
Levels = tuple[float | None, ...]
Bounds = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a picture; what is missing, or not a number, is None."""

    date: date | None
    value: float | None
    centre: float | None
    lower: float | None
    upper: float | None
    target: float | None
    special_cause: str | None
    type: str | None
    excluded: bool

    @property
    def mark(self) -> str:
        """What a special cause is drawn as; "" for a common cause."""
        return mark_of(self.type, self.special_cause)


@dataclass(frozen=True)
class Picture:
    """A chart ready to be drawn: its points, the position on the x axis of each, and where phases start.

    arms: both sums of a CUSUM chart, upper and lower, in place of the one line through the values. even: the x axis counts
    points and is no calendar, though they may have dates. baseline: the first and the last of the points that limits rest on,
    where these are not all. bounds: the least and the greatest that a value can be, where there is such a thing; limits
    beyond are no lines, and the band between the limits ends there."""

    kind: str
    points: tuple[Point, ...]
    x: tuple[float, ...]
    phases: tuple[int, ...]
    explanation: str
    arms: tuple[Levels, Levels] | None = None
    even: bool = False
    baseline: tuple[int, int] | None = None
    bounds: Bounds = (None, None)
    band: tuple[Levels, Levels] = ((), ())  # the limits within the bounds, upper and lower

    @property
    def dated(self) -> bool:
        """Whether the points have dates."""
        return bool(self.points) and self.points[0].date is not None

    @property
    def days(self) -> list[float]:
        """The dates as numbers; empty where there are none."""
        return [float(point.date.toordinal()) for point in self.points if point.date]

    def column(self, name: str) -> Sequence[float | None]:
        """One measure ("value", "centre", "lower", "upper", "target", "band-upper", "band-lower") of every point."""
        return self._columns[name]

    @cached_property
    def _columns(self) -> dict[str, tuple[float | None, ...]]:
        """Read once: a drawing asks for its columns some two dozen times."""
        names = ("value", "centre", "lower", "upper", "target")
        rows = [(each.value, each.centre, each.lower, each.upper, each.target) for each in self.points]
        columns = dict(zip(names, zip(*rows, strict=True) if rows else ((),) * len(names), strict=True))
        return columns | {"band-upper": self.band[0], "band-lower": self.band[1]}


def read_chart(
    chart: Chart,
    *,
    target: Target = None,
    phases: Sequence[int] | None = None,
    even: bool | None = None,
    baseline: tuple[int, int] | None = None,
) -> Picture:
    """A picture of `chart`. `target` and `phases` (start positions) are those of the chart unless given.

    `target` may be one number, or a number per point where the target changed over time. `even` sets points side by side
    whatever their dates; by default where a chart has a point whenever something happens.
    """
    data: Mapping[str, Any] = chart if isinstance(chart, Mapping) else chart.to_dict()
    rows = data.get("points") or []
    if target is None:
        target = data.get("target", getattr(chart, "target", None))
        if any("target" in row for row in rows):
            target = [row.get("target") for row in rows]
    kind = str(data.get("chart") or "xmr")
    targets = _targets(None if kind in ANOTHER_SCALE else target, len(rows))
    whole = tuple(_point(row, goal) for row, goal in zip(rows, targets, strict=True))
    bounds: Bounds = tuple(data.get("bounds") or (None, None))
    points = tuple(_within(point, bounds) for point in whole)
    if phases is None and not isinstance(chart, Mapping):
        phases = [phase.start for phase in getattr(chart, "phases", ())] or None
    starts = tuple(phases) if phases is not None else find_phases(whole, kind)
    counted = kind in EVENTS if even is None else even
    x = tuple(
        float(point.date.toordinal()) if point.date and not counted else float(position + 1)
        for position, point in enumerate(points)
    )
    return Picture(
        kind=kind,
        points=points,
        x=x,
        phases=tuple(sorted({0, *(start for start in starts if 0 < start < len(points))})),
        explanation=str(data.get("explanation") or ""),
        arms=_arms(data.get("arms", getattr(chart, "arms", None)), len(points)),
        even=counted,
        baseline=baseline,
        bounds=bounds,
        band=(
            tuple(_clamped(point.upper, bounds) for point in whole),
            tuple(_clamped(point.lower, bounds) for point in whole),
        ),
    )


def _within(point: Point, bounds: Bounds) -> Point:
    """The point without limits that no value can pass."""
    least, greatest = bounds
    lower = None if least is not None and point.lower is not None and point.lower < least else point.lower
    upper = None if greatest is not None and point.upper is not None and point.upper > greatest else point.upper
    return point if (lower, upper) == (point.lower, point.upper) else replace(point, lower=lower, upper=upper)


def _clamped(level: float | None, bounds: Bounds) -> float | None:
    least, greatest = bounds
    if level is None:
        return None
    level = level if least is None else max(level, least)
    return level if greatest is None else min(level, greatest)


def find_phases(points: Sequence[Point], kind: str) -> tuple[int, ...]:
    """Positions where the limits were calculated anew: the centre changes, or constant limits change."""
    names = ("centre",) if kind in VARYING_LIMITS else ("centre", "lower", "upper")
    starts = [0]
    known: dict[str, float] = {}
    for position, point in enumerate(points):
        now = {name: value for name in names if (value := getattr(point, name)) is not None}
        if any(not isclose(value, known.get(name, value), rel_tol=1e-9, abs_tol=1e-12) for name, value in now.items()):
            starts.append(position)
            known = {}
        known.update(now)
    return tuple(starts)


def as_date(value: object) -> date | None:
    """A date from a date, a datetime or an ISO string; None for None. Raises ValueError for other text."""
    if value is None or value == "":
        return None
    return date.fromisoformat(str(value)[:10])


def _point(row: Mapping[str, Any], target: float | None) -> Point:
    return Point(
        date=as_date(row.get("date")),
        value=_number(row.get("value")),
        centre=_number(row.get("centre")),
        lower=_number(row.get("lower")),
        upper=_number(row.get("upper")),
        target=target,
        special_cause=row.get("special_cause"),
        type=row.get("type"),
        excluded=bool(row.get("excluded")),
    )


def _targets(target: object, count: int) -> list[float | None]:
    if isinstance(target, Sequence) and not isinstance(target, str):
        if len(target) != count:
            raise ValueError(f"The target has {len(target)} values for {count} points: give one number or one per point.")
        return [_number(value) for value in target]
    return [_number(target)] * count


def _arms(arms: Any, count: int) -> tuple[Levels, Levels] | None:
    if arms is None:
        return None
    upper, lower = (tuple(_number(value) for value in arm) for arm in arms)
    if len(upper) != count or len(lower) != count:
        raise ValueError(f"The arms have {len(upper)} and {len(lower)} values for {count} points: give one per point.")
    return upper, lower


def _number(value: Any) -> float | None:
    if value is None:
        return None
    number = float(value)
    return number if isfinite(number) else None
