"""The picture of a judgement: limits from before the change, held up against what came since."""

import numpy as np

from qms.spc.chart import ControlChart
from qms.spc.judgement.effect import Effect
from qms.spc.judgement.redrawing import redrawn
from qms.spc.judgement.weighing import FEWEST_BEFORE


def judged_by(chart: ControlChart, effect: Effect | None) -> ControlChart:
    """The chart that the effect rests on, of a chart with one phase, so that its special causes are those of the judgement.
    The same chart where there is no effect, or where too few points lie before the change to make limits from."""
    if effect is None or effect.before.points < FEWEST_BEFORE:
        return chart
    return redrawn(chart, [], np.arange(len(chart.values)) < effect.position, kind=effect.kind)
