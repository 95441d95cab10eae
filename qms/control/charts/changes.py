"""What a change on one day did to series, by their own charts, and the picture of it."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from qms.control.charts.analysis import charts_of
from qms.control.charts.drawings import Subject
from qms.control.charts.preview import periods_of
from qms.control.charts.queries import load_metrics, series_by_ids
from qms.golden_thread.metrics.models import Cadence
from qms.golden_thread.readings.due import later
from qms.spc import Effect, effect_of
from qms.spc.judgement import split_at


def effects(series_ids: Sequence[int], change: dt.date, until: dt.date | None = None) -> dict[int, Effect]:
    """The effect on each series up to the last day that counts (None for all), in a constant number of queries; series
    without points on both sides of the change are left out."""
    found = effects_of([(series_id, change) for series_id in series_ids], until)
    return {series_id: effect for (series_id, _), effect in found.items()}


def effects_of(asked: Collection[tuple[int, dt.date]], until: dt.date | None = None) -> dict[tuple[int, dt.date], Effect]:
    """The same for many changes, each a series and a day, by what was asked; each series is charted once."""
    series = {each.id: each for each in series_by_ids(sorted({series_id for series_id, _ in asked}))}
    metrics = {each.id: each for each in load_metrics({each.metric_id for each in series.values()})}
    charts = charts_of(list(series.values()))
    found = {}
    for series_id, change in asked:
        if series_id not in charts:
            continue
        periods = periods_of(charts[series_id])
        place = place_of(periods, change, metrics[series[series_id].metric_id].cadence)
        effect = effect_of(charts[series_id], change=periods[place], until=until) if 0 < place < len(periods) else None
        if effect is not None:
            found[series_id, change] = effect
    return found


def place_of(periods: Sequence[dt.date], change: dt.date, cadence: Cadence) -> int:
    """The place of the first period that mostly lies after the change; past the end where none does. Periods are in order.

    An event belongs to its day: one on the day of the change counts as after it."""
    if cadence is Cadence.EVENT:
        return bisect_left(periods, change)
    place = bisect_right(periods, change)
    if place == 0:
        return 0
    start, end = periods[place - 1], later(periods[place - 1], cadence, 1)
    return place - 1 if 2 * (change - start) <= end - start else place


def split_subject(subject: Subject, change: dt.date, until: dt.date | None = None) -> Subject:
    """The chart with the centre and limits of before the change up to it, and its own from there on, to the last day that
    counts; the same chart where there is nothing on one of the sides."""
    periods = periods_of(subject.chart)
    place = place_of(periods, change, subject.metric.cadence)
    if not 0 < place < len(periods) or (until is not None and until < periods[place]):
        return subject
    return replace(subject, chart=split_at(subject.chart, place, until=until))
