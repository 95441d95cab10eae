"""Charts of rare events: how many cases (g) or how much time (t) came between them."""

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.limits.lines import Lines
from qms.spc.limits.xmr import SIGMA_PER_RANGE, average_range, moving_ranges
from qms.spc.panel import Panel
from qms.spc.phases import ratio

MEDIAN_OF_MEAN = 0.693
"""The median of a geometric variable is near ln 2 times its mean."""

POWER = 3.6
"""The power that makes waiting times near enough to normal (Nelson LS, 1994, Journal of Quality Technology 26(1): 53-57)."""


def g_lines(panel: Panel) -> Lines:
    """x̄ ± 3 √(x̄(x̄ + 1)), not below 0, of counts between events (Benneyan 2001, Health Care Management Science 4(4): 305-318).

    Such counts lie mostly below their mean, so the centre line is their median, by which runs are fair (Provost and Murray,
    The Health Care Data Guide); for a supplied mean, 0.693 times it.
    """
    phases, taken = panel.phases, ~np.isnan(panel.values) & panel.in_baseline
    average = panel.centred(phases.mean(panel.values, taken))
    centre = phases.median(panel.values, taken)
    if panel.given_centre is not None:
        centre = np.where(np.isnan(panel.given_centre), centre, MEDIAN_OF_MEAN * panel.given_centre)
    mean, centre = phases.spread(average), phases.spread(centre)
    sigma = np.sqrt(np.maximum(mean * (mean + 1), 0.0))
    return Lines(
        panel.values,
        centre,
        np.maximum(mean - 3 * sigma, 0.0),
        mean + 3 * sigma,
        sigma,
        scores=_scores(panel.values - mean, sigma),
    )


def t_lines(panel: Panel, screen: bool) -> Lines:
    """An individuals chart of the time to the power of 1/3.6, taken back to time; a lower limit below 0 is 0.

    The rules look at the transformed times: that is where three standard deviations mean what they should.
    """
    phases, times = panel.phases, panel.values ** (1 / POWER)
    taken = ~np.isnan(times) & panel.in_baseline
    neighbours = np.broadcast_to(panel.in_baseline, times.shape)
    average = phases.mean(times, taken)
    ranges = moving_ranges(times, neighbours, phases)
    average_of_ranges, fell_back = average_range(ranges, times, taken, average, phases, screen=screen)
    centre = panel.centred(_as_measured(average**POWER, panel, taken))
    supplied = panel.given_centre is not None
    mean = phases.spread(centre ** (1 / POWER) if supplied else average)
    centre, sigma = phases.spread(centre), phases.spread(SIGMA_PER_RANGE * average_of_ranges)
    varies = np.isnan(sigma) | (sigma > 0)
    upper = np.where(varies, (mean + 3 * sigma) ** POWER, centre)
    return Lines(
        panel.values,
        centre,
        np.where(varies, np.maximum(mean - 3 * sigma, 0.0) ** POWER, centre),
        upper,
        (upper - centre) / 3,
        fell_back,
        scores=_scores(times - mean, sigma),
    )


def _as_measured(centre: Floats, panel: Panel, taken: Booleans) -> Floats:
    """The centre of times that are all alike is that time, which there and back again misses by a rounding error."""
    median = panel.phases.median(panel.values, taken)
    return np.where(np.abs(centre - median) <= 1e-12 * median, median, centre)


def _scores(away: Floats, sigma: Floats) -> Floats:
    """Standard deviations from the centre; 0 where nothing varies."""
    return np.where(sigma > 0, ratio(away, sigma), np.where(np.isnan(away + sigma), np.nan, 0.0))
