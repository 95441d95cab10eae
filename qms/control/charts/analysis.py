"""From stored measurements to control charts: many series at a time, in a constant number of queries."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from sqlalchemy import Row as SqlRow

from qms.control.charts.calendar import with_gaps
from qms.control.charts.models import Exclusion, PhaseStart
from qms.control.charts.queries import active_periods, load_metrics
from qms.control.measurements.queries import figures_of
from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.metrics.scale import scale_of
from qms.spc import ControlChart, SeriesError, analyse_many
from qms.spc.arrays import Dates, Floats


@dataclass(frozen=True)
class Line:
    """One series ready to be charted: periods with its gaps, values (numerators where there are denominators)."""

    series: Series
    metric: Metric
    periods: Dates
    values: Floats
    denominators: Floats | None
    rebase: Dates
    exclude: Dates

    @property
    def panel(self) -> tuple[str, str, bool, int]:
        """Lines with the same are analysed together; the last is their length, doubled from class to class."""
        room = 16
        while room < len(self.periods):
            room *= 2
        return self.metric.chart, self.metric.rules, self.denominators is not None, room


def chart_of(series: Series) -> ControlChart | None:
    """The control chart of one series as it stands; None where nothing has been measured."""
    return charts_of([series]).get(series.id)


def chart_if(series: Series, *, rebase: Sequence[dt.date] = (), exclude: Sequence[dt.date] = ()) -> ControlChart | None:
    """The chart as it would be with these phase starts and exclusions besides those that stand: for a preview."""
    lines = [
        replace(
            line,
            rebase=np.union1d(line.rebase, _inside(rebase, line.periods)),
            exclude=np.union1d(line.exclude, _dates(exclude)),
        )
        for line in _lines([series])
    ]
    return next(_analysed(lines), None) if lines else None


def charts_of(series: Sequence[Series]) -> dict[int, ControlChart]:
    """The control charts by series id; series without measurements are left out.

    Raises SeriesError, naming unit and metric, for measurements that the metric's chart can't show."""
    charts: dict[int, ControlChart] = {}
    lines = sorted(_lines(series), key=lambda line: line.panel)
    for _, same in groupby(lines, key=lambda line: line.panel):
        some = list(same)
        charts.update(zip((line.series.id for line in some), _analysed(some), strict=True))
    return charts


def _lines(series: Sequence[Series]) -> Iterator[Line]:
    ids = sorted({each.id for each in series})
    metrics = {each.id: each for each in load_metrics({each.metric_id for each in series})}
    starts, ghosts = active_periods(PhaseStart, ids), active_periods(Exclusion, ids)
    by_id = {each.id: each for each in series}
    for series_id, rows in groupby(figures_of(ids), key=lambda row: row[0]):
        each = by_id[series_id]
        line = _line(each, metrics[each.metric_id], list(rows), starts.get(series_id, []), ghosts.get(series_id, []))
        if not np.isnan(line.values).all():
            yield line


def _line(series: Series, metric: Metric, rows: list[SqlRow], starts: list[dt.date], ghosts: list[dt.date]) -> Line:
    _, days, values, numerators, denominators = zip(*rows, strict=True)
    measured = _dates(days)
    periods = with_gaps(measured, metric.cadence)
    at = np.searchsorted(periods, measured)

    def on_calendar(numbers: Iterable[float | None]) -> Floats:
        placed = np.full(len(periods), np.nan)
        placed[at] = np.array(numbers, dtype=float)
        return placed

    if metric.has_denominator:
        below = on_calendar(denominators) / scale_of(metric)
        above = np.where(np.isnan(below), np.nan, on_calendar(numerators))
    else:
        above, below = on_calendar(values), None
    return Line(series, metric, periods, above, below, _inside(starts, periods), _dates(ghosts))


def _inside(starts: Sequence[dt.date], periods: Dates) -> Dates:
    """The phase starts that divide the series; before or after all its points there is nothing to divide."""
    dates = _dates(starts)
    return dates[(dates > periods[0]) & (dates <= periods[-1])]


def _dates(days: Sequence[dt.date]) -> Dates:
    return np.array(days, dtype="datetime64[D]")


def _analysed(lines: list[Line]) -> Iterator[ControlChart]:
    metric = lines[0].metric
    try:
        panel = analyse_many(
            _padded([line.values for line in lines]),
            periods=_padded([line.periods for line in lines]),
            denominators=None if lines[0].denominators is None else _padded([line.denominators for line in lines]),
            chart=metric.chart,
            direction=[line.metric.direction.value for line in lines],
            target=[np.nan if line.metric.target is None else line.metric.target for line in lines],
            rebase=[line.rebase for line in lines],
            exclude=[line.exclude for line in lines],
            rules=metric.rules,
        )
    except SeriesError as error:
        raise _named(error, lines) from error
    return iter(panel)


def _padded(rows: list) -> np.ndarray:
    longest = max(map(len, rows))
    missing = np.datetime64("NaT", "D") if rows[0].dtype.kind == "M" else np.nan
    padded = np.full((len(rows), longest), missing, dtype=rows[0].dtype)
    for at, row in enumerate(rows):
        padded[at, : len(row)] = row
    return padded


def _named(error: SeriesError, lines: list[Line]) -> SeriesError:
    """The same error with the unit and metric in its words."""
    if error.series is None:
        return error
    line = lines[error.series]
    stratum = f", {line.series.stratum}" if line.series.stratum else ""
    period = f" in {error.period}" if error.period else ""
    problem = f"{line.metric.name}, {line.series.unit.name}{stratum}{period}: {error.problem}"
    return SeriesError(problem, argument=error.argument)
