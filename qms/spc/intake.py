"""Intake: what the caller gave becomes a checked, sorted panel."""

import operator
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Dates, Floats
from qms.spc.enums import ChartKind, Direction
from qms.spc.errors import SeriesError
from qms.spc.limits import xmr_method
from qms.spc.marks import Axis, check_present, check_reached, marked, phase_ids, read_marks
from qms.spc.numbers_in import Check, check_denominators, check_numbers, read_numbers
from qms.spc.panel import Panel
from qms.spc.periods import read_periods
from qms.spc.phases import Phases, baseline
from qms.spc.rule_sets import RuleSet


@dataclass(frozen=True)
class Setting:
    """What is asked of every series alike."""

    kind: ChartKind
    rules: RuleSet
    freeze: int | None
    screen_moving_ranges: bool
    single: bool


def read_setting(chart: str, rules: RuleSet, freeze: object, screen_moving_ranges: bool, single: bool) -> Setting:
    """Checks the chart kind and the freeze. Raises SeriesError with what is allowed."""
    kind = _member(ChartKind, chart, "chart")
    return Setting(kind, rules, _read_freeze(freeze, kind, rules), bool(screen_moving_ranges), single)


def read_directions(direction: str | Iterable[str], series: int) -> NDArray[np.intp]:
    """One code per series, from one word or a word per series."""
    words = [direction] if isinstance(direction, str) else list(direction)
    codes = [list(Direction).index(_member(Direction, word, "direction")) for word in words]
    if len(codes) not in (1, series):
        raise SeriesError(f"{len(codes)} directions for {series} series. Give one, or one each", argument="direction")
    return np.broadcast_to(np.array(codes, dtype=np.intp), (series,))


def read_targets(target: object, series: int) -> Floats:
    """One target per series, NaN for none."""
    targets = np.atleast_1d(read_numbers(target, "target"))
    if targets.ndim != 1 or len(targets) not in (1, series):
        raise SeriesError(f"targets of shape {targets.shape} for {series} series. Give one, or one each", argument="target")
    if np.isinf(targets).any():
        raise SeriesError("the target is infinite. Give a number, or none", argument="target")
    return np.broadcast_to(targets, (series,))


@dataclass(frozen=True)
class Table:
    """What the caller gave, as arrays of series × points in the order given.

    periods: 1 or series × points, or None. own_periods: each series has its own, so a point without one is padding.
    starts, ghosts: rebases and exclusions as read_marks returns them.
    """

    values: Floats
    denominators: Floats | None
    periods: Dates | None
    own_periods: bool
    starts: Axis
    ghosts: Axis

    def rows(self, start: int, stop: int) -> "Table":
        """Some of the series."""

        def cut(array):
            return array if array is None or len(array) == 1 else array[start:stop]

        parts = ("values", "denominators", "periods", "starts", "ghosts")
        return replace(self, **{name: cut(getattr(self, name)) for name in parts})


def read_table(
    values: object, setting: Setting, *, periods: object, denominators: object, rebase: object, exclude: object
) -> Table:
    """Shapes, numbers and dates. Raises SeriesError where they do not fit or are not what they should be."""
    numbers, below = _read_values(values, denominators, setting.kind, setting.single)
    dates, own_periods = _read_axis(periods, numbers.shape, setting.single)
    axis: Axis = np.arange(numbers.shape[1])[None, :] if dates is None else dates
    starts = read_marks(rebase, axis, "rebase", len(numbers))
    check_reached(starts, axis, "rebase")
    ghosts = read_marks(exclude, axis, "exclude", len(numbers))
    if setting.single:
        check_present(ghosts, axis, "exclude")
    return Table(numbers, below, dates, own_periods, starts, ghosts)


def read_panel(table: Table, setting: Setting) -> Panel:
    """The checked, sorted panel. Raises SeriesError naming what cannot be charted."""
    values, denominators, periods = table.values, table.denominators, table.periods
    check = Check(periods, setting.single)
    check_numbers(setting.kind, values, denominators, check)
    if denominators is not None:
        lost = np.isnan(values) | np.isnan(denominators)
        values, denominators = np.where(lost, np.nan, values), np.where(lost, np.nan, denominators)
    axis: Axis = np.arange(values.shape[1])[None, :]
    if periods is not None:
        check.refuse(np.isnat(periods) & ~np.isnan(values), "a value has no period. Give its date", "periods")
        values, denominators, periods = _sorted(values, denominators, periods, check)
        axis = periods
    ids = phase_ids(table.starts, axis)
    phases = Phases(values.shape, None if ids is None else np.broadcast_to(ids, values.shape))
    return Panel(
        kind=setting.kind,
        values=values,
        denominators=denominators,
        periods=periods,
        excluded=marked(table.ghosts, axis),
        phases=phases,
        baseline=baseline(phases, setting.freeze, xmr_method(setting.kind, setting.rules).freeze_each_phase),
        lengths=_lengths(values, periods if table.own_periods else None, setting.single),
    )


def _read_values(values: object, denominators: object, kind: ChartKind, single: bool) -> tuple[Floats, Floats | None]:
    """Values and denominators as series × points. Raises SeriesError where shapes do not fit or nothing is there."""
    check_denominators(kind, denominators)
    numbers = read_numbers(_listed(values), "values")
    numbers = numbers[None, :] if single and numbers.ndim == 1 else numbers
    if numbers.ndim != 2 or (single and len(numbers) != 1):
        wanted = "one series of points" if single else "series × points, padded with NaN at the end"
        raise SeriesError(f"values must be {wanted}, not of shape {np.shape(numbers)}")
    if numbers.shape[1] == 0 or (single and np.isnan(numbers).all()):
        raise SeriesError("there are no values to chart. Give one or more")
    if denominators is None:
        return numbers, None
    lower = read_numbers(_listed(denominators), "denominators")
    try:
        return numbers, np.broadcast_to(lower, numbers.shape)
    except ValueError:
        problem = f"denominators of shape {lower.shape} do not fit values of shape {numbers.shape}. Give one per value"
        raise SeriesError(problem, argument="denominators") from None


def _read_axis(periods: object, shape: tuple[int, int], single: bool) -> tuple[Dates | None, bool]:
    """Periods as 1 × points where shared, or series × points with NaT after an end; and whether they are the latter."""
    if periods is None:
        return None, False
    given = _dates(periods, single)
    dates = np.atleast_2d(given)
    if dates.shape not in ((1, shape[1]), shape):
        problem = f"periods of shape {dates.shape} do not fit values of shape {shape}. Give one per value"
        raise SeriesError(problem, argument="periods")
    return dates, given.ndim == 2 and len(dates) == shape[0]


def _dates(periods: object, single: bool) -> Dates:
    rows = _listed(periods)
    nested = (
        not single and not isinstance(rows, np.ndarray) and len(rows) > 0 and isinstance(rows[0], (list, tuple, np.ndarray))
    )
    if nested:
        rows = np.array(rows, dtype=None if isinstance(rows[0], np.ndarray) else object)
    return read_periods(rows, missing_allowed=not single and np.ndim(rows) == 2)


def _sorted(values: Floats, denominators: Floats | None, periods: Dates, check: Check) -> tuple[Floats, Floats | None, Dates]:
    order = np.argsort(periods, axis=1, kind="stable")
    ordered = np.take_along_axis(periods, order, axis=1)
    twice = np.zeros(periods.shape, dtype=bool)
    np.put_along_axis(twice[:, :], order[:, 1:], ordered[:, 1:] == ordered[:, :-1], axis=1)
    check.refuse(twice, "the period is there twice. Keep one row for each period", "periods")
    if (ordered == periods).all():
        return values, denominators, periods
    order = np.broadcast_to(order, values.shape)
    below = None if denominators is None else np.take_along_axis(denominators, order, axis=1)
    return np.take_along_axis(values, order, axis=1), below, ordered


def _lengths(values: Floats, own_periods: Dates | None, single: bool) -> NDArray[np.intp]:
    """Points of each series without its padding: rows without a period, or the missing values at the end."""
    points = values.shape[1]
    if single:
        return np.array([points])
    if own_periods is not None:
        return (~np.isnat(own_periods)).sum(axis=1)
    known = ~np.isnan(values)
    return np.where(known.any(axis=1), points - np.argmax(known[:, ::-1], axis=1), 0)


def _read_freeze(freeze: Any, kind: ChartKind, rules: RuleSet) -> int | None:
    if freeze is None:
        return None
    smallest = xmr_method(kind, rules).smallest_freeze
    try:
        points = operator.index(freeze)
    except TypeError:
        points = -1
    if points < smallest or isinstance(freeze, bool):
        problem = f"freeze is {freeze!r}: limits of this chart are frozen on a whole number of points, {smallest} or more"
        raise SeriesError(problem, argument="freeze")
    return points


def _member(words, word: object, argument: str):
    try:
        return words(word)
    except ValueError:
        raise SeriesError(f"there is no {argument} {word!r}. Use one of: {', '.join(words)}", argument=argument) from None


def _listed(given):
    return given if isinstance(given, (np.ndarray, list, tuple)) else list(given)
