"""Days between events: worked out from the events' dates, and again when an event before is added or taken out.

A value that was sent with its event is kept as it was sent: the clock may have stood still while a ward was closed."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from sqlalchemy import select

from qms.control.measurements.queries import figures_of, series_of_metrics
from qms.control.measurements.rows import Figures, Row
from qms.golden_thread.metrics.definitions import counts_days
from qms.golden_thread.metrics.models import DataKind, Metric
from qms.kernel.db import db

Name = tuple[int, int, str]
Events = Mapping[dt.date, float | None]


def with_days_between(rows: Sequence[Row]) -> list[Row]:
    """The rows, those without a value given the days since the event before, and after them one for each stored event
    whose days change with them. The first event of all has no value: nothing came before it."""
    metrics = _counting_days(row.metric_id for row in rows)
    if not metrics:
        return list(rows)
    stored = _stored(metrics)
    own: dict[Name, dict[dt.date, float | None]] = {}
    for row in rows:
        if row.metric_id in metrics:
            own.setdefault(row[:3], {})[row.period] = row.value
    worked_out = {name: _worked_out(stored.get(name, {}), sent) for name, sent in own.items()}
    filled = [
        row._replace(value=worked_out[row[:3]][row.period]) if row[:3] in own and row.value is None else row for row in rows
    ]
    following = [
        Row(*name, period, value=value)
        for name, days in worked_out.items()
        for period, value in days.items()
        if period not in own[name]
    ]
    return filled + following


def days_after_removal(name: Name, periods: Collection[dt.date]) -> list[Row]:
    """A row for each event that follows removed ones, where its days were worked out; asked before they are removed."""
    if not _counting_days([name[0]]):
        return []
    before = _stored({name[0]}).get(name, {})
    after = {period: value for period, value in before.items() if period not in periods}
    return [Row(*name, period, value=value) for period, value in _changed(before, after).items()]


def _worked_out(stored: Events, sent: Events) -> dict[dt.date, float | None]:
    """The days of every sent event without a value, and of each stored one whose days they change."""
    merged = dict(stored) | dict(sent)
    since = _since(merged)
    filled = {period: since[period] for period, value in sent.items() if value is None}
    return filled | {period: days for period, days in _changed(stored, merged).items() if period not in sent}


def _changed(before: Events, after: Events) -> dict[dt.date, float | None]:
    """The stored events whose worked-out days are others after; those that were sent with a value keep it."""
    was, now = _since(before), _since(after)
    return {
        period: now[period]
        for period, value in before.items()
        if period in after and value == was[period] and now[period] != was[period]
    }


def _since(events: Iterable[dt.date]) -> dict[dt.date, float | None]:
    """Days since the event before, by the day of each event; None for the first."""
    days = sorted(events)
    return dict.fromkeys(days[:1]) | {later: float((later - earlier).days) for earlier, later in pairwise(days)}


def _counting_days(metric_ids: Iterable[int]) -> set[int]:
    statement = select(Metric.id, Metric.data_kind, Metric.measured_in).where(
        Metric.id.in_(sorted(set(metric_ids))), Metric.data_kind == DataKind.BETWEEN
    )
    return {number for number, kind, words in db.session.execute(statement) if counts_days(kind, words)}


def _stored(metric_ids: Collection[int]) -> dict[Name, dict[dt.date, float | None]]:
    names = {each.id: (each.metric_id, each.unit_id, each.stratum) for each in series_of_metrics(metric_ids)}
    found: dict[Name, dict[dt.date, float | None]] = {}
    for series_id, period, *figures in figures_of(list(names)):
        found.setdefault(names[series_id], {})[period] = Figures(*figures).value
    return found
