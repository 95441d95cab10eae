"""Charts of counts: p (proportions), u (rates) and c (counts). Formulas: Montgomery, Introduction to Statistical Quality
Control, chapter "Control charts for attributes".
"""

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.limits.lines import Lines
from qms.spc.panel import Panel
from qms.spc.phases import ratio


def p_lines(panel: Panel) -> Lines:
    """p̄ ± 3 √(p̄(1 − p̄)/n), kept between 0 and 1; p̄ is all events over all opportunities of the phase."""
    centre = _pooled(panel)
    return _around(panel, centre, np.sqrt(_over_denominator(panel, centre * (1 - centre))), cap=1.0)


def u_lines(panel: Panel) -> Lines:
    """ū ± 3 √(ū/n), not below 0; ū is all events over all opportunities of the phase."""
    centre = _pooled(panel)
    return _around(panel, centre, np.sqrt(_over_denominator(panel, centre)))


def c_lines(panel: Panel) -> Lines:
    """c̄ ± 3 √c̄, not below 0."""
    taken = ~np.isnan(panel.values) & panel.in_baseline
    centre = panel.phases.spread(panel.phases.mean(panel.values, taken))
    return _around(panel, centre, np.sqrt(centre))


def _pooled(panel: Panel) -> Floats:
    taken = ~np.isnan(panel.values) & panel.in_baseline
    events = panel.phases.total(np.where(taken, panel.values, 0.0))
    opportunities = panel.phases.total(np.where(taken, panel.opportunities, 0.0))
    return panel.phases.spread(ratio(events, opportunities))


def _over_denominator(panel: Panel, variance: Floats) -> Floats:
    # A proportion of exactly 1 may come out a rounding error above it.
    return ratio(np.maximum(variance, 0.0), panel.opportunities)


def _around(panel: Panel, centre: Floats, sigma: Floats, cap: float = np.inf) -> Lines:
    lower = np.maximum(centre - 3 * sigma, 0.0)
    upper = np.minimum(centre + 3 * sigma, cap)
    return Lines(panel.ratios, centre, lower, upper, sigma)
