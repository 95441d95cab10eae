"""Charts of subgroups: their means (xbar) and their standard deviations (s).

Formulas: Montgomery, Introduction to Statistical Quality Control, section "Control charts for x̄ and s", with variable sample
size.
"""

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.limits.constants import a3, spread_of_deviations
from qms.spc.limits.lines import Lines
from qms.spc.panel import Panel
from qms.spc.phases import ratio

_NO_SIZES = np.full((1, 1), np.nan)


def xbar_lines(panel: Panel) -> Lines:
    """x̿ ± A3 s̄; x̿ is the mean of all observations. A subgroup of one observation is drawn without limits."""
    sizes, taken = _sizes(panel), ~np.isnan(panel.values) & panel.in_baseline
    observed = panel.phases.total(np.where(taken, sizes * panel.values, 0.0))
    mean = ratio(observed, panel.phases.total(np.where(taken, sizes, 0.0)))
    away = np.where(taken, sizes * (panel.values - panel.phases.spread(mean)), 0.0)
    mean = mean + ratio(panel.phases.total(away), panel.phases.total(np.where(taken, sizes, 0.0)))
    centre = panel.phases.spread(panel.centred(mean))
    reach = a3(sizes) * panel.phases.spread(_average_deviation(panel))
    return Lines(panel.values, centre, centre - reach, centre + reach, reach / 3)


def s_lines(panel: Panel) -> Lines:
    """s̄ with B3 s̄ and B4 s̄."""
    plotted = np.where(np.isnan(panel.values), np.nan, _deviations(panel))
    centre = panel.phases.spread(panel.centred(_average_deviation(panel)))
    sigma = centre * spread_of_deviations(_sizes(panel))
    return Lines(plotted, centre, np.maximum(centre - 3 * sigma, 0.0), centre + 3 * sigma, sigma)


def _average_deviation(panel: Panel) -> Floats:
    """s̄ by phase: the mean of the standard deviations where all subgroups are of one size, otherwise pooled,
    √(Σ(n − 1)s² / Σ(n − 1))."""
    sizes, deviations, phases = _sizes(panel), _deviations(panel), panel.phases
    taken = ~np.isnan(panel.values) & ~np.isnan(deviations) & panel.in_baseline
    mean = ratio(phases.total(np.where(taken, deviations, 0.0)), phases.total(taken))
    freedom = np.where(taken, sizes - 1, 0.0)
    pooled = np.sqrt(ratio(phases.total(freedom * np.where(taken, deviations, 0.0) ** 2), phases.total(freedom)))
    return np.where(_of_one_size(panel, taken), mean, pooled)


def _of_one_size(panel: Panel, taken: Booleans) -> Booleans:
    """Whether all taken subgroups of a phase have the same size."""
    sizes, phases = np.where(taken, _sizes(panel), 0.0), panel.phases
    usual = ratio(phases.total(sizes), phases.total(taken))
    other = taken & (np.abs(sizes - phases.spread(usual)) > 1e-9 * sizes)
    return phases.total(other) == 0


def _sizes(panel: Panel) -> Floats:
    return _NO_SIZES if panel.sizes is None else panel.sizes


def _deviations(panel: Panel) -> Floats:
    return _NO_SIZES if panel.deviations is None else panel.deviations
