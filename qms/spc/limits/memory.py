"""Charts that remember earlier points and so see small shifts sooner: EWMA and CUSUM.

Their recursions are in qms.spc.cusum; here they become charts whose process is estimated from the points themselves.

An excluded point is passed over like a missing one: otherwise it would live on in every later point.
"""

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.cusum.ewma import ewma
from qms.spc.cusum.tabular import tabular_cusum
from qms.spc.limits.lines import Lines
from qms.spc.limits.xmr import SIGMA_PER_RANGE, average_range, moving_ranges
from qms.spc.panel import Panel
from qms.spc.parameters import CusumParameters, EwmaParameters


def ewma_lines(panel: Panel, parameters: EwmaParameters, screen: bool) -> Lines:
    """The weighted average of each point and those before it, with limits that widen to their final place."""
    mean, sigma, fell_back = _process(panel, parameters, screen)
    chart = ewma(
        _remembered(panel),
        mean=np.nan_to_num(mean),
        sigma=np.nan_to_num(sigma),
        weight=parameters.weight,
        width=parameters.width,
        starts=_starts(panel),
    )
    reach = np.where(np.isnan(sigma), np.nan, chart.upper - chart.mean)
    return Lines(chart.z, mean, mean - reach, mean + reach, reach / parameters.width, fell_back)


def cusum_lines(panel: Panel, parameters: CusumParameters, screen: bool) -> Lines:
    """Both sums in standard deviations of the process; what is plotted is the one farther from 0.

    A process without variation has no standard deviation to count in: its sums are in units of the measure, and its limits
    at 0.
    """
    mean, sigma, fell_back = _process(panel, parameters, screen)
    chart = tabular_cusum(
        _remembered(panel),
        mean=np.nan_to_num(mean),
        sigma=np.nan_to_num(sigma),
        k=parameters.k,
        h=parameters.h,
        head_start=parameters.head_start,
        starts=_starts(panel),
    )
    unit = np.where(sigma > 0, sigma, 1.0)
    high, low = chart.upper / unit, 0.0 - chart.lower / unit
    limit = np.where(np.isnan(sigma), np.nan, np.where(sigma > 0, parameters.h, 0.0))
    plotted = np.where(high >= -low, high, low)
    centre = np.where(np.isnan(mean), np.nan, 0.0)
    return Lines(plotted, centre, -limit, limit, limit / 3, fell_back, high_arm=high, low_arm=low)


def _process(
    panel: Panel, parameters: EwmaParameters | CusumParameters, screen: bool
) -> tuple[Floats, Floats, Booleans | None]:
    """Mean and standard deviation of the process at each point, as the individuals chart estimates them, or as given."""
    points, phases = panel.ratios, panel.phases
    taken = ~np.isnan(points) & panel.in_baseline
    average = phases.mean(points, taken)
    ranges = moving_ranges(points, np.broadcast_to(panel.in_baseline, points.shape), phases)
    variation, fell_back = average_range(ranges, points, taken, average, phases, screen=screen)
    mean, sigma = panel.centred(average), SIGMA_PER_RANGE * variation
    if parameters.mean is not None:
        mean = np.full(mean.shape, parameters.mean)
    if parameters.sigma is not None:
        sigma, fell_back = np.full(sigma.shape, parameters.sigma), None
    whole = points.shape
    return np.broadcast_to(phases.spread(mean), whole), np.broadcast_to(phases.spread(sigma), whole), fell_back


def _remembered(panel: Panel) -> Floats:
    return np.where(panel.included, panel.ratios, np.nan)


def _starts(panel: Panel) -> Booleans | None:
    """The points at which the recursions begin again: the first of each phase."""
    ids = panel.phases.ids
    if ids is None:
        return None
    starts = np.ones(ids.shape, dtype=bool)
    starts[:, 1:] = ids[:, 1:] != ids[:, :-1]
    return starts
