"""Words on a chart of the slide: what its lines are called, where the plot leaves them room, and the flag's number."""

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from qms.golden_thread.drawing.labels import spread
from qms.golden_thread.drawing.palette import INK, QUIET
from qms.improvement.publishing.poster.plotted import Axis, Line

BESIDE = 0.008  # of the chart's width, between the end of a line and its label


def plot_within(chart: Any, left: float, top: float, width: float, height: float) -> None:
    """Lay the plot, without the words around it, within this part of the chart."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    places = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in zip("xywh", (left, top, width, height), strict=True))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area.insert(0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{places}</c:manualLayout></c:layout>"))


def add_labels(
    chart: Any, named: Sequence[tuple[int, Line]], axis: Axis, size: float, *, line_height: float, height: float
) -> None:
    """Name these series, each with its place in the chart, at the last of their points, moved apart where they would touch.
    `line_height` is that of a label on the axis of values, `height` the part of the chart that the plot takes. Labels hold
    the series' own name and number, and so follow when these are edited."""
    wanted = [line.last for _, line in named]
    settled = spread(wanted, line_height, axis.low, axis.high)
    for (at, line), wish, place in zip(named, wanted, settled, strict=True):
        down = (wish - place) / (axis.high - axis.low) * height
        end = max(point for point, each in enumerate(line.numbers) if each is not None)
        ink = QUIET if line.part == "limit" else INK
        _add(chart, at, _label(end, down, axis.exactly, size, ink, bold=line.part == "target"))
    for at, series in enumerate(chart.plots[0].series):
        if series.name == "Change":
            _add(chart, at, _flag(next(point for point, each in enumerate(series.values) if each is not None), size))


def show_legend_of(chart: Any, hidden: Sequence[int], position: Any) -> None:
    """A legend without these series."""
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = position, False
    legend = chart.legend._element
    for at in reversed(hidden):
        entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>'
        legend.find(qn("c:legendPos")).addnext(parse_xml(entry))


def _add(chart: Any, at: int, label: str) -> None:
    series = chart.plots[0].series[at]._element
    rest = _shown(value=False, name=False)
    labels = parse_xml(f"<c:dLbls {nsdecls('c', 'a')}>{label}{rest}</c:dLbls>")
    later = ("c:trendline", "c:errBars", "c:cat", "c:val")
    next(each for each in (series.find(qn(name)) for name in later) if each is not None).addprevious(labels)


def _label(point: int, down: float, written: str, size: float, colour: str, *, bold: bool) -> str:
    moved = f'<c:layout><c:manualLayout><c:x val="{BESIDE}"/><c:y val="{down:.4f}"/></c:manualLayout></c:layout>'
    letters = _letters(size, colour, bold=bold)
    return (
        f'<c:dLbl><c:idx val="{point}"/>{moved}<c:numFmt formatCode="{written}" sourceLinked="0"/><c:spPr/>{letters}'
        f'<c:dLblPos val="r"/>{_shown(value=True, name=True)}<c:separator> </c:separator></c:dLbl>'
    )


def _flag(point: int, size: float) -> str:
    """The number in the flag, which the words below the chart explain."""
    run = f'<a:rPr lang="en-GB" sz="{round(size * 90)}" b="1"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr>'
    words = f"<c:tx><c:rich><a:bodyPr/><a:p><a:r>{run}<a:t>1</a:t></a:r></a:p></c:rich></c:tx>"
    return f'<c:dLbl><c:idx val="{point}"/>{words}<c:dLblPos val="ctr"/>{_shown(value=True, name=False)}</c:dLbl>'


def _letters(size: float, colour: str, *, bold: bool) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
    said = f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{fill}</a:defRPr>'
    return f'<c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr>{said}</a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'


def _shown(*, value: bool, name: bool) -> str:
    shown = {"LegendKey": False, "Val": value, "CatName": False, "SerName": name, "Percent": False, "BubbleSize": False}
    return "".join(f'<c:show{what} val="{int(is_shown)}"/>' for what, is_shown in shown.items())
