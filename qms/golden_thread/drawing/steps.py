"""Lines in data space: the path through the values, and stepped lines for centre, limits and target."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isclose
from statistics import median

from qms.golden_thread.drawing.picture import Picture

Line = list[tuple[float, float]]

_REGULAR = 0.9  # share of equal steps that makes a rhythm regular
_LATE = 1.8  # a step of this many usual ones leaves a gap


def value_runs(picture: Picture) -> list[list[int]]:
    """Positions of the points joined by one line: it breaks at missing values and at missing periods."""
    late = _late_after(picture)
    runs: list[list[int]] = []
    run: list[int] = []
    for position, point in enumerate(picture.points):
        if point.value is None:
            run = []
            continue
        if run and late is not None and picture.x[position] - picture.x[position - 1] > late:
            run = []
        if not run:
            runs.append(run)
        run.append(position)
    return runs


def _late_after(picture: Picture) -> float | None:
    """The step in days beyond which periods are missing; None where the series keeps no regular rhythm."""
    if not picture.dated or picture.even:
        return None
    steps = [after - before for before, after in pairwise(picture.x)]
    if len(steps) < 4:
        return None
    usual = median(steps)
    equal = sum(abs(step - usual) <= 0.2 * usual for step in steps)
    return _LATE * usual if equal >= _REGULAR * len(steps) else None


def plateaus(picture: Picture) -> list[tuple[float, float, float]]:
    """(start, end, level) of each stretch of x over which the target stood at one level."""
    lines = stepped_lines(picture, "target")
    return [(line[i][0], line[i + 1][0], line[i][1]) for line in lines for i in range(0, len(line) - 1, 2)]


def edges(x: Sequence[float]) -> list[float]:
    """Boundaries between points, half-way to each neighbour: one more than there are points."""
    if not x:
        return []
    if len(x) == 1:
        return [x[0] - 0.5, x[0] + 0.5]
    middles = [(before + after) / 2 for before, after in pairwise(x)]
    return [x[0] - (x[1] - x[0]) / 2, *middles, x[-1] + (x[-1] - x[-2]) / 2]


def stepped_lines(picture: Picture, name: str) -> list[Line]:
    """The stepped line of one measure as polylines, each point's level reaching half-way to its neighbours.

    Equal neighbours become one straight piece. Phases never join, except for the target, which is promised
    across them.
    """
    bounds = edges(picture.x)
    levels = picture.column(name)
    if name == "target":
        return _steps(levels, bounds)
    lines: list[Line] = []
    for start, end in zip(picture.phases, [*picture.phases[1:], len(levels)], strict=True):
        lines += _steps(_filled(levels[start:end]), bounds[start : end + 1])
    return lines


def _steps(levels: Sequence[float | None], bounds: Sequence[float]) -> list[Line]:
    lines: list[Line] = []
    line: Line = []
    for position, level in enumerate(levels):
        if level is None:
            line = []
            continue
        left, right = bounds[position], bounds[position + 1]
        if not line:
            line = [(left, level), (right, level)]
            lines.append(line)
        elif isclose(line[-1][1], level, rel_tol=1e-12):
            line[-1] = (right, line[-1][1])
        else:
            line += [(left, level), (right, level)]
    return lines


def _filled(levels: Sequence[float | None]) -> Sequence[float | None]:
    """Levels with holes closed where both sides agree: a missing value does not cut a constant limit."""
    if None not in levels:
        return levels
    before: list[float | None] = []
    last: float | None = None
    for level in levels:
        last = level if level is not None else last
        before.append(last)
    filled: list[float | None] = []
    following: float | None = None
    for level, previous in zip(reversed(levels), reversed(before), strict=True):
        if level is not None:
            following = level
            filled.append(level)
        elif previous is None or following is None:
            filled.append(following if previous is None else previous)
        else:
            filled.append(previous if isclose(previous, following, rel_tol=1e-9) else None)
    return filled[::-1]
