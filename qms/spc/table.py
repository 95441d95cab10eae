"""The table: what the caller gave, as arrays of series × points in the order given."""

from dataclasses import dataclass, replace

import numpy as np

from qms.spc.arrays import Dates, Floats
from qms.spc.enums import ChartKind
from qms.spc.errors import SeriesError
from qms.spc.kind_checks import check_denominators
from qms.spc.marks import Axis, check_present, check_reached, read_marks
from qms.spc.numbers_in import listed, one_or_listed, read_numbers
from qms.spc.periods import read_periods
from qms.spc.reference_lines import read_baseline, read_centre, read_targets
from qms.spc.setting import Setting
from qms.spc.subgroups import SUBGROUPS, read_subgroups

NO_TARGET = np.full((1, 1), np.nan)


@dataclass(frozen=True)
class Table:
    """Arrays of series × points, except:

    periods: 1 or series × points, or None. own_periods: each series has its own, so a point without one is padding.
    starts, ghosts, baseline: rebases, exclusions, and the ends of the baseline, as read_marks returns them.
    targets: 1 or series × 1 or points, NaN for none. centre: 1 or series × 1, or None.
    """

    values: Floats
    denominators: Floats | None
    sizes: Floats | None
    deviations: Floats | None
    periods: Dates | None
    own_periods: bool
    starts: Axis
    ghosts: Axis
    baseline: Axis | None
    targets: Floats
    centre: Floats | None

    def rows(self, start: int, stop: int) -> "Table":
        """Some of the series, copied so that the first points of all lie side by side in memory, then their second ones:
        arithmetic along the points then runs over all series at once, and sums of points are made in order."""

        def cut(array):
            return array if array is None or len(array) == 1 else np.array(array[start:stop], order="F")

        cuts = {name: cut(getattr(self, name)) for name in _PER_SERIES}
        return replace(self, **cuts)


_PER_SERIES = (
    "values",
    "denominators",
    "sizes",
    "deviations",
    "periods",
    "starts",
    "ghosts",
    "baseline",
    "targets",
    "centre",
)


def read_table(
    values: object,
    setting: Setting,
    *,
    periods: object = None,
    denominators: object = None,
    rebase: object = (),
    exclude: object = (),
    sizes: object = None,
    deviations: object = None,
    baseline: object = None,
    target: object = None,
    centre: object = None,
) -> Table:
    """Shapes, numbers and dates. Raises SeriesError where they do not fit or are not what they should be."""
    check_denominators(setting.kind, denominators)
    numbers, sizes_in, deviations_in = _read_values(values, sizes, deviations, setting)
    below = None if denominators is None else _like(denominators, numbers.shape, "denominators")
    dates, own_periods = _read_axis(periods, numbers.shape, setting.single)
    axis: Axis = np.arange(numbers.shape[1])[None, :] if dates is None else dates
    starts = read_marks(rebase, axis, "rebase", len(numbers))
    check_reached(starts, axis, "rebase")
    ghosts = read_marks(exclude, axis, "exclude", len(numbers))
    if setting.single:
        check_present(ghosts, axis, "exclude")
    return Table(
        numbers,
        below,
        sizes_in,
        deviations_in,
        dates,
        own_periods,
        starts,
        ghosts,
        None if baseline is None else read_baseline(baseline, axis, len(numbers), setting),
        NO_TARGET if target is None else read_targets(target, numbers.shape, setting.single),
        None if centre is None else read_centre(centre, len(numbers), setting.kind),
    )


def _read_values(
    values: object, sizes: object, deviations: object, setting: Setting
) -> tuple[Floats, Floats | None, Floats | None]:
    """Values, sizes and deviations as series × points; all three from observations where the chart is of subgroups and
    there are only those. Raises SeriesError where shapes do not fit or nothing is there."""
    single = setting.single
    if setting.kind in SUBGROUPS and sizes is None and deviations is None:
        numbers, counts, spreads = read_subgroups(values, single)
    else:
        numbers, counts, spreads = read_numbers(listed(values), "values", copied=single), None, None
    numbers = numbers[None, :] if single and numbers.ndim == 1 else numbers
    if numbers.ndim != 2 or (single and len(numbers) != 1):
        wanted = "one series of points" if single else "series × points, padded with NaN at the end"
        raise SeriesError(f"values must be {wanted}, not of shape {np.shape(numbers)}")
    if numbers.shape[1] == 0 or (single and np.isnan(numbers[0, 0]) and np.isnan(numbers).all()):
        raise SeriesError("there are no values to chart. Give one or more")
    if setting.kind not in SUBGROUPS:  # other charts of the same measurements have no use for them
        return numbers, None, None
    if counts is None or spreads is None:
        counts, spreads = _given_subgroups(sizes, deviations, numbers.shape, setting.kind)
    return numbers, counts.reshape(numbers.shape), spreads.reshape(numbers.shape)


def _given_subgroups(sizes: object, deviations: object, shape: tuple[int, int], kind: ChartKind) -> tuple[Floats, Floats]:
    for given, argument in ((sizes, "sizes"), (deviations, "deviations")):
        if given is None:
            problem = f"the {kind} chart needs the size and the standard deviation of every subgroup; {argument} are missing"
            raise SeriesError(f"{problem}. Give both, or the observations of each subgroup", argument=argument)
    return _like(sizes, shape, "sizes"), _like(deviations, shape, "deviations")


def _like(given: object, shape: tuple[int, int], argument: str) -> Floats:
    """Numbers of the shape of the values. Raises SeriesError where there is not one per value."""
    numbers = read_numbers(one_or_listed(given), argument)
    try:
        return np.broadcast_to(numbers, shape)
    except ValueError:
        problem = f"{argument} of shape {numbers.shape} do not fit values of shape {shape}. Give one per value"
        raise SeriesError(problem, argument=argument) from None


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
    rows = listed(periods)
    nested = (
        not single and not isinstance(rows, np.ndarray) and len(rows) > 0 and isinstance(rows[0], (list, tuple, np.ndarray))
    )
    if nested:
        rows = np.array(rows, dtype=None if isinstance(rows[0], np.ndarray) else object)
    return read_periods(rows, missing_allowed=not single and np.ndim(rows) == 2)
