"""From a control chart to the row of its Reading. Pure: a nightly recheck compares such rows with those stored."""

import math
from typing import Any

import numpy as np

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.readings.due import next_due
from qms.golden_thread.readings.saying import measured_values, wording_of
from qms.kernel import clock
from qms.spc import ChartKind, ControlChart
from qms.spc.explain import explain

RECENT = 24
"""Points kept for the sparkline."""


def reading_row(series_id: int, chart: ControlChart, metric: Metric) -> dict[str, Any] | None:
    """The columns of the series' Reading; None where the chart shows no point, as moving ranges of a single value.

    The verdict is that of the last point not left out; lateness counts from the last that was measured."""
    shown = np.flatnonzero(~np.isnan(chart.values))
    if chart.periods is None or not len(shown):
        return None
    measured = np.flatnonzero(~np.isnan(chart.numerators))
    at = chart.last if chart.last in shown else int(shown[-1])  # where every point is left out, the last of them
    cause = chart.special_causes[at]
    # Sums of deviations are on no scale that a tile could name: it has what was measured, and no limits.
    summed = chart.kind is ChartKind.CUSUM
    centre, lower, upper = (None if summed else _known(line[at]) for line in (chart.centre, chart.lower, chart.upper))
    return {
        "series_id": series_id,
        "period": chart.periods[at].item(),
        "value": float((measured_values(chart) if summed else chart.values)[at]),
        "centre": centre,
        "lower": lower,
        "upper": upper,
        "target": chart.target,
        "variation": chart.variation.value,
        "assurance": chart.assurance and chart.assurance.value,
        "special_cause": cause and cause.value,
        "provisional": chart.provisional,
        "points": len(measured),
        "explanation": explain(chart, wording_of(chart, metric)),
        "recent": _recent(chart, int(measured[-1])),
        "next_due": next_due(chart.periods[measured[-1]].item(), metric.cadence),
        "written_at": clock.now(),
    }


def _recent(chart: ControlChart, last: int) -> list[list[float | str | None]]:
    first = max(0, last + 1 - RECENT)
    values = chart.values[first : last + 1].tolist()
    return [[_known(value), type_.value] for value, type_ in zip(values, chart.types[first : last + 1], strict=True)]


def _known(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None
