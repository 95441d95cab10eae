"""The same series with other phases or another baseline: what a chart would be, without asking for its data again."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qms.spc.analysis import analyse_panel
from qms.spc.arrays import Booleans, Integers
from qms.spc.chart import ControlChart
from qms.spc.enums import ChartKind
from qms.spc.phases import Phases


def redrawn(
    chart: ControlChart, starts: Sequence[int], baseline: Booleans | None = None, kind: ChartKind | None = None
) -> ControlChart:
    """The chart with phases that begin at these positions (the first begins by itself).

    baseline: the points that limits are made from, one flag per point; None for all of each phase. kind: another chart kind
    that the same data allow; None for the chart's own.
    """
    analysis, kind = chart.analysis, kind or chart.kind
    panel = replace(
        analysis.panel,
        kind=kind,
        phases=phases_from(starts, len(chart.values)),
        baseline=None if baseline is None else baseline[None, :],
        given_centre=None,  # the centre is what is asked for
    )
    return ControlChart(analyse_panel(panel, replace(analysis.setting, kind=kind), analysis.directions, analysis.targets))


def shortened(chart: ControlChart, points: int) -> ControlChart:
    """The chart without what comes after so many points, to be drawn again: its verdicts still are those of the whole."""
    panel = replace(chart.analysis.panel, lengths=np.array([min(points, len(chart.values))]))
    return ControlChart(replace(chart.analysis, panel=panel).of_series(0))


def phases_from(starts: Sequence[int], points: int) -> Phases:
    """Phases that begin at these positions of a series of so many points."""
    inner = sorted({start for start in starts if 0 < start < points})
    if not inner:
        return Phases((1, points))
    return Phases((1, points), np.searchsorted(inner, np.arange(points), side="right")[None, :])


def phase_starts(chart: ControlChart) -> list[int]:
    """The first position of each phase of the chart."""
    return [phase.start for phase in chart.phases]


def active_positions(chart: ControlChart, first: int = 0) -> Integers:
    """The positions from `first` on whose points are present and included."""
    at = np.flatnonzero(chart.analysis.active[0])
    return at[at >= first]
