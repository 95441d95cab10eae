"""Intake: what the caller gave becomes a checked, sorted panel."""

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans, Dates, Floats, Integers
from qms.spc.kind_checks import check_baseline, check_numbers, check_subgroups
from qms.spc.limits import xmr_method
from qms.spc.marks import Axis, marked, phase_ids
from qms.spc.numbers_in import Check
from qms.spc.panel import Panel
from qms.spc.phases import Phases, baseline
from qms.spc.setting import Setting
from qms.spc.table import Table


def read_panel(table: Table, setting: Setting) -> Panel:
    """The checked, sorted panel. Raises SeriesError naming what cannot be charted."""
    values, denominators, periods = table.values, table.denominators, table.periods
    sizes, deviations, targets = table.sizes, table.deviations, table.targets
    check = Check(periods, setting.single)
    check_numbers(setting.kind, values, denominators, check)
    if denominators is not None:
        lost = np.isnan(values) | np.isnan(denominators)
        values, denominators = np.where(lost, np.nan, values), np.where(lost, np.nan, denominators)
    if sizes is not None and deviations is not None:
        check_subgroups(sizes, deviations, check)
        values = np.where(np.isnan(sizes), np.nan, values)
    axis: Axis = np.arange(values.shape[1])[None, :]
    if periods is not None:
        check.refuse(np.isnat(periods) & ~np.isnan(values), "a value has no period. Give its date", "periods")
        order = _order(periods, check)
        if order is not None:
            periods = np.take_along_axis(periods, order, axis=1)
            values, targets = _ordered(values, order), _ordered(targets, order)
            denominators, sizes, deviations = (
                None if points is None else _ordered(points, order) for points in (denominators, sizes, deviations)
            )
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
        baseline=_baseline(table, axis, values, phases, setting),
        lengths=_lengths(values, periods if table.own_periods else None, setting.single),
        sizes=sizes,
        deviations=deviations,
        targets=targets,
        given_centre=table.centre,
    )


def _order(periods: Dates, check: Check) -> Integers | None:
    """The places of the points in order of their periods, None where they are in order. Refuses a period given twice."""
    if (periods[:, 1:] > periods[:, :-1]).all():
        return None
    order = np.argsort(periods, axis=1, kind="stable")
    ordered = np.take_along_axis(periods, order, axis=1)
    twice = np.zeros(periods.shape, dtype=bool)
    np.put_along_axis(twice, order[:, 1:], ordered[:, 1:] == ordered[:, :-1], axis=1)
    check.refuse(twice, "the period is there twice. Keep one row for each period", "periods")
    return order


def _ordered(points: Floats, order: Integers) -> Floats:
    """Series × points in that order; what is one for all points stays."""
    if points.shape[1] == 1 and order.shape[1] > 1:
        return points
    shape = (max(len(points), len(order)), order.shape[1])
    return np.take_along_axis(np.broadcast_to(points, shape), np.broadcast_to(order, shape), axis=1)


def _baseline(table: Table, axis: Axis, values: Floats, phases: Phases, setting: Setting) -> Booleans | None:
    """The points that limits are made from, as the freeze or the ends of a baseline have it; None for all of them."""
    method = xmr_method(setting.kind, setting.rules)
    if table.baseline is None:
        return None if setting.freeze is None else baseline(phases, setting.freeze, method.freeze_each_phase)
    inside = (axis >= table.baseline[:, :1]) & (axis <= table.baseline[:, 1:])
    check_baseline(np.broadcast_to(inside, values.shape), values, phases, method.smallest_freeze, setting.single)
    if phases.ids is None:
        return inside
    inside = np.broadcast_to(inside, values.shape)
    own = np.take_along_axis(phases.ids, np.argmax(inside, axis=1)[:, None], axis=1)
    return inside | (phases.ids != own)


def _lengths(values: Floats, own_periods: Dates | None, single: bool) -> NDArray[np.intp]:
    """Points of each series without its padding: rows without a period, or the missing values at the end."""
    points = values.shape[1]
    if single:
        return np.array([points])
    if own_periods is not None:
        return (~np.isnat(own_periods)).sum(axis=1)
    if not np.isnan(values[:, -1:]).any():
        return np.full(len(values), points)
    known = ~np.isnan(values)
    return np.where(known.any(axis=1), points - np.argmax(known[:, ::-1], axis=1), 0)
