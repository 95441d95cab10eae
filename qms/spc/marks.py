"""Marks: the periods or positions at which a series is rebased or a point is excluded."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans, Integers
from qms.spc.errors import SeriesError
from qms.spc.periods import read_periods

_NEVER = np.iinfo(np.int64).max
# Dates or whole numbers; which of them is the caller's choice, the arithmetic is the same.
Axis = NDArray[Any]


def read_marks(marks: object, axis: Axis, argument: str, series: int) -> Axis:
    """Marks as 1 × marks (shared by all series) or series × marks (padded with what is never reached).

    marks: periods where the axis (1 or series × points) holds dates, otherwise 0-based positions; one, a list, or for a
    panel a list of lists. Raises SeriesError for what is neither.
    """
    given = _listed(marks)
    if not given:
        return np.zeros((1, 0), dtype=axis.dtype)
    if not any(_is_list(mark) for mark in given):
        return _read(given, axis, argument)[None, :]
    if len(given) != series:
        raise SeriesError(
            f"{argument} has {len(given)} lists for {series} series. Give one list per series", argument=argument
        )
    rows = [_read(_listed(row), axis, argument) for row in given]
    fill = np.datetime64("NaT", "D") if axis.dtype.kind == "M" else _NEVER
    padded = np.full((series, max(len(row) for row in rows)), fill, dtype=rows[0].dtype)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = row
    return padded


def phase_ids(marks: Axis, axis: Axis) -> Integers | None:
    """How many marks each point has reached: a mark applies from the first point on or after it. None without marks."""
    if not marks.size:
        return None
    ids = np.zeros((max(len(marks), len(axis)), axis.shape[1]), dtype=int, order="F")
    for column in range(marks.shape[1]):
        ids += axis >= marks[:, column : column + 1]
    return ids


def marked(marks: Axis, axis: Axis) -> Booleans | None:
    """The points that stand exactly on a mark; None without marks."""
    if not marks.size:
        return None
    found = np.zeros((max(len(marks), len(axis)), axis.shape[1]), dtype=bool, order="F")
    for column in range(marks.shape[1]):
        found |= axis == marks[:, column : column + 1]
    return found


def check_reached(marks: Axis, axis: Axis, argument: str) -> None:
    """Refuses a mark after the last point of its series (of all series, where it is shared)."""
    if not marks.size:
        return
    real = ~np.isnat(axis) if axis.dtype.kind == "M" else np.ones(axis.shape, dtype=bool)
    for row in range(len(marks)):
        own = slice(None) if len(marks) == 1 or len(axis) == 1 else slice(row, row + 1)
        points = axis[own][real[own]]
        beyond = [mark for mark in marks[row] if mark != _NEVER and points.size and mark > points.max()]
        if beyond:
            problem = f"{beyond[0]} is after the last point, {points.max()}. Choose an earlier one, or add the data first"
            raise SeriesError(f"{argument} {problem}", argument=argument, series=row if len(marks) > 1 else None)


def check_present(marks: Axis, axis: Axis, argument: str) -> None:
    """Refuses a mark that is no point of the series."""
    absent = marks[~np.isin(marks, axis)] if marks.size else marks
    if absent.size:
        raise SeriesError(f"{argument} {absent[0]} is none of the points. Give one of the periods charted", argument=argument)


def _read(marks: list[object], axis: Axis, argument: str) -> Axis:
    if axis.dtype.kind == "M":
        try:
            return read_periods(marks, argument=argument)
        except SeriesError as error:
            raise SeriesError(f"{argument}: {error.problem}", argument=argument) from None
    positions = np.zeros(len(marks), dtype=np.int64)
    for place, mark in enumerate(marks):
        if isinstance(mark, bool) or not isinstance(mark, (int, np.integer)) or mark < 0:
            problem = f"{argument} {mark!r} is not a position. Without periods, count points from 0"
            raise SeriesError(problem, argument=argument)
        positions[place] = int(mark)
    return positions


def _listed(marks: object) -> list[object]:
    if marks is None:
        return []
    if isinstance(marks, Iterable) and not isinstance(marks, (str, bytes)):
        return list(marks)
    return [marks]


def _is_list(mark: object) -> bool:
    return isinstance(mark, Iterable) and not isinstance(mark, (str, date, np.datetime64))
