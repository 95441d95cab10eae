"""The charts of many units as they stood on a day, each drawn once: for pages that hold one sheet a unit."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from markupsafe import Markup
from sqlalchemy import func, select

from qms.control.charts.analysis import charts_or_reasons
from qms.control.charts.drawings import Subject
from qms.control.charts.naming import title_of, verdict_mark
from qms.control.charts.queries import load_metrics, series_with_units
from qms.control.measurements.models import Measurement
from qms.golden_thread.drawing import chart_svg
from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.readings.due import is_over
from qms.golden_thread.readings.presenters import period_words
from qms.golden_thread.together import AsOf
from qms.kernel.db import db
from qms.spc import ControlChart

SIZE = (430, 310)
"""In pixels: its letters stay legible on a telephone, and are large on a wall and on paper."""


def as_of(choices: Mapping[int, Sequence[int]], until: dt.date | None = None) -> dict[int, AsOf]:
    """See `Strand.as_of`: the chart pages' own way from measurements to a chart, with fewer of them. A number of queries that
    does not grow with the groups."""
    series = {each.id: each for each in series_with_units(sorted({each for ids in choices.values() for each in ids}))}
    metrics = {each.id: each for each in load_metrics({each.metric_id for each in series.values()})}
    known = {
        series_id
        for series_id, first in _first_periods(series)
        if until is None or is_over(first, metrics[series[series_id].metric_id].cadence, until)
    }
    shown = {key: series_id for key, ids in choices.items() if (series_id := next((i for i in ids if i in known), None))}
    found = charts_or_reasons([series[each] for each in sorted(set(shown.values()))], until)
    drawn = {each: _drawn(series[each], chart, metrics[series[each].metric_id]) for each, chart in found.charts.items()}
    refused = {each: AsOf(each, title_of(series[each]), refused=words) for each, words in found.refused.items()}
    told = drawn | refused
    return {key: told[series_id] for key, series_id in shown.items() if series_id in told}


def _first_periods(series_ids: Collection[int]) -> Sequence[tuple[int, dt.date]]:
    statement = select(Measurement.series_id, func.min(Measurement.period)).where(Measurement.series_id.in_(series_ids))
    return [(series_id, first) for series_id, first in db.session.execute(statement.group_by(Measurement.series_id))]


def _drawn(series: Series, chart: ControlChart, metric: Metric) -> AsOf:
    name = title_of(series)
    drawn, told = Subject(chart, metric, name).as_drawn()
    svg = chart_svg(drawn, **told, width=SIZE[0], height=SIZE[1], id_prefix=f"as-of-{series.id}")
    return AsOf(
        series_id=series.id,
        name=name,
        until=period_words(chart.periods[chart.last].item(), metric) if chart.periods is not None else "",
        picture=Markup(svg),  # noqa: S704  our own drawing, which escapes
        sentence=drawn["explanation"],
        variation=verdict_mark(chart),
        assurance=chart.assurance and chart.assurance.value,
    )
