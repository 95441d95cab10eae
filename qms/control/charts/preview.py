"""What a decision would do to a chart, worked out from the chart itself without storing anything."""

import datetime as dt

import numpy as np

from qms.spc import ControlChart, SpecialCause, analyse


def with_limits_from(chart: ControlChart, period: dt.date) -> ControlChart:
    """The chart with its limits calculated anew from `period` on."""
    return _again(chart, rebase=[*_rebases(chart), period], exclude=_excluded(chart))


def without_point(chart: ControlChart, period: dt.date) -> ControlChart:
    """The chart with the point of `period` left out of limits and rules."""
    return _again(chart, rebase=_rebases(chart), exclude=[*_excluded(chart), period])


def periods_of(chart: ControlChart) -> list[dt.date]:
    """The chart's periods, gaps included. Raises ValueError for a chart without dates."""
    if chart.periods is None:
        raise ValueError("This chart has no dates.")
    return chart.periods.tolist()


def measured_periods(chart: ControlChart) -> list[dt.date]:
    """The periods that have a value."""
    known = ~np.isnan(chart.numerators)
    return [period for period, there in zip(periods_of(chart), known, strict=True) if there]


def last_shift(chart: ControlChart) -> dt.date | None:
    """Where the latest shift begins: the period from which limits are most likely to be recalculated."""
    starts = [each.first for each in chart.signals if each.rule is SpecialCause.SHIFT and each.first > 0]
    return periods_of(chart)[starts[-1]] if starts else None


def last_outlier(chart: ControlChart) -> dt.date | None:
    """The latest point outside the limits: the one that is most likely to be left out."""
    ends = [each.last for each in chart.signals if each.rule is SpecialCause.OUTSIDE_LIMITS]
    return periods_of(chart)[max(ends)] if ends else None


def _rebases(chart: ControlChart) -> list[dt.date]:
    periods = periods_of(chart)
    return [periods[phase.start] for phase in chart.phases if phase.start > 0]


def _excluded(chart: ControlChart) -> list[dt.date]:
    return [period for period, out in zip(periods_of(chart), chart.excluded, strict=True) if out]


def _again(chart: ControlChart, *, rebase: list[dt.date], exclude: list[dt.date]) -> ControlChart:
    return analyse(
        chart.numerators,
        periods=chart.periods,
        denominators=chart.denominators,
        chart=chart.kind.value,
        direction=chart.direction.value,
        target=chart.target,
        rebase=rebase,
        exclude=exclude,
        rules=chart.rules,
        freeze=chart.analysis.setting.freeze,
        screen_moving_ranges=chart.analysis.setting.screen_moving_ranges,
    )
