"""Which chart we would draw from what has been measured already, for the form of a definition."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy import select

from qms.golden_thread.metrics.chart_words import CHART_NAMES, with_article, without_name
from qms.golden_thread.metrics.definitions import CHARTS_FOR
from qms.golden_thread.metrics.models import Cadence, DataKind, Metric, Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.strands import Measured, all_strands
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.spc import Recommendation, SeriesError, recommend

POINTS = {
    Cadence.DAILY: "day",
    Cadence.WEEKLY: "week",
    Cadence.MONTHLY: "month",
    Cadence.QUARTERLY: "quarter",
    Cadence.YEARLY: "year",
    Cadence.EVENT: "event",
}


@dataclass(frozen=True)
class Suggestion:
    """A chart with the reason; `chart` is empty where the chosen one is the one that we would draw."""

    sentence: str
    chart: str
    name: str
    others: list[str]
    warnings: list[str]


def suggestion_for(metric: Metric, *, data_kind: DataKind, chart: str) -> Suggestion | None:
    """What the measurements of the metric's longest chart speak for; None where there are none, or none of this kind."""
    longest = _longest(metric)
    if longest is None or (data_kind is not metric.data_kind and not _alike(data_kind, metric)):
        return None
    measured = next((found[longest.id] for each in all_strands() if (found := each.measured([longest.id]))), None)
    if measured is None:
        return None
    try:
        advice = _recommended(measured, data_kind)
    except SeriesError:
        return None
    return _said(advice, longest, measured, chart) if data_kind in CHARTS_FOR[advice.chart] else None


def _recommended(measured: Measured, data_kind: DataKind) -> Recommendation:
    return recommend(
        measured.values,
        denominators=measured.denominators,
        sizes=measured.sizes,
        deviations=measured.deviations,
        periods=measured.periods,
        data_kind=data_kind.value,
    )


def _said(found: Recommendation, series: Series, measured: Measured, chart: str) -> Suggestion:
    points = count(int((~np.isnan(measured.values)).sum()), POINTS[series.metric.cadence])
    fits = found.chart == chart
    start = f"From {points} at {series.unit.name} we would draw {with_article(CHART_NAMES[found.chart])}"
    return Suggestion(
        sentence=f"{start}{', as chosen' if fits else ''}. {without_name(found.reason)}",
        chart="" if fits else found.chart,
        name=CHART_NAMES[found.chart],
        others=[each.reason for each in found.alternatives if each.chart != chart],
        warnings=[each.sentence for each in found.warnings],
    )


def _longest(metric: Metric) -> Series | None:
    """The series with the most points; where several have as many, that of the owning team, and a whole before its parts."""
    order = (Reading.points.desc(), (Series.unit_id == metric.unit_id).desc(), (Series.stratum == "").desc(), Series.id)
    statement = select(Series).join(Reading, Reading.series_id == Series.id).where(Series.metric_id == metric.id)
    return db.session.execute(statement.order_by(*order).limit(1)).scalar()


def _alike(data_kind: DataKind, metric: Metric) -> bool:
    """Whether the stored numbers could be read as this kind: numerators stay numerators."""
    return (data_kind in {DataKind.PROPORTION, DataKind.RATE}) == metric.has_denominator
