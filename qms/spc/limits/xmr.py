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
from qms.spc.sequence import Sequence

D4_FOR_TWO = 3.267
SIGMA_PER_RANGE = 1 / D2_FOR_TWO


def individuals_lines(panel: Panel, method: XmrMethod, screen: bool) -> Lines:
    """Mean ± limit_factor × average moving range, per phase. A phase of one point has a mean and no limits."""
    plotted, phases = panel.ratios, panel.phases
    taken = panel.active if panel.baseline is None else panel.active & panel.baseline
    every = panel.complete and panel.baseline is None
    neighbours = taken if every or method.ranges_across_gaps else np.broadcast_to(panel.in_baseline, plotted.shape)
    sequence = panel.sequence if neighbours is panel.active else Sequence.of(neighbours, phases)
    centre = phases.mean(plotted, True if every else taken, panel.counts if taken is panel.active else None)
    ranges = ranges_along(sequence, plotted)
    average, fell_back = average_range(
        ranges, plotted, taken, centre, phases, screen=screen, complete=every and phases.ids is None
    )
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
    return ranges_along(Sequence.of(taken, phases), points)


def ranges_along(sequence: Sequence, points: Floats) -> Floats:
    """The moving ranges of a sequence of neighbours: series × points, NaN where there is none."""
    rows = sequence.close_up(points).T
    ranges = np.empty(rows.shape)
    ranges[:1] = np.nan
    np.subtract(rows[1:], rows[:-1], out=ranges[1:])
    np.abs(ranges, out=ranges)
    if sequence.linked is not None:
        np.copyto(ranges[1:], np.nan, where=~sequence.linked.T)
    return sequence.open_out(ranges.T, missing=np.nan)


def average_range(
    ranges: Floats,
    points: Floats,
    taken: Booleans,
    centre: Floats,
    phases: Phases,
    *,
    screen: bool,
    complete: bool = False,
) -> tuple[Floats, Booleans | None]:
    """The average moving range by phase, screened or not, and where screening fell back to all of them.

    ranges, points: series × points, the points on whatever scale the ranges are of; centre: their mean by phase.
    complete: every point but the first of each series has a range, and there is one phase.
    """
    all_phases = phases
    if complete and ranges.shape[1] > 1:
        sizes = ranges = ranges[:, 1:]
        phases = Phases(ranges.shape)
        known = np.array([[float(ranges.shape[1])]])
    else:
        sizes, known = np.fmax(ranges, 0.0), phases.total(~np.isnan(ranges))
    average = ratio(phases.total(sizes), known)
    if not screen:
        return average, None
    kept = ranges < phases.spread(D4_FOR_TWO * average)
    screened = ratio(phases.total(sizes * kept), phases.total(kept))
    sure = screened > 1e-12 * average
    if np.count_nonzero(sure) == sure.size:
        return screened, ~sure
    # Screening that leaves no variation at all would make every point special. That happens to a series that is constant
    # but for one miss; the unscreened average is used there. A phase with points on its mean keeps the screened one: those
    # points are not special.
    varied = average > 0
    fell_back = varied & ~sure
    if np.count_nonzero(fell_back):
        fell_back &= _on_centre(points, taken, centre, average, all_phases) == 0
    return np.where(varied & ~fell_back, screened, average), fell_back


def _on_centre(plotted: Floats, taken: Booleans, centre: Floats, average: Floats, phases: Phases) -> Floats:
    """How many points lie on the mean of their phase, but for rounding."""
    rounding = phases.spread(1e-12 * (np.abs(centre) + average))
    return phases.total(taken & (np.abs(plotted - phases.spread(centre)) <= rounding))
