"""A chart as the page shows it: still pictures for wide and narrow windows, and the data of the interactive one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from qms.control.charts.naming import number_format, sentence
from qms.golden_thread.drawing import chart_json, chart_svg
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.metrics.scale import scale_of
from qms.spc import ControlChart

WIDE = (1120, 440)
NARROW = (390, 420)
FILE = (1120, 480)


@dataclass(frozen=True)
class Drawing:
    """One chart three times: the page chooses by the width of the window and by what the browser can do."""

    wide: Markup
    narrow: Markup
    data: dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """What is to be drawn. `flags` are annotations as `chart_svg` takes them."""

    chart: ControlChart
    metric: Metric
    title: str
    flags: Sequence[Mapping[str, Any]] = ()

    def as_drawn(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The chart as a dictionary whose explanation is in the metric's words, and what every drawing is told."""
        return self.chart.to_dict() | {"explanation": sentence(self.chart, self.metric)}, {
            "title": self.title,
            "unit": self.metric.measured_in.strip(),
            "target": targets_drawn(self.chart, self.metric),
            "annotations": self.flags,
            "phases": [phase.start for phase in self.chart.phases],
            "number_format": number_format(self.metric),
        }


def drawing_of(subject: Subject, *, id_prefix: str = "chart") -> Drawing:
    """The drawings of a chart for a page; ids in them start with `id_prefix`."""
    drawn, told = subject.as_drawn()
    numerators, denominators = _counts(subject.chart, subject.metric)

    def still(size: tuple[int, int], name: str) -> Markup:
        svg = chart_svg(drawn, **told, width=size[0], height=size[1], id_prefix=f"{id_prefix}-{name}")
        return Markup(svg)  # noqa: S704  our own drawing, which escapes

    data = chart_json(drawn, **told, numerators=numerators, denominators=denominators)
    return Drawing(still(WIDE, "wide"), still(NARROW, "narrow"), data)


def picture_file(subject: Subject) -> str:
    """The chart as one SVG that stands alone: its title is in the picture."""
    drawn, told = subject.as_drawn()
    return chart_svg(drawn, **told, width=FILE[0], height=FILE[1], heading=True)


def phone_picture(subject: Subject) -> str:
    """The chart as one SVG for a telephone's width, which other pages embed."""
    drawn, told = subject.as_drawn()
    return chart_svg(drawn, **told, width=NARROW[0], height=NARROW[1], heading=True)


def targets_drawn(chart: ControlChart, metric: Metric) -> list[float | None] | float | None:
    """The target at each point: that which stood then. The verdict's own stands at the last point, the first before any."""
    if len(metric.targets) < 2 or chart.periods is None or chart.target is None:
        return chart.target
    line: list[float | None] = []
    for period in chart.periods.tolist():
        then = [each.value for each in metric.targets if each.starts_on <= period]
        line.append(then[-1] if then else metric.targets[0].value)
    line[-1] = chart.target
    return line


def _counts(chart: ControlChart, metric: Metric) -> tuple[list[float | None] | None, list[float | None] | None]:
    """Numerators and denominators as they were counted, for the tooltips; the chart holds the latter divided by the scale."""
    if chart.denominators is None:
        return None, None
    scale = scale_of(metric)
    below = [None if math.isnan(each) else round(each * scale, 6) for each in chart.denominators.tolist()]
    return [None if math.isnan(each) else each for each in chart.numerators.tolist()], below
