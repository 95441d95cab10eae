"""What weakens a chart, in words, before anybody reads it: not agreed, late, retired, summed from too few units."""

from dataclasses import dataclass

from flask import url_for

from qms.control.charts.preview import measured_periods
from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import MetricState, Series
from qms.golden_thread.metrics.states import state_sentence
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import late_words, period_words
from qms.spc import ControlChart


@dataclass(frozen=True)
class Reservation:
    """One sentence, and where its cause can be mended."""

    sentence: str
    remedy: str = ""
    url: str = ""


def reservations_of(
    series: Series, chart: ControlChart, reading: Reading | None, last: Measurement | None, units: int
) -> list[Reservation]:
    """Everything that a reader should know before trusting the verdict. `last` is the newest measurement."""
    return [
        each
        for each in (_agreement(series), _lateness(series, chart, reading), _roll_up(series, last, units))
        if each is not None
    ]


def _agreement(series: Series) -> Reservation | None:
    metric = series.metric
    if metric.state is MetricState.AGREED:
        return None
    sentence = state_sentence(metric)
    if metric.state is MetricState.PROPOSED:
        sentence += " Until then its charts stay off the board."
    return Reservation(sentence, "See the metric", url_for("metric", metric_id=metric.id))


def _lateness(series: Series, chart: ControlChart, reading: Reading | None) -> Reservation | None:
    late = late_words(reading) if reading else ""
    if not late:
        return None
    last = period_words(measured_periods(chart)[-1], series.metric)
    return Reservation(f"The data are {late}: the last measurement is for {last}.")


def _roll_up(series: Series, last: Measurement | None, units: int) -> Reservation | None:
    if not series.rolled_up or last is None or last.units is None:
        return None
    every = max(units, last.units)
    when = period_words(last.period, series.metric)
    if last.units == every:
        words = "the one unit below that reports it" if every == 1 else f"all {every:,} units below that report it"
        return Reservation(f"Summed from {words}.")
    return Reservation(f"Summed from {last.units:,} of {every:,} units below: the others have nothing yet for {when}.")
