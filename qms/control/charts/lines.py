"""Stored measurements as lines ready to be charted, in a constant number of queries."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from sqlalchemy import Row as SqlRow

from qms.control.charts.calendar import with_gaps
from qms.control.charts.models import Exclusion, PhaseStart
from qms.control.charts.queries import Span, active_baselines, active_periods, load_metrics
from qms.control.charts.targets import targets_at
from qms.control.measurements.queries import figures_of
from qms.golden_thread.metrics.models import DataKind, Direction, Metric, Series
from qms.golden_thread.metrics.rules import rules_of, usual_rules
from qms.golden_thread.metrics.scale import scale_of
from qms.golden_thread.readings.due import is_over
from qms.spc import ChartKind
from qms.spc.arrays import Dates, Floats

FEWEST = 12
"""Points that a baseline needs: Making Data Count freezes limits on no fewer."""
OF_GROUPS = frozenset({"xbar", "s"})
"""Charts of averages: they need how many were averaged, and how much those differed."""


@dataclass(frozen=True)
class Line:
    """One series ready to be charted: periods with its gaps, values (numerators where there are denominators).

    sizes, deviations: n and standard deviation of each average, only for charts that need them. targets: one a point."""

    series: Series
    metric: Metric
    periods: Dates
    values: Floats
    denominators: Floats | None
    sizes: Floats | None
    deviations: Floats | None
    targets: Floats
    rebase: Dates
    exclude: Dates
    kind: str
    rules: str
    direction: Direction
    baseline: Span | None = None

    @property
    def panel(self) -> tuple[str, str, bool, str, int]:
        """Lines with the same are analysed together; the last is their length, doubled from class to class."""
        room = 16
        while room < len(self.periods):
            room *= 2
        return self.kind, self.rules, self.denominators is not None, str(self.baseline or ""), room

    def resting_on(self, baseline: Span | None) -> "Line":
        """The line with limits from these points alone, as long as there are enough: some may have been removed since."""
        if baseline is None or len(self.rebase):
            return self
        first, last = dates_of(baseline)
        inside = (self.periods >= first) & (self.periods <= last) & ~np.isin(self.periods, self.exclude)
        return replace(self, baseline=baseline) if (inside & ~np.isnan(self.values)).sum() >= FEWEST else self

    def besides(self, *, rebase: Sequence[dt.date], exclude: Sequence[dt.date]) -> "Line":
        """The line with these phase starts and exclusions besides its own, and no baseline yet."""
        starts, ghosts = _inside(rebase, self.periods), dates_of(exclude)
        return replace(self, rebase=np.union1d(self.rebase, starts), exclude=np.union1d(self.exclude, ghosts), baseline=None)

    def drawn_as(self, kind: str) -> "Line":
        """Another kind of chart by the line's own rules, or by the kind's own where one of both is a run chart.

        Which way averages are better says nothing of their spread, and the other way round."""
        if kind == self.kind:
            return self
        rules = usual_rules(kind) if "run" in (kind, self.kind) else self.rules
        direction = Direction.NEUTRAL if ChartKind.S in (kind, self.kind) else self.direction
        return replace(self, kind=kind, rules=rules, direction=direction)


def lines_of(series: Sequence[Series], until: dt.date | None = None) -> Iterator[Line]:
    """The lines of the series that have measurements, in order of their ids; only of periods that were over on a day where
    `until` names one, with what is known and decided about them today."""
    ids = sorted({each.id for each in series})
    metrics = {each.id: each for each in load_metrics({each.metric_id for each in series})}
    starts, ghosts, baselines = active_periods(PhaseStart, ids), active_periods(Exclusion, ids), active_baselines(ids)
    by_id = {each.id: each for each in series}
    for series_id, rows in groupby(figures_of(ids), key=lambda row: row[0]):
        each = by_id[series_id]
        metric = metrics[each.metric_id]
        known = [row for row in rows if until is None or is_over(row[1], metric.cadence, until)]
        if not known:
            continue
        line = _line(each, metric, known, starts.get(series_id, []), ghosts.get(series_id, []))
        if not np.isnan(line.values).all():
            yield line.resting_on(baselines.get(series_id))


def _line(series: Series, metric: Metric, rows: list[SqlRow], starts: list[dt.date], ghosts: list[dt.date]) -> Line:
    _, days, values, numerators, denominators, sizes, deviations = zip(*rows, strict=True)
    measured = dates_of(days)
    periods = with_gaps(measured, metric.cadence)
    at = np.searchsorted(periods, measured)

    def on_calendar(numbers: Iterable[float | None]) -> Floats:
        placed = np.full(len(periods), np.nan)
        placed[at] = np.array(numbers, dtype=float)
        return placed

    averages = metric.data_kind is DataKind.MEAN
    below = on_calendar(denominators) / scale_of(metric) if metric.has_denominator else None
    above = on_calendar(values if below is None else numerators)
    return Line(
        series=series,
        metric=metric,
        periods=periods,
        values=above if below is None else np.where(np.isnan(below), np.nan, above),
        denominators=below,
        sizes=on_calendar(sizes) if averages else None,
        deviations=on_calendar(deviations) if averages else None,
        targets=targets_at(metric, periods),
        rebase=_inside(starts, periods),
        exclude=dates_of(ghosts),
        kind=metric.chart,
        rules=rules_of(metric),
        direction=metric.direction,
    )


def _inside(starts: Sequence[dt.date], periods: Dates) -> Dates:
    """The phase starts that divide the series; before or after all its points there is nothing to divide."""
    dates = dates_of(starts)
    return dates[(dates > periods[0]) & (dates <= periods[-1])]


def dates_of(days: Sequence[dt.date]) -> Dates:
    """Days as numpy has them."""
    return np.array(days, dtype="datetime64[D]")
