"""Charts of individual values and of their moving ranges (Shewhart; Wheeler, Understanding Variation).

Screening (Nelson LS, 1982, Journal of Quality Technology 14(3)): moving ranges at or above 3.267 times their average are
left out, once, of the average moving range alone.
"""

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.limits.lines import Lines
from qms.spc.panel import Panel
from qms.spc.phases import Phases, ratio
from qms.spc.rule_sets import XmrMethod

D4_FOR_TWO = 3.267


def individuals_lines(panel: Panel, method: XmrMethod, screen: bool) -> Lines:
    """Mean ± limit_factor × average moving range, per phase. A phase of one point has a mean and no limits."""
    plotted, phases = panel.ratios, panel.phases
    present = ~np.isnan(plotted)
    taken = present & panel.in_baseline
    neighbours = taken if method.ranges_across_gaps else np.broadcast_to(panel.in_baseline, plotted.shape)
    average, fell_back = average_moving_range(moving_ranges(plotted, neighbours, phases), phases, screen)
    centre = phases.mean(plotted, taken)
    reach = method.limit_factor * average
    return Lines(
        plotted,
        phases.spread(centre),
        phases.spread(centre - reach),
        phases.spread(centre + reach),
        phases.spread(reach / 3),
        fell_back,
    )


def moving_range_lines(panel: Panel) -> Lines:
    """The moving ranges themselves: their mean, 0, and 3.267 × the mean. A range needs two neighbours in one phase.

    A range next to an excluded point is still drawn; only the excluded point's own range leaves the mean.
    """
    everything = np.ones(panel.values.shape, dtype=bool)
    plotted = moving_ranges(panel.ratios, everything, panel.phases)
    taken = ~np.isnan(plotted) & panel.in_baseline
    centre = panel.phases.spread(panel.phases.mean(plotted, taken))
    return Lines(plotted, centre, centre * 0, centre * D4_FOR_TWO, centre * (D4_FOR_TWO - 1) / 3)


def moving_ranges(points: Floats, taken: Booleans, phases: Phases) -> Floats:
    """|x − the taken point before it| at each taken point, NaN where its phase has none before it."""
    ranges = np.full(points.shape, np.nan)
    if taken.all():
        ranges[:, 1:] = np.abs(np.diff(points, axis=1))
        if phases.ids is not None:
            ranges[:, 1:][phases.ids[:, 1:] != phases.ids[:, :-1]] = np.nan
        return ranges
    at = np.flatnonzero(taken)
    keys = phases.keys.ravel()[at]
    steps = np.abs(np.diff(points.ravel()[at]))
    ranges.ravel()[at[1:]] = np.where(keys[1:] == keys[:-1], steps, np.nan)
    return ranges


def average_moving_range(ranges: Floats, phases: Phases, screen: bool) -> tuple[Floats, Booleans]:
    """The average moving range by phase, and where screening fell back because it left no variation at all.

    A series that is constant but for one miss keeps only moving ranges of 0, which would make every point special;
    there the unscreened average is used.
    """
    known = ~np.isnan(ranges)
    average = _mean_of(ranges, known, phases)
    if not screen:
        return average, np.zeros(average.shape, dtype=bool)
    kept = ranges < phases.spread(D4_FOR_TWO * average)
    screened = _mean_of(ranges, kept, phases)
    varies = average > 0
    fell_back = varies & ~(screened > 1e-12 * average)
    return np.where(varies & ~fell_back, screened, average), fell_back


def _mean_of(ranges: Floats, kept: Booleans, phases: Phases) -> Floats:
    return ratio(phases.total(np.where(kept, ranges, 0.0)), phases.total(kept))
