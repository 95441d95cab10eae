"""The values that charts plot, for other rooms: no limits, no verdicts."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import exists, select

from qms.control.charts.models import Exclusion
from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import DataKind, Metric, Series
from qms.kernel.db import db

Plotted = list[tuple[dt.date, float | None]]

RATIOS = (DataKind.PROPORTION, DataKind.RATE)


def plotted_values(series_ids: Sequence[int]) -> dict[int, Plotted]:
    """The values of each series on its chart's scale, oldest first, in one query; excluded points are left out."""
    if not series_ids:
        return {}
    left_out = exists().where(
        Exclusion.series_id == Measurement.series_id,
        Exclusion.period == Measurement.period,
        Exclusion.undone_at.is_(None),
    )
    statement = (
        select(
            Measurement.series_id,
            Measurement.period,
            Measurement.value,
            Measurement.numerator,
            Measurement.denominator,
            Metric.data_kind,
            Metric.multiplier,
        )
        .join(Series, Series.id == Measurement.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .where(Measurement.series_id.in_(sorted(set(series_ids))), ~left_out)
        .order_by(Measurement.series_id, Measurement.period)
    )
    rows = groupby(db.session.execute(statement), key=itemgetter(0))
    return {series_id: list(_values(of_one)) for series_id, of_one in rows}


def _values(rows: Iterator) -> Iterator[tuple[dt.date, float | None]]:
    for _, period, value, numerator, denominator, kind, multiplier in rows:
        if kind not in RATIOS:
            yield period, value
        elif numerator is None or not denominator:
            yield period, None
        else:
            yield period, numerator / (denominator / multiplier if kind is DataKind.RATE else denominator)
