"""A chart's periods, and where a decision on it is most likely to be wanted."""

import datetime as dt

import numpy as np

from qms.spc import ControlChart, SpecialCause
from qms.spc.judgement import suggest_rebase


def periods_of(chart: ControlChart) -> list[dt.date]:
    """The chart's periods, gaps included. Raises ValueError for a chart without dates."""
    if chart.periods is None:
        raise ValueError("This chart has no dates.")
    return chart.periods.tolist()


def measured_periods(chart: ControlChart) -> list[dt.date]:
    """The periods that have a value."""
    known = ~np.isnan(chart.numerators)
    return [period for period, there in zip(periods_of(chart), known, strict=True) if there]


def likely_change(chart: ControlChart) -> dt.date | None:
    """The period from which limits are most likely to be recalculated: that of a lasting change, else of the latest shift."""
    if (found := suggest_rebase(chart)) is not None:
        return periods_of(chart)[found.position]
    starts = [each.first for each in chart.signals if each.rule is SpecialCause.SHIFT and each.first > 0]
    return periods_of(chart)[starts[-1]] if starts else None


def last_outlier(chart: ControlChart) -> dt.date | None:
    """The latest point outside the limits: the one that is most likely to be left out."""
    ends = [each.last for each in chart.signals if each.rule is SpecialCause.OUTSIDE_LIMITS]
    return periods_of(chart)[max(ends)] if ends else None
