"""What the caller gave becomes one checked row a unit, or an error that names the row."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qms.spc.arrays import Floats, Integers
from qms.spc.errors import SeriesError
from qms.spc.funnel.methods import FunnelMethod
from qms.spc.numbers_in import read_numbers

LARGEST = 1e100
"""Methods square their numbers; above this they would no longer be numbers."""


@dataclass(frozen=True)
class Units:
    """The units in the order of their first rows, their numerators and denominators summed."""

    names: tuple[str, ...]
    numerators: Floats
    denominators: Floats


def read_units(numerators: object, denominators: object, groups: Sequence[object] | None, method: FunnelMethod) -> Units:
    """Sums the rows of each unit. Raises SeriesError naming the first row that cannot be compared."""
    above, below = _column(numerators, "values"), _column(denominators, "denominators")
    if len(above) != len(below):
        problem = f"there are {len(above)} numerators and {len(below)} denominators. Give one each"
        raise SeriesError(problem, argument="denominators")
    if not len(above):
        raise SeriesError("there are no units to compare. Give one or more")
    if problems := row_problems(above, below, method):
        position, argument, problem = problems[0]
        raise SeriesError(problem, argument=argument, position=position)
    names = [str(number + 1) for number in range(len(above))] if groups is None else [str(group) for group in groups]
    if len(names) != len(above):
        raise SeriesError(f"there are {len(names)} unit names for {len(above)} rows. Give one each", argument="groups")
    places: dict[str, int] = {}
    which = np.array([places.setdefault(name, len(places)) for name in names])
    return Units(tuple(places), _summed(which, above), _summed(which, below))


def _summed(which: Integers, rows: Floats) -> Floats:
    return np.bincount(which, rows).astype(float)


def _column(given: object, argument: str) -> Floats:
    numbers = read_numbers(given if isinstance(given, (np.ndarray, list, tuple)) else list(given), argument)  # type: ignore[call-overload]
    if numbers.ndim != 1:
        raise SeriesError(f"{argument} must be one number a unit, not of shape {numbers.shape}", argument=argument)
    return numbers


def row_problems(above: Floats, below: Floats, method: FunnelMethod) -> list[tuple[int, str, str]]:
    """Every row that cannot be compared: its position, the argument at fault ("values" or "denominators"), the problem."""
    found: list[tuple[int, str, str]] = []
    for wrong, problem, argument, shown in (
        (np.isnan(above), "the numerator is missing. Give it, or leave the row out", "values", above),
        (np.isnan(below), "the denominator is missing. Give it, or leave the row out", "denominators", below),
        (np.isinf(above), "the numerator is infinite. Correct it", "values", above),
        (np.isinf(below), "the denominator is infinite. Correct it", "denominators", below),
        (np.abs(above) > LARGEST, "the numerator {value:g} is too large to count events. Check its unit", "values", above),
        (below > LARGEST, "the denominator {value:g} is too large to be one. Check its unit", "denominators", below),
        (
            (below > 0) & (below < 1 / LARGEST),
            "the denominator {value:g} is as good as 0. Check its unit",
            "denominators",
            below,
        ),
        (above < 0, "the numerator {value:g} is negative. It counts events, from 0 upwards", "values", above),
        (below <= 0, "the denominator is {value:g}. It must be above 0; leave the row out", "denominators", below),
        (
            (above > below) & (below > 0) & (method is FunnelMethod.PR),
            "the numerator {value:g} is above the denominator. Correct one, or use method rc where a case can count twice",
            "values",
            above,
        ),
    ):
        found += [(int(at), argument, problem.format(value=shown[at])) for at in np.flatnonzero(wrong)]
    return sorted(found, key=lambda problem: problem[0])
