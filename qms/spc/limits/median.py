"""The run chart: a median and no limits."""

import numpy as np

from qms.spc.limits.lines import Lines
from qms.spc.panel import Panel


def run_lines(panel: Panel) -> Lines:
    """The median of each phase, or the centre supplied (Anhøj and Olesen 2014)."""
    plotted = panel.ratios
    taken = ~np.isnan(plotted) & panel.in_baseline
    nothing = np.full((1, 1), np.nan)
    centre = panel.phases.spread(panel.centred(panel.phases.median(plotted, taken)))
    return Lines(plotted, centre, nothing, nothing, nothing)
