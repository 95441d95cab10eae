"""Numbers in: floats in the shape given, or an error that names the first one that cannot be charted."""

import numpy as np

from qms.spc.arrays import Booleans, Dates, Floats
from qms.spc.errors import SeriesError


def read_numbers(numbers: object, argument: str, *, copied: bool = True) -> Floats:
    """Floats in the shape given; None becomes NaN. Raises SeriesError naming what is not a number.

    copied: False where the caller copies what is kept, so that a large array is not held twice.
    """
    try:
        return np.array(numbers, dtype=float, copy=True if copied else None)
    except (TypeError, ValueError):
        raise _not_numbers(numbers, argument) from None


def _not_numbers(numbers: object, argument: str) -> SeriesError:
    for position, value in enumerate(numbers if isinstance(numbers, (list, tuple, np.ndarray)) else ()):
        try:
            float(np.nan if value is None else value)
        except (TypeError, ValueError):
            if np.ndim(value) == 0:
                problem = f"{value!r} is not a number. Use a number, or leave it empty where nothing was measured"
                return SeriesError(problem, argument=argument, position=position)
    return SeriesError(
        f"{argument} must be numbers, each series as long as the others. Pad shorter ones with NaN", argument=argument
    )


class Check:
    """Refuses the first point for which something is true. Arrays are series × points in the order given."""

    def __init__(self, periods: Dates | None, single: bool) -> None:
        self.periods = periods
        self.single = single

    def refuse(self, wrong: Booleans, problem: str, argument: str = "values", shown: Floats | None = None) -> None:
        """Raises SeriesError where any point is wrong; `{value}` in the problem is the first wrong one of `shown`."""
        if not wrong.any():
            return
        series, position = (int(place) for place in np.unravel_index(int(np.argmax(wrong)), wrong.shape))
        period = None
        if self.periods is not None:
            period = self.periods[series if len(self.periods) > 1 else 0, position]
        value = "" if shown is None else f"{shown[series, position]:g}"
        raise SeriesError(
            problem.format(value=value),
            argument=argument,
            position=position,
            period=None if period is None or np.isnat(period) else period,
            series=None if self.single else series,
        )


def listed(given):
    """What can be counted and indexed, from anything that can be gone through."""
    return given if isinstance(given, (np.ndarray, list, tuple)) else list(given)


def one_or_listed(given: object) -> object:
    """A single number as it is; anything else as a list."""
    return given if np.isscalar(given) else listed(given)
