"""Charts of counts: p (proportions), u (rates) and c (counts). Formulas: Montgomery, Introduction to Statistical Quality
Control, chapter "Control charts for attributes".
"""

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.limits.lines import Lines
from qms.spc.panel import Panel
from qms.spc.phases import ratio


def p_lines(panel: Panel) -> Lines:
    """p̄ ± 3 √(p̄(1 − p̄)/n), kept between 0 and 1; p̄ is all events over all opportunities of the phase."""
    centre = pooled(panel)
    return around(panel, centre, np.sqrt(over_denominator(panel, centre * (1 - centre))), cap=1.0)


def u_lines(panel: Panel) -> Lines:
    """ū ± 3 √(ū/n), not below 0; ū is all events over all opportunities of the phase."""
    centre = pooled(panel)
    return around(panel, centre, np.sqrt(over_denominator(panel, centre)))


def c_lines(panel: Panel) -> Lines:
    """c̄ ± 3 √c̄, not below 0."""
    taken = ~np.isnan(panel.values) & panel.in_baseline
    centre = panel.phases.spread(panel.centred(panel.phases.mean(panel.values, taken)))
    return around(panel, centre, np.sqrt(np.maximum(centre, 0.0)))


def pooled(panel: Panel) -> Floats:
    """All events over all opportunities of each phase, or the centre supplied; it broadcasts over series × points."""
    return panel.phases.spread(panel.centred(pooled_by_phase(panel)))


def pooled_by_phase(panel: Panel) -> Floats:
    """All events over all opportunities, as series × phases."""
    taken = ~np.isnan(panel.values) & panel.in_baseline
    events = panel.phases.total(np.where(taken, panel.values, 0.0))
    opportunities = panel.phases.total(np.where(taken, panel.opportunities, 0.0))
    return ratio(events, opportunities)


def over_denominator(panel: Panel, variance: Floats) -> Floats:
    """The variance of each point's ratio, from that of a single opportunity."""
    # A proportion of exactly 1 may come out a rounding error above it.
    return ratio(np.maximum(variance, 0.0), panel.opportunities)


def around(panel: Panel, centre: Floats, sigma: Floats, cap: float = np.inf, fell_back: Booleans | None = None) -> Lines:
    """Centre ± 3 sigma, kept between 0 and the cap."""
    lower = np.maximum(centre - 3 * sigma, 0.0)
    upper = np.minimum(centre + 3 * sigma, cap)
    return Lines(panel.ratios, centre, lower, upper, sigma, fell_back)
