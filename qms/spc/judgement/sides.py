"""One side of a change: its points, the centre and limits of its own chart, and what its target asks."""

import numpy as np

from qms.spc.chart import ControlChart
from qms.spc.enums import ASSURANCES, Assurance
from qms.spc.judgement.effect import Stretch
from qms.spc.judgement.points import Points
from qms.spc.verdicts import PROVISIONAL_BELOW, assure


def stretch_of(chart: ControlChart, points: Points) -> Stretch:
    """The figures of the phase that the points are of."""
    at = int(points.positions[-1])
    centre, lower, upper, target = (float(line[at]) for line in (chart.centre, chart.lower, chart.upper, chart.targets))
    return Stretch(
        points=len(points),
        first_period=None if points.periods is None else str(points.periods[0]),
        last_period=None if points.periods is None else str(points.periods[-1]),
        centre=centre,
        lower=None if np.isnan(lower) else lower,
        upper=None if np.isnan(upper) else upper,
        target=None if np.isnan(target) else target,
        assurance=_assurance(chart, at) if len(points) >= PROVISIONAL_BELOW and chart.kind.assured else None,
    )


def _assurance(chart: ControlChart, at: int) -> Assurance | None:
    """The target of that point against its limits."""
    rounding = np.broadcast_to(chart.analysis.lines.rounding, chart.analysis.active.shape)[0]
    lower, upper, slack, target = (np.array([line[at]]) for line in (chart.lower, chart.upper, rounding, chart.targets))
    return ASSURANCES[int(assure(lower, upper, slack, target, chart.analysis.directions)[0])]
