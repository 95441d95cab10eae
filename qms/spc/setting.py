"""The setting: what is asked of every series alike, checked."""

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qms.spc.enums import DIRECTIONS, ChartKind, Direction
from qms.spc.errors import SeriesError
from qms.spc.limits import xmr_method
from qms.spc.parameters import Parameters, read_parameters
from qms.spc.rule_sets import RuleSet


@dataclass(frozen=True)
class Setting:
    """The chart kind, the rules, and what the limits are made from."""

    kind: ChartKind
    rules: RuleSet
    freeze: int | None
    screen_moving_ranges: bool
    single: bool
    parameters: Parameters | None = None


def read_setting(
    chart: str, rules: RuleSet, freeze: object, screen_moving_ranges: bool, *, single: bool, parameters: object = None
) -> Setting:
    """Checks the chart kind, the freeze and the parameters. Raises SeriesError with what is allowed."""
    kind = _member(ChartKind, chart, "chart")
    frozen = None if freeze is None else _read_freeze(freeze, kind, rules)
    return Setting(kind, rules, frozen, bool(screen_moving_ranges), single, read_parameters(kind, parameters))


def read_directions(direction: str | Iterable[str], series: int) -> NDArray[np.intp]:
    """One code per series, from one word or a word per series."""
    if isinstance(direction, str):
        return np.array([_CODES[_member(Direction, direction, "direction")]]).repeat(series)
    words = list(direction)
    try:
        codes = [_CODES[word] for word in words]
    except (KeyError, TypeError):
        codes = [_CODES[_member(Direction, word, "direction")] for word in words]
    if len(codes) not in (1, series):
        raise SeriesError(f"{len(codes)} directions for {series} series. Give one, or one each", argument="direction")
    return np.broadcast_to(np.array(codes, dtype=np.intp), (series,))


_CODES: dict[str, int] = {word: code for code, word in enumerate(DIRECTIONS)}


def _read_freeze(freeze: Any, kind: ChartKind, rules: RuleSet) -> int:
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
