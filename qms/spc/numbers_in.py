"""Numbers in: values and denominators as arrays, or an error that names the first one that cannot be charted."""

import numpy as np

from qms.spc.arrays import Booleans, Dates, Floats
from qms.spc.enums import ChartKind
from qms.spc.errors import SeriesError

COUNTS = (ChartKind.P, ChartKind.U, ChartKind.C)
RATIOS = (ChartKind.P, ChartKind.U)


def read_numbers(numbers: object, argument: str) -> Floats:
    """Floats in the shape given; None becomes NaN. Raises SeriesError naming what is not a number."""
    try:
        return np.array(numbers, dtype=float)
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


def check_numbers(kind: ChartKind, values: Floats, denominators: Floats | None, check: Check) -> None:
    """Refuses what no chart of this kind can show, naming the first such point."""
    check.refuse(np.isinf(values), "the value is infinite. Correct it, or leave it empty")
    if kind in COUNTS:
        check.refuse(values < 0, f"{{value}} is negative. A {kind} chart counts events, from 0 upwards", shown=values)
    if denominators is None:
        return
    argument = "denominators"
    check.refuse(np.isinf(denominators), "the denominator is infinite. Correct it, or leave it empty", argument)
    check.refuse(
        denominators <= 0,
        "the denominator is {value}. It must be above 0; leave value and denominator empty where nothing could happen",
        argument,
        denominators,
    )
    if kind is ChartKind.P:
        check.refuse(
            values > denominators,
            "the numerator {value} is above the denominator. Correct one, or use a u chart where a case can count twice",
            shown=values,
        )


def check_denominators(kind: ChartKind, denominators: object) -> None:
    """Refuses a p or u chart without denominators and a c chart with them."""
    if kind in RATIOS and denominators is None:
        raise SeriesError(f"a {kind} chart needs denominators. Give them, or use an xmr chart", argument="denominators")
    if kind is ChartKind.C and denominators is not None:
        raise SeriesError("a c chart has no denominators. Leave them out, or use a u chart", argument="denominators")
