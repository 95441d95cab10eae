"""What this room adds to the golden thread."""

import datetime as dt
from collections.abc import Sequence

from qms.control.charts.plotted import plotted_values
from qms.golden_thread.strands import Strand


class ControlStrand(Strand):
    """The strand of signals."""

    noun = "signal"

    def values(self, series_ids: Sequence[int]) -> dict[int, list[tuple[dt.date, float | None]]]:
        """The measurements of each series on its chart's scale."""
        return plotted_values(series_ids)
