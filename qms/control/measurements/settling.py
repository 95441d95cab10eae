"""The roll-ups of a metric brought up to date with what its units report, in the transaction that changed it."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from operator import attrgetter

import numpy as np
from sqlalchemy import Row as SqlRow
from sqlalchemy import insert, select, update

from qms.control.measurements.queries import SeriesKey, figures_of_metrics, reporting_series, series_of_metrics
from qms.control.measurements.rolling_up import ROLLED, Rows, Tree, from_sums, roll_up, to_sums
from qms.control.measurements.rows import Figures
from qms.control.measurements.writing import Written, delete_measurements, upsert_measurements
from qms.golden_thread.metrics.models import DataKind, Metric, Series
from qms.kernel.db import db
from qms.organisation.models import Unit

Summed = dict[tuple[int, str, dt.date], tuple[Figures, int]]


def settle(metric_ids: Iterable[int], *, periods: Collection[dt.date] | None = None) -> set[int]:
    """Recompute every roll-up of the metrics (in `periods` only, if given); returns the series that changed.

    A series that units report themselves is never touched. One without any measurement left is summed again."""
    ids = sorted(set(metric_ids))
    if not ids:
        return set()
    keys = {metric: list(some) for metric, some in groupby(_by_metric(ids), attrgetter("metric_id"))}
    stored: dict[int, list[SqlRow]] = {}
    for row in figures_of_metrics(ids, periods):
        stored.setdefault(row.series_id, []).append(row)
    reporting = reporting_series(ids)
    units = list(db.session.execute(select(Unit.id, Unit.parent_id).order_by(Unit.id)))
    metrics = db.session.execute(select(Metric.id, Metric.data_kind, Metric.strata_add_up).where(Metric.id.in_(ids)))
    touched: set[int] = set()
    for metric_id, kind, adds_up in metrics:
        series = keys.get(metric_id, [])
        reported = {each.id: each for each in series if each.id in reporting}
        direct = [row for number in reported for row in stored.get(number, ())]
        wanted = _summed(direct, reported, units, kind, adds_up) if kind in ROLLED else {}
        touched |= _write(metric_id, wanted, series, stored)
    return touched


def _by_metric(ids: Sequence[int]) -> list[SeriesKey]:
    return sorted(series_of_metrics(ids), key=attrgetter("metric_id", "id"))


def _summed(
    direct: list[SqlRow], series: dict[int, SeriesKey], units: Sequence[SqlRow], kind: DataKind, adds_up: bool
) -> Summed:
    """The roll-ups as figures with the number of reporting units, by unit, stratum and period."""
    if not direct:
        return {}
    place = {unit_id: at for at, (unit_id, _) in enumerate(units)}
    strata = sorted({"", *(each.stratum for each in series.values())})  # "" sorts first: the whole has code 0
    calendar = sorted({row.period for row in direct})
    code = {stratum: at for at, stratum in enumerate(strata)}
    day = {period: at for at, period in enumerate(calendar)}
    standing = {each.id: (place[each.unit_id], code[each.stratum]) for each in series.values()}
    numbers, days, *columns, _ = zip(*direct, strict=True)
    unit, stratum = np.array([standing[number] for number in numbers]).T
    period = np.array([day[each] for each in days])
    sums = to_sums(kind, [np.array(column, dtype=float) for column in columns])
    order = np.lexsort((period, stratum, unit))  # sums of floats depend on their order: keep it, whatever came first
    rows = Rows(unit, stratum, period, sums, np.ones(len(unit), dtype=np.int64)).where(order)
    reported = np.zeros((len(units), len(strata)), dtype=bool)
    reported[tuple(zip(*standing.values(), strict=True))] = True
    rolled = roll_up(rows, _tree(units, place), reported, strata_add_up=adds_up)
    figures = zip(*(column.tolist() for column in from_sums(kind, rolled.sums)), strict=True)
    entries = zip(
        *(each.tolist() for each in (rolled.unit, rolled.stratum, rolled.period, rolled.units)), figures, strict=True
    )
    return {
        (units[unit_at][0], strata[stratum_at], calendar[day_at]): (_without_nan(found), behind)
        for unit_at, stratum_at, day_at, behind, found in entries
    }


def _without_nan(figures: tuple[float, ...]) -> Figures:
    return Figures(*(None if each != each else each for each in figures))  # noqa: PLR0124  NaN alone differs from itself


def _tree(units: Sequence[SqlRow], place: dict[int, int]) -> Tree:
    parent = np.array([-1 if above is None else place[above] for _, above in units], dtype=np.int64)
    depth, at = np.zeros(len(parent), dtype=np.int64), parent.copy()
    while (at >= 0).any():
        depth += at >= 0
        at = np.where(at >= 0, parent[at], -1)
    return Tree(parent, depth)


def _write(metric_id: int, wanted: Summed, series: list[SeriesKey], stored: dict[int, list[SqlRow]]) -> set[int]:
    """Write what differs from what is stored; returns the series in which something does."""
    ids = _series_ids(metric_id, {name[:2] for name in wanted}, series)
    before = {
        (each.id, row.period): (Figures(*row[2:7]), row.units)
        for each in series
        if each.rolled_up
        for row in stored.get(each.id, ())
    }
    after = {(ids[unit_id, stratum], period): summed for (unit_id, stratum, period), summed in wanted.items()}
    changed = [(key, summed) for key, summed in after.items() if before.get(key) != summed]
    upsert_measurements([Written(*key, figures, units) for key, (figures, units) in changed])
    gone = [key for key in before if key not in after]
    delete_measurements(gone)
    return {key[0] for key, _ in changed} | {key[0] for key in gone}


def _series_ids(metric_id: int, names: set[tuple[int, str]], series: list[SeriesKey]) -> dict[tuple[int, str], int]:
    """The rolled-up series' ids by unit and stratum; missing ones are made."""
    known = {(each.unit_id, each.stratum): each for each in series}
    emptied = [each.id for name in names if (each := known.get(name)) and not each.rolled_up]
    if emptied:
        db.session.execute(update(Series).where(Series.id.in_(emptied)).values(rolled_up=True))
    missing = sorted(names - set(known))
    ids = {name: each.id for name, each in known.items() if name in names}
    if missing:
        rows = [
            {"metric_id": metric_id, "unit_id": unit_id, "stratum": stratum, "rolled_up": True}
            for unit_id, stratum in missing
        ]
        db.session.execute(insert(Series), rows)
        made = series_of_metrics([metric_id])
        ids |= {(each.unit_id, each.stratum): each.id for each in made if (each.unit_id, each.stratum) in missing}
    return ids
