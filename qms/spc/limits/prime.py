"""Charts of ratios whose limits come from how much the points vary: p′, u′ and I′.

The limits of p and u charts know only the chance of the draw. With large denominators that is little, and every difference
between months looks special. These charts measure the variation by moving ranges, and still give each point the width that
its denominator calls for.
"""

import numpy as np

from qms.spc.arrays import Booleans, Floats, Integers
from qms.spc.limits.attributes import around, over_denominator, pooled, pooled_by_phase
from qms.spc.limits.lines import Lines
from qms.spc.limits.xmr import SIGMA_PER_RANGE, average_range, moving_ranges
from qms.spc.panel import Panel
from qms.spc.phases import Phases, ratio

D2_EXACT = 2 / np.sqrt(np.pi)
"""The average range of two normal observations, not rounded."""


def pp_lines(panel: Panel, screen: bool) -> Lines:
    """p̄ ± 3 σ_p σ_z, kept between 0 and 1 (Laney 2002, Quality Engineering 14(4): 531-537)."""
    centre = pooled(panel)
    return _laney(panel, centre, np.sqrt(over_denominator(panel, centre * (1 - centre))), screen, cap=1.0)


def up_lines(panel: Panel, screen: bool) -> Lines:
    """ū ± 3 σ_u σ_z, not below 0 (Laney 2002)."""
    centre = pooled(panel)
    return _laney(panel, centre, np.sqrt(over_denominator(panel, centre)), screen)


def ip_lines(panel: Panel, screen: bool, ranges_of_all: bool = False) -> Lines:
    """x̄ ± 3 s / √n: an individuals chart of points that rest on more or less; x̄ is weighted by n.

    s is the average of |x − the one before| / √(1/n + 1/n before), times √(π/2) (Taylor WA, 2017, Normalized Individuals (IN)
    Control Chart). ranges_of_all: of every point of the phase, not only of those that limits are made from.
    """
    plotted, phases = panel.ratios, panel.phases
    taken = ~np.isnan(plotted) & panel.in_baseline
    centre = pooled(panel)
    neighbours = True if ranges_of_all else panel.in_baseline
    ranges = _normalised_ranges(panel, np.broadcast_to(neighbours, plotted.shape))
    average, fell_back = average_range(ranges, plotted, taken, pooled_by_phase(panel), phases, screen=screen)
    sigma = phases.spread(average * np.sqrt(2) / D2_EXACT) * ratio(np.ones((1, 1)), np.sqrt(panel.opportunities))
    return Lines(plotted, centre, centre - 3 * sigma, centre + 3 * sigma, sigma, fell_back)


def _laney(panel: Panel, centre: Floats, by_chance: Floats, screen: bool, cap: float = np.inf) -> Lines:
    """σ_z is the individuals chart's estimate for z = (x − centre) / σ: above 1 where points vary more than by chance, and
    not raised to 1 where they vary less."""
    phases, away = panel.phases, panel.ratios - centre
    scores = np.where(by_chance > 0, ratio(away, by_chance), away * 0.0)
    taken = ~np.isnan(scores) & panel.in_baseline
    ranges = moving_ranges(scores, np.broadcast_to(panel.in_baseline, scores.shape), phases)
    on_centre = np.zeros((phases.shape[0], phases.count))
    average, fell_back = average_range(ranges, scores, taken, on_centre, phases, screen=screen)
    return around(panel, centre, by_chance * phases.spread(SIGMA_PER_RANGE * average), cap, fell_back)


def _normalised_ranges(panel: Panel, taken: Booleans) -> Floats:
    """|x − the taken point before it| as a multiple of √(1/n + 1/n before); NaN where its phase has none before it."""
    at, earlier = _neighbours(taken, panel.phases)
    points, shares = panel.ratios.ravel(), ratio(np.ones((1, 1)), panel.opportunities).ravel()
    ranges = np.full(panel.values.shape, np.nan)
    ranges.ravel()[at] = np.abs(points[at] - points[earlier]) / np.sqrt(shares[at] + shares[earlier])
    return ranges


def _neighbours(taken: Booleans, phases: Phases) -> tuple[Integers, Integers]:
    """Flat positions of taken points, and of the taken points before them in the same phase."""
    at = np.flatnonzero(taken)
    keys = phases.keys.ravel()[at]
    linked = keys[1:] == keys[:-1]
    return at[1:][linked], at[:-1][linked]
