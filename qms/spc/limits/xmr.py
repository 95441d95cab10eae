"""Charts of individual values and of their moving ranges (Shewhart; Wheeler, Understanding Variation).

Screening (Nelson LS, 1982, Journal of Quality Technology 14(3)): moving ranges at or above 3.267 times their average are
left out, once, of the average moving range alone.
"""

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.limits.lines import Lines
from qms.spc.panel import Panel
from qms.spc.phases import Phases, ratio
from qms.spc.rule_sets import D2_FOR_TWO, XmrMethod

D4_FOR_TWO = 3.267
SIGMA_PER_RANGE = 1 / D2_FOR_TWO


def individuals_lines(panel: Panel, method: XmrMethod, screen: bool) -> Lines:
    """Mean ± limit_factor × average moving range, per phase. A phase of one point has a mean and no limits."""
    plotted, phases = panel.ratios, panel.phases
    present = ~np.isnan(plotted)
    taken = present & panel.in_baseline
    neighbours = taken if method.ranges_across_gaps else np.broadcast_to(panel.in_baseline, plotted.shape)
    centre = phases.mean(plotted, taken)
    ranges = moving_ranges(plotted, neighbours, phases)
    average, fell_back = average_range(ranges, plotted, taken, centre, phases, screen=screen)
    if panel.given_centre is not None:
        centre = panel.centred(centre)
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
    centre = panel.phases.spread(panel.centred(panel.phases.mean(plotted, taken)))
    return Lines(plotted, centre, np.zeros((1, 1)), centre * D4_FOR_TWO, centre * (D4_FOR_TWO - 1) / 3)


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


def average_range(
    ranges: Floats, points: Floats, taken: Booleans, centre: Floats, phases: Phases, *, screen: bool
) -> tuple[Floats, Booleans | None]:
    """The average moving range by phase, screened or not, and where screening fell back to all of them.

    ranges, points: series × points, the points on whatever scale the ranges are of; centre: their mean by phase.
    """
    average = _mean_of(ranges, ~np.isnan(ranges), phases)
    if not screen:
        return average, None
    screened = _screened(ranges, average, phases)
    fell_back = _nothing_left(screened, average, _on_centre(points, taken, centre, average, phases))
    return np.where((average > 0) & ~fell_back, screened, average), fell_back


def _screened(ranges: Floats, average: Floats, phases: Phases) -> Floats:
    """The average of the moving ranges strictly below 3.267 times their average."""
    return _mean_of(ranges, ranges < phases.spread(D4_FOR_TWO * average), phases)


def _nothing_left(screened: Floats, average: Floats, on_centre: Floats) -> Booleans:
    """Where screening leaves no variation at all and so would make every point special.

    That happens to a series that is constant but for one miss; the unscreened average is used there. A phase with points
    on its mean keeps the screened one: those points are not special.
    """
    return (average > 0) & ~(screened > 1e-12 * average) & (on_centre == 0)


def _on_centre(plotted: Floats, taken: Booleans, centre: Floats, average: Floats, phases: Phases) -> Floats:
    """How many points lie on the mean of their phase, but for rounding."""
    rounding = phases.spread(1e-12 * (np.abs(centre) + average))
    return phases.total(taken & (np.abs(plotted - phases.spread(centre)) <= rounding))


def _mean_of(ranges: Floats, kept: Booleans, phases: Phases) -> Floats:
    return ratio(phases.total(np.where(kept, ranges, 0.0)), phases.total(kept))
