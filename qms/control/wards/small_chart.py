"""A chart drawn small, for pages that show many or have other things to say."""

from markupsafe import Markup

from qms.control.charts.drawings import as_drawn
from qms.control.charts.naming import number_format, title_of
from qms.control.charts.targets import targets_drawn
from qms.golden_thread.drawing import small_chart_svg
from qms.golden_thread.metrics.models import Cadence, Series
from qms.spc import ControlChart


def small_chart(chart: ControlChart, series: Series, *, size: tuple[int, int] = (360, 180)) -> Markup:
    """The drawing, `size` (width, height) in pixels; its name carries title and verdict for those who cannot see it."""
    svg = small_chart_svg(
        chart.to_dict() | as_drawn(chart, series.metric),
        title=title_of(series),
        unit=series.metric.measured_in.strip(),
        target=targets_drawn(chart),
        width=size[0],
        height=size[1],
        number_format=number_format(series.metric),
        even=series.metric.cadence is Cadence.EVENT or None,
    )
    return Markup(svg)  # noqa: S704  our own drawing, which escapes
