"""A change that followed a concern: what the comparison would be without the points that led to it.

Extreme values tend to be followed by ordinary ones (Galton F, 1886, Journal of the Anthropological Institute 15: 246-263),
and people act on extreme values. The verdict keeps all points before the change, as those who acted saw its limits; the
sentence says what it would be without these.
"""

import numpy as np

from qms.spc.chart import ControlChart
from qms.spc.enums import ChartKind
from qms.spc.judgement.effect import Lead
from qms.spc.judgement.redrawing import active_positions, redrawn, shortened
from qms.spc.judgement.weighing import FEWEST_BEFORE, weigh

NEAR = 3
"""So many points may lie between the end of a concern and the change that answers it."""


def lead_of(chart: ControlChart, start: int, position: int, kind: ChartKind) -> Lead | None:
    """The concern that the chart, drawn from the points before the change alone, showed just before it; None for none.

    start: where the points begin that the change is compared with. kind: the one that judges."""
    before = shortened(chart, position)
    then = redrawn(before, [start], kind=kind)
    at = active_positions(then, start)
    led = np.zeros(len(chart.values), dtype=bool)
    for signal in then.signals:
        if signal.type.startswith("concern") and signal.first >= start and (at > signal.last).sum() <= NEAR:
            led[signal.first : signal.last + 1] = True
    points = int(led[at].sum())
    if points in (0, len(at)):
        return None
    without = redrawn(before, [start], ~led[: len(before.values)], kind=kind)
    stands = None
    if len(at) - points >= FEWEST_BEFORE:
        frozen = redrawn(chart, [start], (np.arange(len(chart.values)) < position) & ~led, kind=kind)
        standing = weigh(frozen, position).standing
        stands = standing is not None and standing.type.startswith("improvement")
    return Lead(points, float(without.centre[at[-1]]), stands)
