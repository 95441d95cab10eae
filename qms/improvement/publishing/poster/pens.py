"""How each line of a chart on the slide is drawn: by its shape as well as by its colour."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from qms.golden_thread.drawing.palette import INK, LINE, QUIET, tone_of
from qms.improvement.publishing.poster.plotted import SPECIAL, Line

SHAPES = {
    "improvement": XL_MARKER_STYLE.DIAMOND,
    "concern": XL_MARKER_STYLE.TRIANGLE,
    "neutral": XL_MARKER_STYLE.SQUARE,
}
LINES = {
    "value": (LINE, 0.13, None),
    "centre": (LINE, 0.09, None),
    "limit": (QUIET, 0.08, MSO_LINE.DASH),
    "target": (INK, 0.11, MSO_LINE.LONG_DASH_DOT),
}
"""Colour, thickness in letters of the chart, and dashes."""
DOWN = f"""<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/>
<c:noEndCap val="1"/><c:val val="100"/><c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{QUIET[1:]}"/></a:solidFill>
</a:ln></c:spPr></c:errBars>"""


def draw(series: Any, line: Line, size: float) -> None:
    """Give the series its pen; `size` is that of the chart's letters in points."""
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    if line.part in SPECIAL:
        tone = tone_of(line.part)
        series.format.line.fill.background()
        _mark(series, SHAPES[line.part], size * 0.8, tone.fill, tone.edge)
    elif line.part == "flag":
        series.format.line.fill.background()
        _mark(series, XL_MARKER_STYLE.SQUARE, size * 1.3, LINE, LINE)
        before = next(each for each in (series._element.find(qn(name)) for name in ("c:cat", "c:val")) if each is not None)
        before.addprevious(parse_xml(DOWN))  # a line from the flag down to the axis
    else:
        colour, thick, dashes = LINES[line.part]
        series.format.line.width, series.format.line.color.rgb = Pt(thick * size), _rgb(colour)
        if dashes is not None:
            series.format.line.dash_style = dashes
        if line.part == "value":
            _mark(series, XL_MARKER_STYLE.CIRCLE, size * 0.32, colour, colour)


def _mark(series: Any, shape: Any, size: float, inside: str, edge: str) -> None:
    series.marker.style, series.marker.size = shape, max(2, min(72, round(size)))
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = _rgb(inside)
    series.marker.format.line.color.rgb = _rgb(edge)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#").upper())
