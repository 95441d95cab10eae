"""Subgroups: the observations behind each point of an xbar or s chart, as means, sizes and standard deviations."""

from itertools import chain

import numpy as np

from qms.spc.arrays import Floats, Integers
from qms.spc.enums import ChartKind
from qms.spc.errors import SeriesError
from qms.spc.numbers_in import read_numbers
from qms.spc.phases import ratio

SUBGROUPS = (ChartKind.XBAR, ChartKind.S)

_WANTED = "Give the observations of each subgroup as a list, or means with their sizes and deviations"


def read_subgroups(observations: object, single: bool) -> tuple[Floats, Floats, Floats]:
    """Means, sizes and standard deviations (n − 1) of one series (points) or of many (series × points).

    observations: points × observations, or series × points × observations; NaN or None where one is missing. Lists may
    be of different lengths. A subgroup without observations has no mean; one observation has no standard deviation.
    Raises SeriesError where what is given is not nested like that.
    """
    depth = 2 if single else 3
    padded = read_numbers(observations, "values") if isinstance(observations, np.ndarray) else _padded(observations, depth)
    if padded.ndim != depth:
        raise SeriesError(f"a chart of subgroups has several observations per point. {_WANTED}")
    there = ~np.isnan(padded)
    sizes = there.sum(axis=-1).astype(float)
    means = ratio(np.where(there, padded, 0.0).sum(axis=-1), sizes)
    away = np.where(there, padded - means[..., None], 0.0)
    means = means + ratio(away.sum(axis=-1), sizes)  # the second pass removes rounding
    squares = (np.where(there, padded - means[..., None], 0.0) ** 2).sum(axis=-1)
    return means, np.where(sizes > 0, sizes, np.nan), np.sqrt(ratio(squares, sizes - 1))


def _padded(observations: object, depth: int) -> Floats:
    """Nested lists as one array, filled up with NaN."""
    rows = _listed(observations)
    if depth > 2:
        series = [_padded(row, depth - 1) for row in rows]
        points, most = (max((one.shape[axis] for one in series), default=0) for axis in (0, 1))
        whole = np.full((len(series), points, most), np.nan)
        for place, one in enumerate(series):
            whole[place, : one.shape[0], : one.shape[1]] = one
        return whole
    groups = [_listed(row) for row in rows]
    lengths = np.array([len(group) for group in groups], dtype=int)
    padded = np.full((len(groups), int(lengths.max(initial=0))), np.nan)
    padded[_filled(lengths, padded.shape[1])] = _flat(groups, lengths)
    return padded


def _flat(groups: list[list[object]], lengths: Integers) -> Floats:
    try:
        return read_numbers(list(chain.from_iterable(groups)), "values")
    except SeriesError as error:
        if error.position is None:
            raise
        # The position among all observations, as the subgroup that it is in.
        row = int(np.searchsorted(np.cumsum(lengths), error.position, side="right"))
        raise SeriesError(error.problem, argument=error.argument, position=row) from None


def _filled(lengths: Integers, most: int) -> np.ndarray:
    return np.arange(most)[None, :] < lengths[:, None]


def _listed(given: object) -> list[object]:
    if isinstance(given, (list, tuple, np.ndarray)):
        return list(given)
    raise SeriesError(f"{given!r} is no subgroup. {_WANTED}")
