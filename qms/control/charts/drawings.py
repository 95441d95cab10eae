"""A chart as the page shows it: still pictures for wide and narrow windows, and the data of the interactive one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from qms.control.charts.bounds import bounds_of
from qms.control.charts.footnotes import baseline_ends, footnote_of
from qms.control.charts.naming import number_format, sentence
from qms.control.charts.targets import targets_drawn
from qms.golden_thread.drawing import chart_json, chart_svg
from qms.golden_thread.metrics.models import Cadence, Metric
from qms.golden_thread.metrics.scale import scale_of
from qms.golden_thread.readings.saying import measured_values
from qms.spc import ChartKind, ControlChart

WIDE = (1120, 440)
NARROW = (390, 420)
FILE = (1120, 480)
LIVE = 2_500
"""Points that the interactive chart takes: each has its words, and nobody points at one of more."""
OTHERWISE_PLOTTED = frozenset({ChartKind.MR, ChartKind.EWMA, ChartKind.CUSUM})
"""Charts whose points are not what was measured in the period, which their tooltips therefore name."""


@dataclass(frozen=True)
class Drawing:
    """One chart three times: the page chooses by the width of the window and by what the browser can do."""

    wide: Markup
    narrow: Markup
    data: dict[str, Any] | None  # None for a series so long that the pictures are all there is


@dataclass(frozen=True)
class Subject:
    """What is to be drawn. `flags` are annotations as `chart_svg` takes them."""

    chart: ControlChart
    metric: Metric
    title: str
    flags: Sequence[Mapping[str, Any]] = ()

    def as_drawn(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The chart as a dictionary whose explanation is in the metric's words, and what every drawing is told."""
        return as_drawn(self.chart, self.metric), {
            "title": self.title,
            "unit": self.metric.measured_in.strip(),
            "target": targets_drawn(self.chart),
            "annotations": self.flags,
            "phases": [phase.start for phase in self.chart.phases],
            "number_format": number_format(self.metric),
            "baseline": baseline_ends(self.chart),
            "even": self.metric.cadence is Cadence.EVENT or None,
        }


def as_drawn(chart: ControlChart, metric: Metric) -> dict[str, Any]:
    """As much of a chart's dictionary as drawings read, with the explanation in the metric's words."""
    return {
        "chart": chart.kind.value,
        "points": chart.rows(),
        "explanation": sentence(chart, metric),
        "arms": chart.arms,
        "bounds": bounds_of(chart, metric),
    }


def drawing_of(subject: Subject, *, id_prefix: str = "chart") -> Drawing:
    """The drawings of a chart for a page; ids in them start with `id_prefix`."""
    drawn, told = subject.as_drawn()

    def still(size: tuple[int, int], name: str) -> Markup:
        svg = chart_svg(drawn, **told, width=size[0], height=size[1], id_prefix=f"{id_prefix}-{name}")
        return Markup(svg)  # noqa: S704  our own drawing, which escapes

    return Drawing(still(WIDE, "wide"), still(NARROW, "narrow"), _data(subject, drawn, told))


def _data(subject: Subject, drawn: dict[str, Any], told: dict[str, Any]) -> dict[str, Any] | None:
    if len(subject.chart.values) > LIVE:
        return None
    numerators, denominators = _counts(subject.chart, subject.metric)
    measured = measured_values(subject.chart).tolist() if subject.chart.kind in OTHERWISE_PLOTTED else None
    return chart_json(drawn, **told, numerators=numerators, denominators=denominators, measured=measured)


def picture_file(subject: Subject) -> str:
    """The chart as one SVG that stands alone: its title is in the picture."""
    drawn, told = subject.as_drawn()
    return chart_svg(drawn, **told, width=FILE[0], height=FILE[1], heading=True)


def phone_picture(subject: Subject) -> str:
    """The chart as one SVG for a telephone's width, which other pages embed."""
    drawn, told = subject.as_drawn()
    note = footnote_of(subject.chart, subject.metric)
    return chart_svg(drawn, **told, width=NARROW[0], height=NARROW[1], heading=True, footnote=note)


def _counts(chart: ControlChart, metric: Metric) -> tuple[list[float | None] | None, list[float | None] | None]:
    """Numerators and denominators as they were counted, for the tooltips; the chart holds the latter divided by the scale."""
    if chart.denominators is None:
        return None, None
    scale = scale_of(metric)
    below = [None if math.isnan(each) else round(each * scale, 6) for each in chart.denominators.tolist()]
    return [None if math.isnan(each) else each for each in chart.numerators.tolist()], below
