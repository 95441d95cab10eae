"""How the numbers of a chart are said, and what was measured, where the chart plots something else."""

from collections.abc import Callable

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.metrics.presenters import wording
from qms.spc import ChartKind, ControlChart
from qms.spc.arrays import Floats
from qms.spc.explain import Wording
from qms.spc.speech import Rounding


def wording_of(chart: ControlChart, metric: Metric) -> Callable[[list[float]], Wording]:
    """As the metric's numbers are said; plainly on a CUSUM chart, which is in standard deviations."""
    return Rounding if chart.kind is ChartKind.CUSUM else wording(metric)


def measured_values(chart: ControlChart) -> Floats:
    """What was measured at each point: the value or the ratio, whatever the chart makes of it."""
    return chart.numerators if chart.denominators is None else chart.numerators / chart.denominators
