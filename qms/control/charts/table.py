"""The chart as a table: what was measured, the lines at each point, and what was corrected since."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qms.control.charts.models import Exclusion
from qms.control.charts.naming import decimals_of
from qms.control.charts.preview import periods_of
from qms.control.measurements.models import Measurement, MeasurementRevision
from qms.golden_thread.drawing import mark_of, mark_words, rule_words
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.metrics.presenters import shown
from qms.golden_thread.metrics.scale import scale_of
from qms.golden_thread.readings.presenters import period_words
from qms.kernel.formats import count, day, number
from qms.spc import ControlChart

CORRECTIONS = 4
"""Corrections of one point that its row names; how many there were before is said."""


@dataclass(frozen=True)
class Row:
    """One point in words. `type` is None for a gap and for a point left out."""

    period: dt.date
    when: str
    counted: str  # "31 of 5,002"; empty where nothing is counted
    value: str
    centre: str
    limits: str
    type: str | None
    verdict: str
    note: str = ""  # why it was left out, how many units reported
    corrections: list[str] = field(default_factory=list)
    measured: bool = True
    excluded: bool = False


@dataclass(frozen=True)
class Beside:
    """What is known of a series' periods beside the chart."""

    measurements: Mapping[dt.date, Measurement] = field(default_factory=dict)
    exclusions: Mapping[dt.date, Exclusion] = field(default_factory=dict)
    revisions: Mapping[dt.date, Sequence[MeasurementRevision]] = field(default_factory=dict)
    units: int = 0


def rows_of(chart: ControlChart, metric: Metric, beside: Beside | None = None) -> list[Row]:
    """The points, newest first."""
    table = _Table(chart, metric, beside or Beside(), decimals_of(chart, metric))
    return [table.row(at, period) for at, period in reversed(list(enumerate(periods_of(chart))))]


@dataclass(frozen=True)
class _Table:
    """The chart on its way into words, every number with the same decimals."""

    chart: ControlChart
    metric: Metric
    beside: Beside
    decimals: int

    def say(self, value: float) -> str:
        return shown(float(value), self.metric, decimals=self.decimals)

    def row(self, at: int, period: dt.date) -> Row:
        chart = self.chart
        measured, excluded = not math.isnan(chart.numerators[at]), chart.excluded[at]
        point_type = chart.types[at].value if measured and not excluded else None
        lower, upper = self.say(chart.lower[at]), self.say(chart.upper[at])
        return Row(
            period=period,
            when=period_words(period, self.metric),
            counted=self.counted(at) if measured else "",
            value=self.say(chart.values[at]) if measured else "No data",
            centre=self.say(chart.centre[at]),
            limits="" if lower == upper == "–" else f"{lower} to {upper}",
            type=self.mark(at, point_type),
            verdict=self.verdict(at, point_type) if measured else "",
            note=self.note(period, excluded=excluded),
            corrections=self.corrections(self.beside.revisions.get(period, ())),
            measured=measured,
            excluded=excluded,
        )

    def mark(self, at: int, point_type: str | None) -> str | None:
        cause = self.chart.special_causes[at]
        return point_type and (mark_of(point_type, cause and cause.value) or point_type)

    def counted(self, at: int) -> str:
        if self.chart.denominators is None:
            return ""
        below = round(float(self.chart.denominators[at]) * scale_of(self.metric), 6)
        return f"{number(float(self.chart.numerators[at]))} of {number(below)}"

    def verdict(self, at: int, point_type: str | None) -> str:
        if point_type is None:
            return "Left out of the limits"
        cause = self.chart.special_causes[at]
        why = rule_words(cause and cause.value, high=point_type.endswith("high"), kind=self.chart.kind.value)
        words = mark_words(mark_of(point_type, cause and cause.value) or point_type)
        return f"{words}: {why}" if why else words

    def note(self, period: dt.date, *, excluded: bool) -> str:
        said = []
        if excluded and (exclusion := self.beside.exclusions.get(period)):
            said.append(f"{exclusion.by.name}: {exclusion.reason}")
        measurement = self.beside.measurements.get(period)
        if measurement is not None and measurement.units is not None:
            said.append(f"From {measurement.units:,} of {max(self.beside.units, measurement.units):,} units")
        return ". ".join(said)

    def corrections(self, revisions: Sequence[MeasurementRevision]) -> list[str]:
        said = [self.correction(each) for each in revisions[:CORRECTIONS]]
        earlier = len(revisions) - len(said)
        return [*said, f"And {count(earlier, 'earlier correction')}"] if earlier else said

    def correction(self, revision: MeasurementRevision) -> str:
        """'Changed from 4.2 (21 of 5,002) by Tom Whitfield on 3 March 2026: late entries.'"""
        reason = f": {revision.reason}" if revision.reason else ""
        return f"Changed from {self.before(revision)} by {revision.replaced_by.name} on {day(revision.replaced_at)}{reason}"

    def before(self, revision: MeasurementRevision) -> str:
        if not self.metric.has_denominator:
            return "no value" if revision.value is None else self.say(revision.value)
        if revision.numerator is None or not revision.denominator:
            return "no value"
        counts = f"{number(revision.numerator)} of {number(revision.denominator)}"
        return f"{self.say(revision.numerator / revision.denominator * scale_of(self.metric))} ({counts})"
