"""Charts of one metric for other rooms: added up as one, and side by side, small and on one scale."""

import datetime as dt
import math
from collections.abc import Collection, Mapping
from typing import Any

from markupsafe import Markup

from qms.control.charts.analysis import charts_or_reasons
from qms.control.charts.changes import place_of
from qms.control.charts.drawings import Drawing, Subject, as_drawn, drawing_of
from qms.control.charts.naming import last_value, number_format, sentence, title_of, verdict_mark
from qms.control.charts.pooling import Sum, sums_of
from qms.control.charts.preview import periods_of
from qms.control.charts.queries import load_metrics, series_with_units
from qms.control.charts.table import rows_of
from qms.control.charts.targets import targets_drawn
from qms.golden_thread.drawing import small_chart_svg
from qms.golden_thread.drawing.shared_scale import Scale, shared_scale
from qms.golden_thread.metrics.models import Cadence, Metric, Series
from qms.golden_thread.readings.saying import measured_values
from qms.golden_thread.together import NOTHING, Beside, Pooled, PooledPeriod
from qms.spc import ControlChart, Effect, effect_of
from qms.spc.judgement import judged_by

SIZE = (360, 190)
START = "The collaborative began"


def pooled(
    groups: Mapping[int, Collection[int]], *, since: dt.date | None = None, drawn: Collection[int] = ()
) -> dict[int, Pooled]:
    """The groups added up, by their keys; see `Strand.pooled`."""
    return {key: _pooled(key, found, since, draw=key in drawn) for key, found in sums_of(groups, since=since).items()}


def side_by_side(series_ids: Collection[int], *, since: dt.date | None = None) -> list[Beside]:
    """The charts as their own pages show them, small and on one scale; see `Strand.side_by_side`."""
    series = {each.id: each for each in series_with_units(sorted(series_ids))}
    metrics = {each.id: each for each in load_metrics({each.metric_id for each in series.values()})}
    found = charts_or_reasons(list(series.values()))
    charts, refused = found.charts, [Beside(each, refused=words) for each, words in found.refused.items()]
    if not charts:
        return refused
    metric = metrics[series[next(iter(charts))].metric_id]
    goals = [targets_drawn(chart) for chart in charts.values()]
    even = metric.cadence is Cadence.EVENT or None
    drawn = {each: as_drawn(chart, metric) for each, chart in charts.items()}
    scale = shared_scale(
        list(drawn.values()),
        targets=goals,
        proportion=metric.is_percentage,
        even=even,
        since=since,
    )
    return [*(_beside(chart, drawn[each], series[each], metric, scale) for each, chart in charts.items()), *refused]


def _pooled(key: int, found: Sum, since: dt.date | None, *, draw: bool) -> Pooled:
    chart, metric = found.chart, found.metric
    if chart is None:
        return Pooled(refused=found.refused, of=found.of, members=found.members)
    effect = _effect(chart, metric, since)
    chart = judged_by(chart, effect)
    drawing = _drawing(key, found, chart, since) if draw else Drawing(NOTHING, NOTHING, None)
    return Pooled(
        sentence=sentence(chart, metric),
        last=last_value(chart, metric),
        variation=verdict_mark(chart),
        assurance=chart.assurance and chart.assurance.value,
        provisional=chart.provisional,
        of=found.of,
        members=found.members,
        incomplete=sum(0 < each < found.of for each in found.reported),
        periods=_periods(found, chart) if draw else (),
        effect=effect,
        ahead=_ahead(chart, effect),
        wide=drawing.wide,
        narrow=drawing.narrow,
    )


def _drawing(key: int, found: Sum, chart: ControlChart, since: dt.date | None) -> Drawing:
    flags = [{"date": since.isoformat(), "number": "1", "text": START, "kind": "change"}] if since else []
    title = f"{found.metric.name}, {found.of:,} teams together"
    return drawing_of(Subject(chart, found.metric, title, flags), id_prefix=f"pooled-{key}")


def _periods(found: Sum, chart: ControlChart) -> list[PooledPeriod]:
    """Newest first, as the table of a chart has them."""
    values = reversed([value if math.isfinite(value) else None for value in measured_values(chart).tolist()])
    rows = zip(rows_of(chart, found.metric), values, reversed(found.reported), strict=True)
    return [
        PooledPeriod(row.period, value, row.when, row.value, row.centre, row.limits, reported, row.verdict)
        for row, value, reported in rows
    ]


def _effect(chart: ControlChart, metric: Metric, since: dt.date | None) -> Effect | None:
    if since is None:
        return None
    periods = periods_of(chart)
    place = place_of(periods, since, metric.cadence)
    return effect_of(chart, change=periods[place]) if 0 < place < len(periods) else None


def _ahead(chart: ControlChart, effect: Effect | None) -> int:
    """How many points of the special cause that the chart speaks of lie before the change."""
    if effect is None:
        return 0
    standing = [each.first for each in chart.signals if each.last == chart.last]
    return max(effect.position - min(standing, default=effect.position), 0)


def _beside(chart: ControlChart, drawn: Mapping[str, Any], series: Series, metric: Metric, scale: Scale) -> Beside:
    svg = small_chart_svg(
        drawn,
        title=title_of(series),
        unit=metric.measured_in.strip(),
        target=targets_drawn(chart),
        width=SIZE[0],
        height=SIZE[1],
        number_format=number_format(metric),
        even=metric.cadence is Cadence.EVENT or None,
        scale=scale,
    )
    return Beside(
        series_id=series.id,
        picture=Markup(svg),  # noqa: S704  our own drawing, which escapes
        sentence=drawn["explanation"],
        last=last_value(chart, metric),
        variation=verdict_mark(chart),
        assurance=chart.assurance and chart.assurance.value,
    )
