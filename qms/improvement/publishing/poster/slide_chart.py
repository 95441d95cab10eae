"""A control chart as a chart of the slide itself: line, centre and limits, with its numbers in a sheet to edit."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from qms.golden_thread.drawing.palette import COMMON_CAUSE, CONCERN, IMPROVEMENT, LINE, QUIET
from qms.improvement.publishing.poster.places import Box
from qms.improvement.publishing.sheet import Chart
from qms.improvement.publishing.story import Measure

LABELS = 6  # dates under the axis, about
TONES = {"improvement": IMPROVEMENT, "concern": CONCERN}


def add_chart(slide: Any, box: Box, measure: Measure, said: Chart) -> None:
    """Draw the measure's figure in the box. Raises ValueError for a measure without one."""
    figure = measure.figure
    if figure is None:
        raise ValueError("Only a measure with a chart is drawn.")
    data = CategoryChartData(number_format="0%" if figure.percent else "General")
    data.categories = [_short(each) for each in figure.periods]
    lines = (
        ("Value", figure.values),
        ("Centre line", figure.centre),
        ("Upper limit", figure.upper),
        ("Lower limit", figure.lower),
    )
    there = [(name, values) for name, values in lines if any(each is not None for each in values)]
    for name, values in there:
        data.add_series(name, values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, Mm(box.left), Mm(box.top), Mm(box.width), Mm(box.height), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", said.alternative)
    frame.name = measure.name
    _dress(frame.chart, box.size, figure.percent, len(figure.periods))
    series = {each.name: each for each in frame.chart.plots[0].series}
    for name, line in series.items():
        _draw_line(line, name)
    tone = TONES.get(measure.tone, COMMON_CAUSE)
    for at, special in enumerate(figure.marks):
        if special and figure.values[at] is not None:
            marker = series["Value"].points[at].marker
            marker.style, marker.size = XL_MARKER_STYLE.DIAMOND, 13
            _colour(marker.format.fill, tone.fill)


def _dress(chart: Any, size: float, percent: bool, periods: int) -> None:
    small = Pt(size * 0.7)
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.legend.font.size = chart.category_axis.tick_labels.font.size = chart.value_axis.tick_labels.font.size = small
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    skip = chart.category_axis._element.makeelement(qn("c:tickLblSkip"), {"val": str(max(1, -(-periods // LABELS)))})
    chart.category_axis._element.append(skip)
    no_multi = chart.category_axis._element.find(qn("c:noMultiLvlLbl"))
    if no_multi is not None:  # the schema wants this one last
        chart.category_axis._element.append(no_multi)
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.tick_labels.number_format = "0%" if percent else "General"
    chart.value_axis.tick_labels.number_format_is_linked = False


def _draw_line(series: Any, name: str) -> None:
    series.smooth = False
    measured = name == "Value"
    series.marker.style = XL_MARKER_STYLE.CIRCLE if measured else XL_MARKER_STYLE.NONE
    series.format.line.width = Pt(3 if measured else 2)
    series.format.line.color.rgb = _rgb(LINE if measured or name == "Centre line" else QUIET)
    if measured:
        series.marker.size = 8
        _colour(series.marker.format.fill, LINE)
    elif name != "Centre line":
        series.format.line.dash_style = MSO_LINE.DASH


def _colour(fill: Any, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = _rgb(colour)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#").upper())


def _short(period: str) -> str:
    """'November 2023' as 'Nov 2023'; other periods as they are."""
    first, _, rest = period.partition(" ")
    return f"{first[:3]} {rest}" if first.isalpha() and rest.isdigit() else period
