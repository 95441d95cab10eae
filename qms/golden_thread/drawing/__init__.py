"""Drawings of the golden thread: control charts, sparklines and verdict icons, as SVG, PNG and browser data.

Framework-free: text in, text out. Markup uses presentation attributes only, so it passes a strict content
security policy and goes unchanged into PDF, mail and PNG.
"""

from qms.golden_thread.drawing.browser import chart_json
from qms.golden_thread.drawing.chart import chart_svg, small_chart_svg
from qms.golden_thread.drawing.cusum import cusum_svg, vlad_svg
from qms.golden_thread.drawing.funnel import funnel_svg
from qms.golden_thread.drawing.icons import assurance_icon, variation_icon
from qms.golden_thread.drawing.pareto import pareto_svg
from qms.golden_thread.drawing.png import svg_to_png
from qms.golden_thread.drawing.sparkline import sparkline_svg
from qms.golden_thread.drawing.timeline import MarkState, TimelineMark, timeline_svg
from qms.golden_thread.drawing.timeline_spans import TimelineSpan
from qms.golden_thread.drawing.words import (
    ASSURANCE_MEANINGS,
    ASSURANCE_WORDS,
    PATTERN,
    PATTERN_WORDS,
    VARIATION_MEANINGS,
    VARIATION_WORDS,
    mark_of,
    mark_words,
    plotted_words,
    rule_words,
)

__all__ = [
    "ASSURANCE_MEANINGS",
    "ASSURANCE_WORDS",
    "PATTERN",
    "PATTERN_WORDS",
    "VARIATION_MEANINGS",
    "VARIATION_WORDS",
    "MarkState",
    "TimelineMark",
    "TimelineSpan",
    "assurance_icon",
    "chart_json",
    "chart_svg",
    "cusum_svg",
    "funnel_svg",
    "mark_of",
    "mark_words",
    "pareto_svg",
    "plotted_words",
    "rule_words",
    "small_chart_svg",
    "sparkline_svg",
    "svg_to_png",
    "timeline_svg",
    "variation_icon",
    "vlad_svg",
]
