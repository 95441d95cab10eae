"""The summary table as CSV, some hundred rows at a time."""

from collections.abc import Iterator

from qms.control.summary.filters import Filters
from qms.control.summary.queries import rows_in_order
from qms.golden_thread.drawing import ASSURANCE_WORDS, mark_of, mark_words, plotted_words
from qms.golden_thread.metrics.models import MetricState
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import late_words
from qms.golden_thread.readings.queries import live_signals_of, readings_of
from qms.kernel.db import db

COLUMNS = (
    "metric", "key", "unit", "ods_code", "stratum", "period", "value", "measured_in", "mean", "lower_limit", "upper_limit",
    "target", "variation", "variation_words", "assurance", "assurance_words", "special_cause", "provisional", "points",
    "agreed", "late", "signal", "explanation", "value_is",
)  # fmt: skip
SOME = 500


def table_rows(filters: Filters) -> Iterator[list[object]]:
    """Every row of the table in its order; values are on the chart's scale, proportions as shares of 1."""
    ids = list(db.session.execute(rows_in_order(filters).with_only_columns(Reading.series_id)).scalars())
    for start in range(0, len(ids), SOME):
        some = ids[start : start + SOME]
        readings, signals = readings_of(some), live_signals_of(some)
        yield from (_row(readings[each], signals[each][-1].state.value if each in signals else "") for each in some)


def _row(reading: Reading, signal: str) -> list[object]:
    series = reading.series
    metric, unit = series.metric, series.unit
    words = mark_words(mark_of(reading.variation, reading.special_cause) or reading.variation)
    return [
        metric.name, metric.key, unit.name, unit.ods_code, series.stratum, reading.period, reading.value, metric.measured_in,
        reading.centre, reading.lower, reading.upper, reading.target,
        reading.variation, words, reading.assurance, ASSURANCE_WORDS[reading.assurance],
        reading.special_cause, _yes(reading.provisional), reading.points, _yes(metric.state is MetricState.AGREED),
        late_words(reading), signal, reading.explanation, plotted_words(metric.chart),
    ]  # fmt: skip


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"
