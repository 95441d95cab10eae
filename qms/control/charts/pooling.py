"""Series of one metric added up as one chart, as units are added up the tree: for groups that stand across it."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import Row as SqlRow

from qms.control.charts.calendar import with_gaps
from qms.control.charts.lines import OF_GROUPS, dates_of
from qms.control.charts.panel import panel_of
from qms.control.charts.queries import load_metrics, series_by_ids
from qms.control.charts.targets import targets_at
from qms.control.measurements.queries import figures_of
from qms.control.measurements.rolling_up import ROLLED, from_sums, to_sums
from qms.golden_thread.metrics.models import DataKind, Metric
from qms.golden_thread.metrics.rules import rules_of
from qms.golden_thread.metrics.scale import scale_of
from qms.spc import ControlChart, SeriesError, analyse
from qms.spc.arrays import Dates, Floats

NO_PANEL = (
    "No judgement over all together: {few:,} of {of:,} reported throughout, and that takes two at least and half of them. "
    "Otherwise the figures would show who reported, and not what changed. Each chart speaks for itself."
)
Integers = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True)
class Sum:
    """A metric's series added up. `reported`: how many of the `of` series stand behind each period of the chart; `members`
    are these series. `chart` is None where `refused` says why there is none."""

    metric: Metric
    of: int
    chart: ControlChart | None = None
    reported: Sequence[int] = ()
    refused: str = ""
    members: frozenset[int] = frozenset()


def sums_of(groups: Mapping[int, Collection[int]], *, since: dt.date | None = None) -> dict[int, Sum]:
    """Each group's series added up, by its key, in a constant number of queries; groups never measured are left out.

    Proportions and rates add their numerators and denominators, counts add up, means weigh by n. Periods in which a series
    is missing are made from the others; of counts, which would only seem to fall, they are left out of the limits. Where
    `since` is a day to compare from, only the series that reported throughout are added up: see panel.py."""
    series = {each.id: each for each in series_by_ids(sorted({each for ids in groups.values() for each in ids}))}
    metrics = {each.id: each for each in load_metrics({each.metric_id for each in series.values()})}
    rows: dict[int, list[SqlRow]] = {}
    for row in figures_of(list(series)):
        rows.setdefault(row[0], []).append(row)
    found = {}
    for key, ids in groups.items():
        measured = [row for each in sorted(ids) for row in rows.get(each, ())]
        if measured:
            metric = metrics[series[measured[0][0]].metric_id]
            found[key] = _compared(metric, measured, len(set(ids)), since) if since else _added(metric, measured)
    return found


def _compared(metric: Metric, rows: Sequence[SqlRow], of: int, since: dt.date) -> Sum:
    if metric.data_kind not in ROLLED:
        return _added(metric, rows)
    measured: dict[int, set[dt.date]] = {}
    for row in rows:
        measured.setdefault(row[0], set()).add(row[1])
    panel = panel_of(measured, since, metric.cadence)
    if not panel.stands_for(of):
        return Sum(metric, len(measured), refused=NO_PANEL.format(few=len(panel.members), of=of), members=panel.members)
    return _added(metric, [row for row in rows if row[0] in panel.members and row[1] >= panel.start])


def _added(metric: Metric, rows: Sequence[SqlRow]) -> Sum:
    members = frozenset(row[0] for row in rows)
    return replace(_sum_of(metric, rows, len(members)), members=members)


def _sum_of(metric: Metric, rows: Sequence[SqlRow], of: int) -> Sum:
    if metric.data_kind not in ROLLED:
        return Sum(metric, of, refused="Figures of this kind cannot be added up. Each chart speaks for itself.")
    _, days, *figures = zip(*rows, strict=True)
    sums = to_sums(metric.data_kind, [np.array(each, dtype=float) for each in figures])
    usable = ~np.isnan(sums).any(axis=1) if metric.data_kind is not DataKind.MEAN else ~np.isnan(sums[:, :2]).any(axis=1)
    if not usable.any():
        return Sum(metric, of, refused="The averages came without how many they are of, so they cannot be weighed.")
    measured, places = np.unique(dates_of(days)[usable], return_inverse=True)
    added = np.zeros((len(measured), sums.shape[1]))
    np.add.at(added, places, sums[usable])
    try:
        return _charted(metric, of, measured, added, np.bincount(places, minlength=len(measured)))
    except SeriesError as error:
        return Sum(metric, of, refused=f"The sum cannot be charted. {error.problem}")


def _charted(metric: Metric, of: int, measured: Dates, added: Floats, behind: Integers) -> Sum:
    periods = with_gaps(measured, metric.cadence)
    at = np.searchsorted(periods, measured)
    reported = np.zeros(len(periods), dtype=np.int64)
    reported[at] = behind

    def placed(numbers: Floats) -> Floats:
        line = np.full(len(periods), np.nan)
        line[at] = numbers
        return line

    value, numerator, denominator, n, sd = (placed(each) for each in from_sums(metric.data_kind, added))
    below = denominator / scale_of(metric) if metric.has_denominator else None
    of_groups = metric.chart in OF_GROUPS
    chart = analyse(
        value if below is None else numerator,
        periods=periods,
        denominators=below,
        chart=metric.chart,
        direction=metric.direction.value,
        target=targets_at(metric, periods),
        exclude=left_out(metric, periods, reported, of),
        rules=rules_of(metric),
        sizes=n if of_groups else None,
        deviations=sd if of_groups else None,
    )
    return Sum(metric, of, chart, reported.tolist())


def left_out(metric: Metric, periods: Dates, reported: Integers, of: int) -> list[dt.date]:
    """The periods that say nothing of the process: counts of a part of the series, unless there never were all of them."""
    partly = (reported > 0) & (reported < of)
    if metric.data_kind is not DataKind.COUNT or not (reported == of).any():
        return []
    return periods[partly].tolist()
