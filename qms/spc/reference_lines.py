"""What a caller sets beside the points: targets, a centre line, and the ends of the baseline that limits are made from."""

from math import isfinite

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.enums import ChartKind
from qms.spc.errors import SeriesError
from qms.spc.kind_checks import check_centre
from qms.spc.marks import Axis, read_marks
from qms.spc.numbers_in import one_or_listed, read_numbers
from qms.spc.setting import Setting


def read_targets(target: object, shape: tuple[int, int], single: bool) -> Floats:
    """One target for all, per series, or per point, as 1 or series × 1 or points. Raises SeriesError where it fits none."""
    if isinstance(target, (int, float)) and isfinite(target):
        return np.array([[float(target)]])
    targets = read_numbers(one_or_listed(target), "target")
    if np.isinf(targets).any():
        raise SeriesError("the target is infinite. Give a number, or none", argument="target")
    series, points = shape
    if targets.size == 1:
        return targets.reshape(1, 1)
    if targets.ndim == 1 and len(targets) == (points if single else series):
        return targets[None, :] if single else targets[:, None]
    if targets.shape == shape:
        return targets
    wanted = f"{points} points" if single else f"{series} series"
    fix = "Give one, or one per point" if single else "Give one, or one each, or one per point of each"
    raise SeriesError(f"targets of shape {targets.shape} for {wanted}. {fix}", argument="target")


def read_centre(centre: object, series: int, kind: ChartKind) -> Floats:
    """One centre line for all, or one per series with NaN where it is to be calculated; 1 or series × 1."""
    centres = np.atleast_1d(read_numbers(one_or_listed(centre), "centre"))
    if centres.ndim != 1 or len(centres) not in (1, series):
        problem = f"centre lines of shape {centres.shape} for {series} series. Give one, or one each"
        raise SeriesError(problem, argument="centre")
    if np.isinf(centres).any():
        raise SeriesError("the centre line is infinite. Give a number, or none", argument="centre")
    check_centre(kind, centres)
    return centres[:, None]


def read_baseline(baseline: object, axis: Axis, series: int, setting: Setting) -> Axis:
    """The first and last period or position that limits are made from; 1 or series × 2."""
    if setting.freeze is not None:
        raise SeriesError("the limits are frozen and have a baseline. Give one of the two", argument="baseline")
    ends = read_marks(baseline, axis, "baseline", series)
    if ends.shape[1] != 2:
        raise SeriesError("a baseline has two ends. Give the first and the last point of it", argument="baseline")
    if (ends[:, 1] < ends[:, 0]).any():
        raise SeriesError("the baseline ends before it begins. Give the earlier end first", argument="baseline")
    return ends
