"""What no chart of a kind can show, refused with the place and the remedy."""

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.enums import ChartKind
from qms.spc.errors import SeriesError
from qms.spc.numbers_in import Check
from qms.spc.phases import Phases

COUNTS = frozenset({ChartKind.P, ChartKind.PP, ChartKind.U, ChartKind.UP, ChartKind.C, ChartKind.G})
PROPORTIONS = frozenset({ChartKind.P, ChartKind.PP})
RATIOS = PROPORTIONS | {ChartKind.U, ChartKind.UP, ChartKind.IP}
WITHOUT_DENOMINATORS = {
    ChartKind.C: "a u chart",
    ChartKind.G: "a u or p chart",
    ChartKind.T: "a u chart",
    ChartKind.XBAR: "an ip chart",
    ChartKind.S: "an ip chart",
}
"""Charts that have no use for denominators, and what to draw where there are some."""

_NOT_BELOW_ZERO = COUNTS | {ChartKind.MR, ChartKind.S}
SQUARED = frozenset({ChartKind.XBAR, ChartKind.S, ChartKind.G})
LARGEST = 1e100
"""Charts that square their numbers take none above this, so that nothing overflows."""
LARGEST_OF_ALL = 1e300
"""Nor do other charts above this: differences and sums of thousands of points are still numbers."""

_WHAT_IT_CALLS_FOR = {
    ChartKind.G: "A g chart counts what came between two events, from 0 upwards",
    ChartKind.T: (
        "A t chart shows times between events, above 0. Give them in smaller units (hours instead of days), or use a g chart"
    ),
}


_TOO_LARGE = "{value} is too large to be a measurement. Check its unit"


def check_numbers(kind: ChartKind, values: Floats, denominators: Floats | None, check: Check) -> None:
    """Refuses what no chart of this kind can show, naming the first such point."""
    check.refuse(np.isinf(values), "the value is infinite. Correct it, or leave it empty")
    largest = LARGEST if kind in SQUARED else LARGEST_OF_ALL
    check.refuse(np.abs(values) > largest, _TOO_LARGE, shown=values)
    if kind in COUNTS:
        wanted = _WHAT_IT_CALLS_FOR.get(kind, f"A {kind} chart counts events, from 0 upwards")
        check.refuse(values < 0, f"{{value}} is negative. {wanted}", shown=values)
    elif kind is ChartKind.T:
        check.refuse(values <= 0, f"{{value}} is not above 0. {_WHAT_IT_CALLS_FOR[kind]}", shown=values)
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
    if kind in PROPORTIONS:
        check.refuse(
            values > denominators,
            "the numerator {value} is above the denominator. Correct one, or use a u chart where a case can count twice",
            shown=values,
        )


def check_subgroups(sizes: Floats, deviations: Floats, check: Check) -> None:
    """Refuses what no subgroup can be, naming the first such point."""
    check.refuse(
        (sizes < 1) | (sizes != np.round(sizes)) & ~np.isnan(sizes) | np.isinf(sizes),
        "the size {value} is no number of observations. Give a whole number, 1 or more",
        "sizes",
        sizes,
    )
    check.refuse(
        (deviations < 0) | np.isinf(deviations),
        "the standard deviation is {value}. It can't be below 0 or infinite; leave it empty where it is not known",
        "deviations",
        deviations,
    )
    check.refuse(deviations > LARGEST, _TOO_LARGE, "deviations", deviations)


def check_baseline(inside: Booleans, values: Floats, phases: Phases, fewest: int, single: bool) -> None:
    """Refuses a baseline (series × points) that limits can't be made from, naming the first such series."""
    first = np.argmax(inside, axis=1)[:, None]
    split = np.zeros((len(inside), 1), dtype=bool)
    if phases.ids is not None:
        split = (inside & (phases.ids != np.take_along_axis(phases.ids, first, axis=1))).any(axis=1, keepdims=True)
    points = inside.sum(axis=1, keepdims=True)
    known = (inside & ~np.isnan(values)).sum(axis=1, keepdims=True)
    problems = (
        (points < fewest, f"the baseline holds {{value}} points. Limits of this chart need {fewest} or more"),
        (known == 0, "the baseline holds no value. Choose one that does"),
        (split, "the limits are recalculated inside the baseline. Choose a baseline within one stretch"),
    )
    for wrong, problem in problems:
        if wrong.any():
            series = int(np.argmax(wrong))
            words = problem.format(value=int(points[series, 0]))
            raise SeriesError(words, argument="baseline", series=None if single else series)


def check_centre(kind: ChartKind, centres: Floats) -> None:
    """Refuses a centre line where no point of the chart can be."""
    low = np.nextafter(0, 1) if kind is ChartKind.T else 0.0 if kind in _NOT_BELOW_ZERO else -np.inf
    wrong = centres[(centres < low) | (centres > (1.0 if kind in PROPORTIONS else np.inf))]
    if wrong.size:
        span = "between 0 and 1" if kind in PROPORTIONS else "above 0" if kind is ChartKind.T else "0 or above"
        problem = f"the centre line is {wrong[0]:g}. On this chart it must be {span}"
        raise SeriesError(problem, argument="centre")


def check_denominators(kind: ChartKind, denominators: object) -> None:
    """Refuses a chart of ratios without denominators, and a chart that has none with them."""
    article = "an" if kind is ChartKind.IP or kind is ChartKind.XBAR or kind is ChartKind.S else "a"
    if kind in RATIOS and denominators is None:
        problem = f"{article} {kind} chart needs denominators. Give them, or use an xmr chart"
        raise SeriesError(problem, argument="denominators")
    if kind in WITHOUT_DENOMINATORS and denominators is not None:
        problem = f"{article} {kind} chart has no denominators. Leave them out, or use {WITHOUT_DENOMINATORS[kind]}"
        raise SeriesError(problem, argument="denominators")
