"""Bring readings and signals up to date with the measurements, in the transaction that changed them."""

from collections.abc import Sequence

from qms.control.charts.analysis import charts_of
from qms.control.charts.queries import series_by_ids
from qms.golden_thread.metrics.holding import hold_metrics_of
from qms.golden_thread.readings.actions import write_readings
from qms.golden_thread.readings.reasons import CORRECTED
from qms.golden_thread.strands import all_strands
from qms.kernel.audit import Author

AT_ONCE = 1_000
"""Series charted at a time: memory stays bounded, and queries a constant number for each thousand."""


def refresh_readings(series_ids: Sequence[int], *, by: Author, why: str = CORRECTED) -> None:
    """Recompute the readings and signals of these series, and what other rooms rest on them. `why` is kept with each signal
    that this closes.

    Raises SeriesError for measurements that a metric's chart can't show."""
    for start in range(0, len(series_ids), AT_ONCE):
        some = series_ids[start : start + AT_ONCE]
        hold_metrics_of(some)
        charts = charts_of(series_by_ids(some))
        write_readings(charts, by=by, without=[each for each in some if each not in charts], why=why)
        for strand in all_strands():
            strand.readings_written(some, by=by)
