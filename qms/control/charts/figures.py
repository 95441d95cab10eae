"""Charts for paper: drawn for a page's width and for a column's, with the numbers in them for slides."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from qms.control.charts.analysis import charts_of
from qms.control.charts.changes import place_of, split_subject
from qms.control.charts.drawings import Subject
from qms.control.charts.flags import CHANGE
from qms.control.charts.footnotes import footnote_of
from qms.control.charts.naming import sentence, title_of
from qms.control.charts.preview import periods_of
from qms.golden_thread.drawing import chart_svg
from qms.golden_thread.drawing.words import centre_word
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.presenters import period_words
from qms.golden_thread.strands import Figure
from qms.kernel.db import db

WIDE, NARROW = (820, 380), (470, 350)
"""In pixels: letters of 15 and 16 pixels stay legible at the width of an A4 page and of half of one."""


def figures(series_ids: Sequence[int], change: dt.date | None) -> dict[int, Figure]:
    """The figure of each series that has been measured, with the centre and limits of before and since the change, which
    flag 1 marks. A number of queries that does not grow with the series."""
    series = list(db.session.execute(select(Series).where(Series.id.in_(series_ids))).scalars())
    charts = charts_of(series)
    return {
        each.id: _figure(each.id, Subject(charts[each.id], each.metric, title_of(each), _flag(change)), change)
        for each in series
        if each.id in charts
    }


def _figure(series_id: int, subject: Subject, change: dt.date | None) -> Figure:
    shown = split_subject(subject, change) if change else subject
    drawn, told = shown.as_drawn()
    chart, metric = shown.chart, shown.metric
    periods = periods_of(chart)
    place = place_of(periods, change, metric.cadence) if change else None

    def picture(size: tuple[int, int], name: str) -> str:
        return chart_svg(drawn, **told, width=size[0], height=size[1], id_prefix=f"{name}-{series_id}")

    return Figure(
        title=shown.title,
        unit=metric.measured_in.strip(),
        percent=metric.is_percentage,
        wide=picture(WIDE, "wide"),
        narrow=picture(NARROW, "narrow"),
        explanation=sentence(subject.chart, metric),
        judged_by=footnote_of(subject.chart, metric),
        periods=[period_words(period, metric) for period in periods],
        values=_known(chart.values.tolist()),
        centre=_known(chart.centre.tolist()),
        lower=_known(chart.lower.tolist()),
        upper=_known(chart.upper.tolist()),
        marks=[cause is not None for cause in chart.special_causes],
        targets=_known(chart.targets.tolist()),
        types=[each.value for each in chart.types],
        phases=[each.start for each in chart.phases],
        flag=place if place is not None and place < len(periods) else None,
        centre_name=centre_word(chart.kind.value),
    )


def _flag(change: dt.date | None) -> list[dict[str, str]]:
    return [{"date": change.isoformat(), "number": "1", "text": "The change", "kind": CHANGE}] if change else []


def _known(numbers: Iterable[float]) -> list[float | None]:
    return [each if math.isfinite(each) else None for each in numbers]
