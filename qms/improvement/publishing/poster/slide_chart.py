"""A control chart as a chart of the slide itself: its lines named at the right edge, with its numbers in a sheet to edit."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Mm, Pt

from qms.golden_thread.drawing.numbers import NumberFormat
from qms.improvement.publishing.letters import width_of
from qms.improvement.publishing.poster.dates import days_of, label_dates, short
from qms.improvement.publishing.poster.deck import FONT
from qms.improvement.publishing.poster.labels import add_labels, plot_within, show_legend_of
from qms.improvement.publishing.poster.measuring import MM, Box
from qms.improvement.publishing.poster.pens import draw
from qms.improvement.publishing.poster.plotted import SPECIAL, Axis, Line, axis_of, lines_of_figure
from qms.improvement.publishing.sheet import Chart
from qms.improvement.publishing.story import Measure

SMALLER, LARGEST = 0.68, 0.078
"""The size of a chart's letters by that of the text, and at most in points by the width of the chart in millimetres."""


def add_chart(slide: Any, box: Box, measure: Measure, said: Chart) -> None:
    """Draw the measure's figure in the box. Raises ValueError for a measure without one."""
    figure = measure.figure
    if figure is None:
        raise ValueError("Only a measure with a chart is drawn.")
    axis = axis_of(figure)
    lines = lines_of_figure(figure, axis.high)
    data = CategoryChartData(number_format=axis.exactly)
    days = days_of(figure.periods)
    data.categories = days or [short(each) for each in figure.periods]
    for line in lines:
        data.add_series(line.name, line.numbers)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, Mm(box.left), Mm(box.top), Mm(box.width), Mm(box.height), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", said.alternative)
    frame.name = f"Chart: {measure.name}"[:80]
    size = min(box.size * SMALLER, box.width * LARGEST)
    chart = frame.chart
    _dress(chart, size, axis)
    label_dates(chart, figure.periods, days, size)
    for line, series in zip(lines, chart.plots[0].series, strict=True):
        draw(series, line, size)
    _label(chart, box, lines, axis, size)


def _dress(chart: Any, size: float, axis: Axis) -> None:
    chart.font.name, chart.font.size = FONT, Pt(size)
    chart.has_title = chart.has_legend = False
    values = chart.value_axis
    values.tick_labels.font.size = Pt(size)
    values.has_major_gridlines = False
    values.minimum_scale, values.maximum_scale, values.major_unit = axis.low, axis.high, axis.step
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = axis.written, False


def _label(chart: Any, box: Box, lines: list[Line], axis: Axis, size: float) -> None:
    """Names at the right edge instead of a legend, which needs colours to be told apart; where points mean something, a
    legend of these alone."""
    named = [at for at, each in enumerate(lines) if each.labelled]
    words = [f"{lines[at].name} {_number(lines[at].last, axis)}" for at in named]
    wide = max((width_of(each, bold=True) for each in words), default=0) * size * MM + 4
    ticks = max(width_of(_number(each, axis)) for each in (axis.low, axis.high)) * size * MM + 4
    special = [each.name for each in lines if each.part in SPECIAL]
    below = (3.6 if special else 2.0) * size * MM
    height = 1 - (below + 0.8 * size * MM) / box.height
    plot_within(chart, ticks / box.width, 0.8 * size * MM / box.height, 1 - (ticks + wide) / box.width, height)
    line_height = 1.25 * size * MM / (height * box.height) * (axis.high - axis.low)
    add_labels(chart, [(at, lines[at]) for at in named], axis, size, line_height=line_height, height=height)
    if special:
        show_legend_of(chart, [at for at, each in enumerate(lines) if each.part not in SPECIAL], XL_LEGEND_POSITION.BOTTOM)


def _number(number: float, axis: Axis) -> str:
    percent = axis.exactly.endswith("%")
    decimals = len(axis.exactly.rstrip("%").partition(".")[2])
    return NumberFormat(decimals=decimals, scale=100 if percent else 1, after="%" if percent else "")(number)
