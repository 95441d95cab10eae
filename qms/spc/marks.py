"""Marks: the periods or positions at which a series is rebased or a point is excluded."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
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
    given = [] if isinstance(marks, tuple) and not marks else _listed(marks)
    if not given:
        return np.zeros((1, 0), dtype=axis.dtype)
    if not any(_is_list(mark) for mark in given):
        return _read(given, axis, argument)[None, :]
    if len(given) != series:
        raise SeriesError(
            f"{argument} has {len(given)} lists for {series} series. Give one list per series", argument=argument
        )
    rows = [row if isinstance(row, (list, tuple)) else _listed(row) for row in given]
    lengths = np.fromiter(map(len, rows), dtype=int, count=series)
    fill = np.datetime64("NaT", "D") if axis.dtype.kind == "M" else _NEVER
    padded = np.full((series, lengths.max()), fill, dtype=axis.dtype)
    padded[np.arange(padded.shape[1]) < lengths[:, None]] = _read(list(chain.from_iterable(rows)), axis, argument)
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
    last = np.fmax.reduce(axis, axis=1, keepdims=True)
    if len(marks) == 1:
        last = np.fmax.reduce(last, axis=0, keepdims=True)
    beyond = (marks > last) if axis.dtype.kind == "M" else (marks > last) & (marks != _NEVER)
    if beyond.any():
        row, column = divmod(int(np.argmax(beyond)), marks.shape[1])
        end = last[row if len(last) > 1 else 0, 0]
        problem = f"{marks[row, column]} is after the last point, {end}. Choose an earlier one, or add the data first"
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
    for mark in () if _are_positions(marks) else marks:
        if isinstance(mark, bool) or not isinstance(mark, (int, np.integer)) or not 0 <= mark < _NEVER:
            problem = f"{argument} {mark!r} is not a position. Without periods, count points from 0"
            raise SeriesError(problem, argument=argument)
    return np.array(marks, dtype=np.int64)


def _are_positions(marks: list[Any]) -> bool:
    """Whether there is no need to look at each."""
    return set(map(type, marks)) <= {int} and (not marks or (min(marks) >= 0 and max(marks) < _NEVER))


def _listed(marks: object) -> list[object]:
    if marks is None:
        return []
    if isinstance(marks, Iterable) and not isinstance(marks, (str, bytes)):
        return list(marks)
    return [marks]


def _is_list(mark: object) -> bool:
    return isinstance(mark, Iterable) and not isinstance(mark, (str, date, np.datetime64))
